"""Invented words, so far from each other and from real ones that each is found by its own traces alone."""

from collections.abc import Callable
from random import Random

from rapidfuzz.distance import OSA

from search.words import german
from search.words.sounds import sound

_LENGTH = 9
_FAR = 5
_CONSONANTS, _VOWELS = "bdgkmprtvz", "aeiou"
# Letters that are one in each script, whichever way they are read.
_CYRILLIC = str.maketrans("abdegikmnoprtuvz", "абдегикмнопртувз")


def invented(number: int, chance: Random) -> list[str]:
    """So many words of nine letters. No two start, sound or are spelt alike; each allows for two typing errors."""
    words: list[str] = []
    starts, sounds = set[str](), set[str]()
    while len(words) < number:
        word = "".join(chance.choice((_CONSONANTS, _VOWELS)[place % 2]) for place in range(_LENGTH))
        alike = word[:3] in starts or sound(word) in sounds or len(german.parts(word)) > 1
        if not alike and all(OSA.distance(word, other) >= _FAR for other in words):
            words.append(word)
            starts.add(word[:3])
            sounds.add(sound(word))
    return words


def in_cyrillic(word: str) -> str:
    return word.translate(_CYRILLIC)


def mistyped(word: str) -> str:
    """With two neighbours swapped, which is one error."""
    place = len(word) // 2
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


# What every engine finds the word by, and nothing else.
SURE: dict[str, Callable[[str], str]] = {
    "whole": str,
    "in capitals": str.upper,
    "its start": lambda word: word[:7],
    "a shorter start": lambda word: word[:6],
    "in Cyrillic": in_cyrillic,
    "a start in Cyrillic": lambda word: in_cyrillic(word[:6]),
    "in signs": lambda word: f'("{word}*")',
}
# What some engines find it by.
LOOSE: dict[str, Callable[[str], str]] = {
    "mistyped": mistyped,
    "a letter too few": lambda word: word[:5] + word[6:],
    "two wrong letters": lambda word: f"{word[:3]}ss{word[5:]}",
    "mistyped in Cyrillic": lambda word: in_cyrillic(mistyped(word)),
    "in the plural": lambda word: f"{word}s",
    "with a Bulgarian article": lambda word: f"{in_cyrillic(word)}ът",
}
TRACES = SURE | LOOSE
