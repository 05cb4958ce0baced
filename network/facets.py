"""The directory's filters as its page draws them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.directory import GROUPS, DirectorySearch
from portal.vocabulary.countries import country_name
from portal.vocabulary.languages import Level, language_name
from search.facets import Group, Labelled, by_label, group, labels_of
from search.finding import Results
from search.queries import FacetCount

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TITLES: dict[str, "StrOrPromise"] = {
    "works_in": _("Works in"),
    "advises_in": _("Advises on validation in"),
    "language": _("Speaks"),
    "expertise": _("Knows about"),
    "audience": _("Works with"),
    "availability": _("Available for"),
    "network": _("Network"),
}
_BELOW = {"language": "network/level.html"}


def groups(search: DirectorySearch, results: Results, language: str) -> list[Group]:
    return [
        group(name, TITLES[name], options(name, search, results, language), _BELOW.get(name, "")) for name in GROUPS
    ]


def options(name: str, search: DirectorySearch, results: Results, language: str) -> list[FacetCount]:
    """Every value of a filter that somebody has or that is chosen, by label."""
    found = results.facets[name]
    return by_label(_languages(found, search, language) if name == "language" else found)


def _languages(found: list[FacetCount], search: DirectorySearch, language: str) -> list[FacetCount]:
    """One option a language: the people who speak it at the level asked for."""
    codes = {option.term: option.term.partition(":")[0] for option in found if option.term.endswith(f":{search.level}")}
    return [
        replace(option, term=code, label=language_name(code, language))
        for option in found
        if (code := codes.get(option.term))
    ]


def labels(search: DirectorySearch, results: Results, language: str) -> Labelled:
    """What is chosen in words; countries and languages are named even where nobody has them."""
    counted = labels_of(results)

    def label(group: str, term: str) -> str:
        if group in ("works_in", "advises_in"):
            return country_name(term, language)
        if group == "language":
            return _at_level(language_name(term, language), search.level)
        return counted(group, term)

    return label


def _at_level(name: str, level: Level) -> str:
    if level == Level.A1:
        return name
    return gettext("%(language)s, %(level)s or better") % {"language": name, "level": level}
