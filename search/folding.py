"""Words as they are compared: without case, accents or script, so that lukasz finds Łukasz and ivan finds Иван."""

import re
from functools import lru_cache

from anyascii import anyascii

# The Bulgarian letters that the streamlined system (Transliteration Act, 2009) writes unlike Russian.
_BULGARIAN = str.maketrans({"щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya", "х": "h", "ц": "ts", "й": "y"})
_HYPHENATED = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})+")
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu)['’]([^\W_]{2,})")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def fold(text: str) -> str:
    """`text` in lower-case ASCII letters and digits, one space between words."""
    return " ".join(map(fold_word, _WORD.findall(text)))


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """One word of `fold`. Labels and names come again with every page, so their words are remembered."""
    folded = anyascii(word.casefold().translate(_BULGARIAN)).lower()
    return "".join(character for character in folded if character.isalnum())


def elided(text: str) -> list[str]:
    """The words of `text` behind an elided French one, folded: emploi of l'emploi, which itself folds to lemploi."""
    return [fold_word(word) for word in dict.fromkeys(_ELIDED.findall(text.casefold()))]


def joined(text: str) -> list[str]:
    """The words of `text` that have a hyphen, folded into one: antidiscrimination of anti-discrimination."""
    return [fold_word(word) for word in dict.fromkeys(_HYPHENATED.findall(text.casefold()))]


def words_with_places(text: str) -> list[tuple[int, int, str]]:
    """Each word of `text` with its start, its end and its folded form."""
    return [(match.start(), match.end(), fold_word(match.group())) for match in _WORD.finditer(text)]
