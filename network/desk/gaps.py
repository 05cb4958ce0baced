"""Which expertise a network has in which language, and where it has none."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from network.desk.network_view import NetworkView
from network.models import Member, Network
from network.states import MembershipState
from network.visibility import Visibility
from portal.vocabulary.languages import Level, current_language, language_name
from portal.vocabulary.models import Expertise

_LANGUAGES = 12
# From so many people on a cell is as dark as it gets.
_DARKEST = 5
_SHOWN_TO_NETWORK = [one for one in Visibility if one != Visibility.NOBODY]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many members know about something and speak a language. `heat` is 0 for a gap, 1 to 5 else."""

    count: int
    url: str

    @property
    def heat(self) -> int:
        return min(self.count, _DARKEST)


@dataclass(frozen=True, slots=True)
class HeatTable:
    languages: list[str]
    rows: list[tuple[str, list[Cell]]]

    @property
    def gaps(self) -> int:
        return sum(not cell.count for _label, cells in self.rows for cell in cells)


def heat_table(network: Network, level: Level, language: str) -> HeatTable:
    """Expertise by language among those whose profile shows both to their network; four queries in all.

    The languages are those of the portal and the others that most members speak.
    """
    spoken = _spoken(network, level)
    frequent = [code for code, _count in Counter(code for codes in spoken.values() for code in codes).most_common()]
    codes = list(dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *frequent]))[:_LANGUAGES]
    counts = Counter((slug, code) for pk, slug in _known(network) for code in spoken.get(pk, ()))
    base = reverse("network:directory")

    def cell(slug: str, code: str) -> Cell:
        chosen = {"language": code, "expertise": slug, "network": network.code, "level": level}
        return Cell(counts[slug, code], f"{base}?{urlencode(chosen)}")

    terms = sorted(Expertise.objects.all(), key=lambda term: term.label(language))
    return HeatTable(
        [language_name(code, language) for code in codes],
        [(term.label(language), [cell(term.slug, code) for code in codes]) for term in terms],
    )


def _members(network: Network) -> Any:
    return Member.objects.listed().filter(
        profile_visibility__in=_SHOWN_TO_NETWORK,
        memberships__network=network,
        memberships__state=MembershipState.ACTIVE,
    )


def _spoken(network: Network, level: Level) -> dict[int, list[str]]:
    """The languages of each member, at the level or better."""
    levels = [one for one in Level if level in one.up_to]
    rows = _members(network).filter(languages_visibility__in=_SHOWN_TO_NETWORK, languages__level__in=levels)
    spoken: dict[int, list[str]] = {}
    for pk, code in rows.values_list("pk", "languages__code"):
        spoken.setdefault(pk, []).append(code)
    return spoken


def _known(network: Network) -> list[tuple[int, str]]:
    rows = _members(network).filter(expertises_visibility__in=_SHOWN_TO_NETWORK, expertises__isnull=False)
    return list(rows.values_list("pk", "expertises__slug"))


class GapsView(NetworkView):
    template_name = "network/desk/gaps.html"
    page_title = _("Knowledge and gaps")
    header_icon = "table"
    url_name = "network_desk:gaps"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        asked = self.request.GET.get("level")
        level = next((one for one in Level if one == asked), Level.B1)
        return {
            **context,
            "levels": Level.choices,
            "level": level,
            "table": heat_table(self.network, level, current_language()),
        }
