"""Questions as people ask them: browsing, one filter and two, words alone and with filters, names, mistypes."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from django.contrib.auth.models import AnonymousUser

from portal.demo.corpus.cards import card
from search.cards import Card, Content, Face
from search.queries import Query, Viewer

FACETS = ("country", "speaks", "expertise", "audience")
VISITOR = Viewer(AnonymousUser())
LANGUAGES = ("en", "fr", "de", "bg", "es")


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and of which sort it is."""

    sort: str
    query: Query


def questions(number: int, cards: int, seed: int = 7) -> Iterator[Question]:
    """`number` questions about the first `cards` of the corpus, one sort after the other.

    Whoever asks has somebody in mind, so words and filters are taken from one card and occur as often as in life.
    """
    chance = Random(seed)  # noqa: S311 - the same questions every time
    for place in range(number):
        about = card(chance.randint(1, cards))
        content = about.faces.get(Face.ANY) or next(iter(about.faces.values()))
        sort, make = SORTS[place % len(SORTS)]
        text, facets = make(about, content, chance)
        language = chance.choice(LANGUAGES)
        yield Question(sort, Query(VISITOR, ("member",), language, text, facets, count=FACETS))


Asked = tuple[str, dict[str, tuple[str, ...]]]


def _browsing(about: Card, content: Content, chance: Random) -> Asked:
    return "", {}


def _one_filter(about: Card, content: Content, chance: Random) -> Asked:
    group = chance.choice([name for name in FACETS if content.facets.get(name)] or ["country"])
    return "", {group: (content.facets.get(group, ("FR",))[0],)}


def _two_filters(about: Card, content: Content, chance: Random) -> Asked:
    groups = [name for name in FACETS if content.facets.get(name)][:2] or ["country"]
    return "", {group: (chance.choice(content.facets.get(group, ("FR",))),) for group in groups}


def _word(about: Card, content: Content, chance: Random) -> Asked:
    return chance.choice(_words(content)), {}


def _two_words_one_filter(about: Card, content: Content, chance: Random) -> Asked:
    _text, facets = _one_filter(about, content, chance)
    return " ".join(chance.choices(_words(content), k=2)), facets


def _name(about: Card, content: Content, chance: Random) -> Asked:
    return content.title, {}


def _mistyped_name(about: Card, content: Content, chance: Random) -> Asked:
    name = content.title
    place = chance.randrange(1, max(2, len(name) - 2))
    return name[:place] + name[place + 1 : place + 2] + name[place : place + 1] + name[place + 2 :], {}


def _words(content: Content) -> list[str]:
    text = next((text for text in content.texts.values() if text.body), None)
    words = [word.strip(".,;:()") for word in text.body.split()] if text else content.title.split()
    return [word for word in words if len(word) > 4] or ["training", "housing"]


SORTS = (
    ("browsing", _browsing),
    ("one filter", _one_filter),
    ("two filters", _two_filters),
    ("a word", _word),
    ("two words, one filter", _two_words_one_filter),
    ("a name", _name),
    ("a mistyped name", _mistyped_name),
)
