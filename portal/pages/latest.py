"""What is new and what is on, as cards of several kinds."""

from dataclasses import dataclass
from datetime import datetime, time

from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import get_current_timezone, localdate

from portal.operations.remembered import Remembered
from search.finding import Hit, find
from search.queries import Query, Sort, Viewer

_EVENTS = 2
_IN_ALL = 6


@dataclass(frozen=True, slots=True)
class Latest:
    """The next events, and then what was published last."""

    hits: list[Hit]


_made: Remembered[Latest] = Remembered()


def latest(language: str) -> Latest:
    """The same for every reader of a language, and made anew each day, when an event may be over."""
    today = localdate()
    return _made.get(
        (language, today), lambda: _latest(language, datetime.combine(today, time(), get_current_timezone()))
    )


def _latest(language: str, morning: datetime) -> Latest:
    viewer = Viewer(AnonymousUser())
    events = find(Query(viewer, ("eventpage",), language, sort=Sort.NEWEST, since=morning, page_size=_EVENTS)).hits
    articles = find(Query(viewer, ("articlepage",), language, sort=Sort.NEWEST, page_size=_IN_ALL - len(events))).hits
    return Latest([*events, *articles])
