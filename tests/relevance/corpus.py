"""The things that judged queries look for.

`corpus/` holds the people and pages; cards are made of them as `network.cards` and `portal.pages.cards`
make them of rows. Everything shows itself to everybody. All persons and organisations are fictional.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from portal.vocabulary.countries import country_name
from portal.vocabulary.languages import Level, language_name, preference
from search.cards import Card, Content, Face, Text, card_key
from tests.relevance.distractors import distractors, labels

FOLDER = Path(__file__).parent / "corpus"


def cards() -> tuple[Card, ...]:
    """All the cards: those written by hand, and made-up members between whom they hide."""
    return written_by_hand() + distractors()


@cache
def written_by_hand() -> tuple[Card, ...]:
    """The cards that queries are judged on, those of members first."""
    members = (_member_card(member) for path in _files("members_*") for member in _read(path)["member"])
    pages = (_page_card(page) for path in _files("*") for page in _read(path).get("page", ()))
    return (*members, *pages)


def _files(pattern: str) -> list[Path]:
    return sorted(FOLDER.glob(f"{pattern}.toml"))


def _read(path: Path) -> dict[str, Any]:
    return loads(path.read_text("utf-8"))


def _languages() -> Iterator[str]:
    return (code for code, _name in settings.LANGUAGES)


def _member_card(member: dict[str, Any]) -> Card:
    languages = {code: Level(level) for code, level in member["languages"].items()}
    content = Content(
        title=member["name"],
        names=(member["name_other_script"],) if "name_other_script" in member else (),
        byline=", ".join(filter(None, (member["organisation"], member["city"]))),
        texts={language: Text(text["headline"], text["bio"]) for language, text in member["texts"].items()},
        keywords=tuple(dict.fromkeys(_member_keywords(member))),
        facets={
            "works_in": tuple(member["works_in"]),
            "country": tuple(member["works_in"]),
            "speaks": tuple(languages),
            "language": tuple(f"{code}:{below}" for code, level in languages.items() for below in level.up_to),
            "expertise": tuple(member["expertises"]),
            "audience": tuple(member["audiences"]),
            "network": tuple(member["networks"]),
        },
        chips=(
            *(f"language:{code}:{level}" for code, level in languages.items()),
            *(f"expertise:{slug}" for slug in member["expertises"]),
        ),
    )
    slug = slugify(member["name"]) or "-"
    urls = {language: f"/{language}/members/{member['pk']}/{slug}/" for language in _languages()}
    key = card_key("member", member["pk"])
    return Card(key, urls, _at_nine(member["joined"]), {Face.ANY: content}, tuple(member["networks"]))


def _member_keywords(member: dict[str, Any]) -> Iterator[str]:
    for slug in (*member["expertises"], *member["audiences"]):
        yield from labels()[slug]
    for language in _languages():
        yield from (language_name(code, language) for code in member["languages"])
        yield from (country_name(code, language) for code in member["works_in"])


def _page_card(page: dict[str, Any]) -> Card:
    # The portal's first language leads, then the order of the file: as editions are sorted.
    texts = dict(sorted(page["texts"].items(), key=lambda text: preference(text[0], settings.LANGUAGE_CODE)))
    first = next(iter(texts.values()))["title"]
    country = page.get("country", "")
    facets: dict[str, tuple[str, ...]] = {"written_in": tuple(texts)}
    if country:
        facets["country"] = (country,)
    when = page.get("starts", page["date"]) if page["kind"] in ("articlepage", "eventpage") else None
    if when:
        facets["year"] = (str(when.year),)
    content = Content(
        title=first,
        byline=page.get("byline", ""),
        texts={language: Text(text["summary"], text["body"], text["title"]) for language, text in texts.items()},
        keywords=tuple(_names_of_country(country)),
        facets=facets,
        starts=_in_time_zone(page.get("starts")),
        ends=_in_time_zone(page.get("ends")),
    )
    slug = slugify(first) or "-"
    urls = {language: f"/{language if language in texts else next(iter(texts))}/{slug}/" for language in _languages()}
    return Card(card_key(page["kind"], page["pk"]), urls, _at_nine(page["date"]), {Face.ANY: content})


def _names_of_country(code: str) -> Iterable[str]:
    return dict.fromkeys(country_name(code, language) for language in _languages()) if code else ()


def _at_nine(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def _in_time_zone(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment else None
