"""Words of a question that no text has to hold."""

from functools import cache

from search.folding import fold_word
from search.words.lists import lists


def content_words(words: list[str]) -> list[str]:
    """The folded `words` that are no function words of English, German, French, Bulgarian or Spanish.

    All of them if nothing else remains: who asks for "the who" asks for something.
    """
    return [word for word in words if word not in stop_words()] or words


@cache
def stop_words() -> frozenset[str]:
    """The function words of all languages, folded as a question is."""
    return frozenset(fold_word(word) for words in lists("stopwords.txt").values() for word in words)


def __getattr__(name: str) -> frozenset[str]:
    """`STOPWORDS`, read when it is first asked for rather than on import."""
    if name == "STOPWORDS":
        return stop_words()
    raise AttributeError(name)
