"""What is asked and what is answered: the same for every engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.folding import fold
from search.registry import Account, networks_of, registration
from search.synonyms import meanings
from search.wording import Term, terms

TEXT_LENGTH = 200
WORDS = 12
# The group of every engine that says what kind of thing it is.
KIND = "kind"


class Sort(models.TextChoices):
    RELEVANCE = "relevance", _("by relevance")
    NAME = "name", _("by name")
    NEWEST = "newest", _("newest first")
    SOONEST = "soonest", _("soonest first")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: a visitor, or somebody who is a member in `networks`.

    An account that belongs to no network sees what visitors see: being a member is what opens
    the faces `members` and `peers`.
    """

    account: Account
    networks: frozenset[str] = frozenset()

    @classmethod
    def of(cls, account: Account) -> "Viewer":
        return cls(account, networks_of(account) if account.is_authenticated else frozenset())


@dataclass(frozen=True)
class Query:
    """One question. `facets` maps a group to the terms chosen in it; `count` names the groups to count.

    `tally` names groups to count without the labels of their terms. Kinds can be chosen and counted as
    the group `kind`. Sorted by `SOONEST`, only what takes place and is not over is there at all. With
    `nearly`, one of several words may be missing, and words that differ in a letter or two are as good as
    those that are `mistyped`, which are given folded; None where any may be. Text is cut to 200 characters
    and 12 words: longer questions are pasted by accident.
    """

    viewer: Viewer
    kinds: tuple[str, ...]
    language: str
    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    count: tuple[str, ...] = ()
    tally: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = 20
    nearly: bool = False
    mistyped: frozenset[str] | None = None

    @cached_property
    def words(self) -> list[str]:
        """What was typed, folded."""
        return fold(self.text[:TEXT_LENGTH]).split()[:WORDS]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """What a thing must say, each in one of several ways."""
        return terms(self.text[:TEXT_LENGTH], meanings(self.language))[:WORDS] if self.text else ()

    @property
    def required(self) -> int:
        """How many of the terms a thing must say: all, or with `nearly` one less of two to four, two of more."""
        missing = 0 if not self.nearly or len(self.terms) < 2 else 1 if len(self.terms) < 5 else 2
        return len(self.terms) - missing

    def may_be_mistyped(self, folded: str) -> bool:
        """Whether a word that differs from this one in a letter or two is as good."""
        return self.nearly and (self.mistyped is None or folded in self.mistyped)

    def adds_up(self, group: str) -> bool:
        """Whether a thing must have all terms that are chosen in a group, and not just one of them."""
        return any(
            group in room.facet_groups and room.facet_groups[group].every for room in map(registration, self.kinds)
        )

    def without(self, group: str) -> "Query":
        """The same question with nothing chosen in `group`."""
        return replace(self, facets={name: terms for name, terms in self.facets.items() if name != group})

    @property
    def slice(self) -> slice:
        return slice((self.page - 1) * self.page_size, self.page * self.page_size)


@dataclass(frozen=True, slots=True)
class Found:
    """What an engine gives: the keys of one page, how many there are, and counts by group and term.

    What a hit shows is for the catalogue's tables to say: an index may be a moment behind.
    """

    keys: list[str]
    total: int
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many things choosing `term` would show, under everything chosen in the other groups."""

    term: str
    label: str
    count: int
    selected: bool
