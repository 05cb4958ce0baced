"""Words without their endings, in the languages of the portal, so that a form of a word meets the others.

English, French, German and Spanish by M. Porter's Snowball stemmers; Bulgarian by ours.
"""

from functools import lru_cache
from threading import local

from Stemmer import Stemmer

from search.folding import fold_word
from search.words import bulgarian

_SNOWBALL = {"en": "english", "fr": "french", "de": "german", "es": "spanish"}
LANGUAGES = (*_SNOWBALL, "bg")
# A stemmer must not be used by two threads at once.
_stemmers = local()


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of a casefolded word, folded; a word of any other language stays whole."""
    if language == "bg":
        return bulgarian.stem(word)
    return fold_word(_stemmer(language).stemWord(word)) if language in _SNOWBALL else word


def stems(word: str) -> tuple[str, ...]:
    """The stems that a casefolded word may have, each once: nobody says in which language it is."""
    return tuple(dict.fromkeys(stem(word, language) for language in LANGUAGES))


def _stemmer(language: str) -> Stemmer:
    made = getattr(_stemmers, language, None)
    if made is None:
        made = Stemmer(_SNOWBALL[language])
        setattr(_stemmers, language, made)
    return made
