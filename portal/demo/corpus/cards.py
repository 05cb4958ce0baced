"""The cards of made-up members, as `network.cards` would make them."""

from collections.abc import Iterable, Iterator
from itertools import chain, starmap

from django.utils.text import slugify

from portal.demo.corpus.people import Person, made
from portal.demo.corpus.terms import countries_called, languages_called, ranked_terms, up_to
from portal.demo.corpus.words import LANGUAGES
from search.cards import Card, Content, card_key, faces


def cards(number: int, seed: int = 1) -> Iterator[Card]:
    """The cards `member:1` to `member:<number>`."""
    return (card(pk, seed) for pk in range(1, number + 1))


def card(pk: int, seed: int = 1) -> Card:
    """The card `member:<pk>` of the corpus that `seed` stands for."""
    person, hidden, joined = made(pk, seed)
    contents = {fields: _content(person, fields) for fields in set(hidden.values())}
    slug = slugify(person.name) or "-"
    return Card(
        key=card_key("member", pk),
        urls={language: f"/{language}/members/{pk}/{slug}/" for language in LANGUAGES},
        date=joined,
        faces=faces((face, contents[fields]) for face, fields in hidden.items()),
        peers=person.networks,
    )


def _content(person: Person, hidden: frozenset[str]) -> Content:
    """What is left of a person without the hidden fields, as `network.cards` makes it of a profile."""
    languages = {} if "languages" in hidden else person.languages
    expertises = () if "expertises" in hidden else person.expertises
    audiences = () if "audiences" in hidden else person.audiences
    works_in = () if "works_in" in hidden else person.works_in
    byline = (
        "" if "organisation" in hidden else person.organisation,
        "" if "city" in hidden else person.city,
    )
    return Content(
        title=person.name,
        names=(person.name_other_script,) if person.name_other_script else (),
        byline=", ".join(filter(None, byline)),
        texts={} if "introduction" in hidden else person.texts,
        keywords=_keywords(expertises, audiences, languages, works_in),
        facets={
            "works_in": works_in,
            "country": works_in,
            "speaks": tuple(languages),
            "language": tuple(chain.from_iterable(starmap(up_to, languages.items()))),
            "expertise": expertises,
            "audience": audiences,
            "network": () if "networks" in hidden else person.networks,
        },
        chips=(
            *[f"language:{code}:{level}" for code, level in languages.items()],
            *[f"expertise:{slug}" for slug in expertises],
        ),
    )


def _keywords(
    expertises: Iterable[str], audiences: Iterable[str], languages: Iterable[str], countries: Iterable[str]
) -> tuple[str, ...]:
    """The labels of the terms in every language, then language by language what is spoken and where she works."""
    _expertises, _audiences, labels = ranked_terms()
    called = [*map(languages_called, languages), *map(countries_called, countries)]
    terms = [labels[slug] for slug in (*expertises, *audiences)]
    return tuple(dict.fromkeys(chain(*terms, *zip(*called, strict=True))))
