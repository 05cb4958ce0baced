"""Bulgarian words without their endings, so that singular, plural and definite forms meet.

After the light stemmer of J. Savoy, "Searching strategies for the Bulgarian language" (Information
Retrieval 10, 2007): article, then plural, then the vowels. That one leaves three stems for one noun;
here every form is brought down to the same bare stem, and what changes inside a stem (център/центрове,
място/места) is undone in all words alike. A stem is a key, not a word.
"""

import re
from functools import lru_cache

from search.words.lists import lists

SHORTEST = 3
_WORDS = "bulgarian.txt"

# Plurals of another stem, and countries that would meet their people.
_IRREGULAR = {
    "хора": "човек",
    "деца": "дет",
    "дни": "ден",
    "дена": "ден",
    "очи": "око",
    "уши": "ухо",
    "братя": "брат",
    "господа": "господин",
    "имена": "име",
    "времена": "врем",
    "племена": "плем",
    "семена": "сем",
    "чудеса": "чуд",
    "небеса": "неб",
    "пътища": "път",
    "краища": "кра",
    "сънища": "сън",
    "полета": "пол",
    "морета": "мор",
    "кафета": "каф",
    "досиета": "доси",
    "резюмета": "резюм",
    "интервюта": "интервю",
    "огньове": "огн",
    "месеци": "меск",
    "монаси": "монах",
    "чеси": "чех",
    "планета": "планет",
    "сряда": "сряда",
    "българия": "българия",
    "сърбия": "сърбия",
    "турция": "турция",
    "гърция": "гърция",
    "франция": "франция",
}

# People whose singular has letters that their plural lacks.
_PEOPLE = {
    "грък": "гърк",
    "българин": "българ",
    "сърбин": "сърб",
    "татарин": "татар",
    "турчин": "турк",
    "французин": "француг",
    "евреин": "евре",
}

# Nouns of -ие and -ия that would meet a quality or a person without their и: умение and умен, психология and психолог.
_KEEPS_I = re.compile(r"(?:^умен|^учен|лог|гог|тег|ф)$")

_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_VOWEL = re.compile(r"[аеиоуъюя]")
_FLEETING_A = re.compile(r"(?<=[^аеиоуъюя])ъ(?=[^аеиоуъюя]$)")
_FLEETING_E = re.compile(r"(?<=[^аеиоуъюя])е(?=[нц]$)")
_AFTER_VOWEL = re.compile(r"(?<=[аеиоу])е(?=[нц]$)")
_LAST_YA = re.compile(r"(?<=[^аеиоуъюя])я(?=[^аеиоуъюяк]+$)")
# Plurals of -ек and -як: намеци. Words of -ец lose their е here, unless two consonants hold it: мъдреци.
_OF_K = re.compile(r"(?:(?<![^аеиоуъюя][^аеиоуъюя])е|я)ци$")
_VERBAL_NOUNS = re.compile(r"(?<=[аея]н)ета$")


def stems(text: str) -> str:
    """The stems of the Cyrillic words of `text`, one space between them; other words are left out."""
    return " ".join(stem(word) for word in _CYRILLIC.findall(text.casefold()))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one casefolded Bulgarian word, at least three letters; shorter words stay as they are."""
    if len(word) <= SHORTEST:
        return _IRREGULAR.get(word, word)
    bare = _without_article(word)
    if bare in _IRREGULAR:
        return _IRREGULAR[bare]
    if len(bare) > SHORTEST:
        bare = _without_ending(bare)
    if bare in _PEOPLE:
        return _PEOPLE[bare]
    return _levelled(bare) if len(bare) > SHORTEST else bare


def _without_article(word: str) -> str:
    rest = word[:-2]
    if len(rest) < SHORTEST:
        return word
    if word.endswith("ият"):
        # Only adjectives end so; without т it may be a noun, so the и has to go here.
        return word[:-3] if len(word) > 6 or word[:-3] in lists(_WORDS)["short"] else rest
    if word.endswith("ят"):
        return rest + "й" if rest[-1] in "аеоу" else rest
    if (
        word.endswith("ът")
        or (word.endswith("те") and rest[-1] in "ие")
        or (word.endswith("то") and rest[-1] in "оею" and word not in lists(_WORDS)["bare"])
        or (word.endswith("та") and _takes_ta(rest))
    ):
        return rest
    return word


def _takes_ta(rest: str) -> bool:
    if rest in lists(_WORDS)["feminine"]:
        return True
    if len(rest) == SHORTEST:
        return False
    return rest[-1] in "ятщвдж" or (rest[-1] == "а" and rest + "т" not in lists(_WORDS)["at"])


def _without_ending(word: str) -> str:
    if word.endswith(("ове", "еве")) and len(word) >= SHORTEST + 3:
        return word[:-3]
    if word.endswith("чета") and len(word) > 5:
        return word[:-3]
    if word.endswith("ьо") and len(word) > 4:
        return word[:-2]
    if _OF_K.search(word):
        return word[:-2] + "к"
    word = _VERBAL_NOUNS.sub("е", word)
    if word[-2] == "и" and word[-1] in "аеийоя" and len(word) > 4:
        return _without_i(word[:-2])
    if word[-1] == "е" and word[:-1] == "учен":
        return "учени"
    return word[:-1] if word[-1] in "аеийоя" else word


def _without_i(rest: str) -> str:
    short = len(rest) == SHORTEST and rest not in lists(_WORDS)["short"]
    return rest + "и" if short or _KEEPS_I.search(rest) else rest


def _levelled(bare: str) -> str:
    """`bare` with every letter that changes between the forms of some word brought to one."""
    if bare.endswith(("анин", "янин")):
        bare = bare[:-2]
    bare = _AFTER_VOWEL.sub("й", bare)
    # Once more at the end, as я may hide е: живян, живени.
    for letter, other in ((_FLEETING_A, ""), (_FLEETING_E, ""), (_LAST_YA, "е"), (_FLEETING_E, "")):
        changed = letter.sub(other, bare)
        if len(changed) >= SHORTEST and _VOWEL.search(changed):
            bare = changed
    if bare[-1] == "ц":
        return bare[:-1] + "к"
    if bare[-1] == "з":
        return bare[:-1] + "г"
    return bare
