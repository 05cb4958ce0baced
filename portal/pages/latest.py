"""What is new and what is on, as cards of several kinds."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal.operations.remembered import Remembered
from search.finding import find
from search.hits import Hit
from search.queries import Query, Sort, Viewer

_EVENTS = 2
_IN_ALL = 6

_made: Remembered[list[Hit]] = Remembered()


def latest(language: str) -> list[Hit]:
    """What is on now or next, a cancelled event too, and then the newest articles; the same for every reader.

    Made anew each hour at the latest, when an event may be over.
    """
    return _made.get((language, _hour(timezone.now())), lambda: _latest(language))


def _latest(language: str) -> list[Hit]:
    viewer = Viewer(AnonymousUser())
    events = find(Query(viewer, ("eventpage",), language, sort=Sort.SOONEST, page_size=_EVENTS)).hits
    rest = _IN_ALL - len(events)
    return events + find(Query(viewer, ("articlepage",), language, sort=Sort.NEWEST, page_size=rest)).hits


def _hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)
