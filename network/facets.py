"""The directory's filters as a page draws them: groups with counts, chips to take off, a way out of a dead end."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.directory import GROUPS, DirectorySearch
from portal.vocabulary.countries import country_name
from portal.vocabulary.languages import Level, language_name
from search.finding import Results, count
from search.folding import fold
from search.queries import Query

TITLES: dict[str, str | Promise] = {
    "works_in": _("Works in"),
    "language": _("Speaks"),
    "expertise": _("Knows about"),
    "audience": _("Works with"),
    "network": _("Network"),
}
_SHOWN = 6
_FEW = 4


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a filter; `count` is the people that choosing it would give."""

    term: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One filter. What is chosen and what is frequent stands first, the rest behind a disclosure."""

    name: str
    title: str | Promise
    first: list[Option]
    rest: list[Option]

    @property
    def size(self) -> int:
        return len(self.first) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Chip:
    """Something chosen, and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Loosening:
    """The one filter to take off when few or none match, and how many people that adds."""

    labels: list[str]
    more: int
    url: str


def groups(search: DirectorySearch, results: Results, language: str) -> list[Group]:
    return [_group(name, search, results, language) for name in GROUPS]


def options(name: str, search: DirectorySearch, results: Results, language: str) -> list[Option]:
    """Every value of a filter that somebody has or that is chosen, by label."""
    found = [Option(facet.term, facet.label, facet.count, facet.selected) for facet in results.facets[name]]
    if name == "language":
        found = _languages(found, search, language)
    return sorted(found, key=_by_label)


def _by_label(option: Option) -> str:
    return fold(option.label)


def _group(name: str, search: DirectorySearch, results: Results, language: str) -> Group:
    found = options(name, search, results, language)
    by_need = sorted(found, key=lambda option: (not option.selected, -option.count))
    shown = max(_SHOWN, sum(option.selected for option in found))
    return Group(name, TITLES[name], sorted(by_need[:shown], key=_by_label), sorted(by_need[shown:], key=_by_label))


def _languages(found: list[Option], search: DirectorySearch, language: str) -> list[Option]:
    """One option a language: the people who speak it at the level asked for."""
    at_level = [option for option in found if option.term.endswith(f":{search.level}")]
    codes = {option.term: option.term.partition(":")[0] for option in at_level}
    return [
        Option(codes[option.term], language_name(codes[option.term], language), option.count, option.selected)
        for option in at_level
    ]


def chips(search: DirectorySearch, results: Results, language: str, base: str) -> list[Chip]:
    """What is chosen, in words; a term that nothing is named by has no chip."""
    labelled = (
        (group, term, _label(search, group, term, results, language))
        for group, terms in search.chosen.items()
        for term in terms
    )
    return [Chip(label, base + search.dropping(group, term).querystring) for group, term, label in labelled if label]


def _label(search: DirectorySearch, group: str, term: str, results: Results, language: str) -> str:
    if group == "works_in":
        return country_name(term, language)
    if group == "language":
        return _at_level(language_name(term, language), search.level)
    return next((facet.label for facet in results.facets[group] if facet.term == term), "")


def _at_level(name: str, level: Level) -> str:
    if level == Level.A1:
        return name
    return gettext("%(language)s, %(level)s or better") % {"language": name, "level": level}


def loosening(search: DirectorySearch, query: Query, results: Results, language: str, base: str) -> Loosening | None:
    """Which filter to take off: the one that adds most people, when fewer than four match."""
    if results.total >= _FEW:
        return None
    more, group = max(((count(query.without(group)) - results.total, group) for group in query.facets), default=(0, ""))
    if more <= 0:
        return None
    labels = [_label(search, group, term, results, language) or term for term in search.chosen[group]]
    return Loosening(labels, more, base + search.without(group).querystring)
