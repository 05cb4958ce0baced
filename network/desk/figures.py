"""How a network grows, month by month: bars with their table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.desk.network_view import NetworkView
from network.models import MembershipEvent, Network
from network.states import Event

MONTHS = 12
_HEIGHT, _STEP, _BAR = 120, 48, 16


@dataclass(frozen=True, slots=True)
class Month:
    """What happened in one month."""

    first: date
    applied: int
    approved: int
    declined: int
    left: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the drawing, in its units."""

    x: int
    y: int
    height: int
    kind: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Applications beside admissions, as high as the highest of them allows."""

    bars: list[Bar]
    labels: list[tuple[int, date]]
    highest: int
    width: int = MONTHS * _STEP
    height: int = _HEIGHT

    @property
    def view_box(self) -> str:
        """With room for the highest number above, and for the months below."""
        return f"0 -16 {self.width} {self.height + 40}"


def months_of(network: Network) -> list[Month]:
    """The last twelve months, the current one last; one query."""
    months = _last_months(timezone.localdate())
    events = MembershipEvent.objects.filter(membership__network=network, at__date__gte=months[0])
    rows = events.annotate(month=TruncMonth("at")).values_list("event", "month")
    counts = Counter((event, _day(month)) for event, month in rows)
    return [
        Month(
            first,
            applied=counts[Event.APPLIED, first],
            approved=counts[Event.APPROVED, first],
            declined=counts[Event.DECLINED, first],
            left=counts[Event.LEFT, first] + counts[Event.REMOVED, first],
        )
        for first in months
    ]


def chart_of(months: Iterable[Month]) -> Chart:
    shown = list(months)
    highest = max((max(one.applied, one.approved) for one in shown), default=0)
    bars, labels = [], []
    for place, month in enumerate(shown):
        left = place * _STEP
        labels.append((left + _STEP // 2, month.first))
        for offset, (kind, count) in enumerate((("applied", month.applied), ("approved", month.approved))):
            height = round(_HEIGHT * count / highest) if highest else 0
            bars.append(Bar(left + 7 + offset * (_BAR + 2), _HEIGHT - height, height, kind))
    return Chart(bars, labels, highest)


def _last_months(today: date) -> list[date]:
    last = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - MONTHS + 1, last + 1)]


def _day(month: datetime) -> date:
    return month.date()


class FiguresView(NetworkView):
    template_name = "network/desk/figures.html"
    page_title = _("Figures by month")
    header_icon = "history"
    url_name = "network_desk:figures"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        months = months_of(self.network)
        members = self.network.memberships.active().count()
        context = super().get_context_data(**kwargs)
        return {**context, "months": months[::-1], "chart": chart_of(months), "members": members}
