"""Queries with grades: what people type, and how well each thing answers what they meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any

from django.db.models import Min
from wagtail.models import Page

from network.models import Member
from portal.demo.pages import SITE, TYPES, read_sources
from portal.demo.people import MEMBERS
from search.cards import card_key

FOLDER = Path(__file__).parent / "queries"
LANGUAGES = ("en", "fr", "de", "bg", "es")
CLASSES = (
    *("name", "accents", "other_script", "typo", "inflection", "compound", "across_languages"),
    *("multi_word", "topic", "place", "known_item"),
)
# What a thing of the demonstration is called here: `demo:<kind>:<its name, or its title in English>`.
_DEMO = "demo:"


@dataclass(frozen=True, slots=True)
class Judged:
    """One query. `grades` maps the keys of things to 0-3; `meant` is what a misspelt text should have been.

    What is `held_out` is measured, and never looked at while something is tuned.
    """

    id: str
    language: str
    kind: str
    text: str
    comment: str
    held_out: bool
    grades: Mapping[str, int]
    meant: str = ""

    def graded(self, demo: Mapping[str, str]) -> dict[str, int]:
        """The grades by the keys of an index that holds the demonstration; `demo` is `demo_keys()`."""
        return {demo[key] if key.startswith(_DEMO) else key: grade for key, grade in self.grades.items()}


@cache
def queries(language: str) -> tuple[Judged, ...]:
    """The judged queries that are asked in the interface of `language`."""
    written = loads((FOLDER / f"{language}.toml").read_text("utf-8"))["query"]
    return tuple(_judged(language, query) for query in written)


def all_queries() -> Iterator[Judged]:
    for language in LANGUAGES:
        yield from queries(language)


def _judged(language: str, query: dict[str, Any]) -> Judged:
    return Judged(
        id=query["id"],
        language=language,
        kind=query["class"],
        text=query["text"],
        comment=query["comment"],
        held_out=query["held_out"],
        grades=query["grades"],
        meant=query.get("meant", ""),
    )


@cache
def demo_names() -> frozenset[str]:
    """All that the demonstration's files describe and visitors may find, by its name here."""
    people = (person for path in MEMBERS.glob("*.toml") for person in loads(path.read_text("utf-8"))["member"])
    members = {_demo_name("member", person["name"]) for person in people if person["profile_visibility"] == "public"}
    pages = {
        _demo_name(TYPES[source.facts["type"]]._meta.model_name or "", source.texts["en"]["title"])
        for source in read_sources(SITE)
    }
    return frozenset(members | pages)


def demo_keys() -> dict[str, str]:
    """The keys in the catalogue of the demonstration that is loaded, by its names here."""
    members = Member.objects.filter(is_demo=True).values_list("name", "pk")
    # A page's card has the key of the oldest of its languages.
    oldest = dict(Page.objects.order_by().values_list("translation_key").annotate(Min("pk")))
    pages = Page.objects.filter(locale__language_code="en", depth__gt=2)
    return {_demo_name("member", name): card_key("member", pk) for name, pk in members} | {
        _demo_name(kind, title): card_key(kind, oldest[translation])
        for kind, title, translation in pages.values_list("content_type__model", "title", "translation_key")
    }


def _demo_name(kind: str, title: str) -> str:
    return f"{_DEMO}{kind}:{title}"
