"""What is new and what is on, as cards of several kinds."""

from datetime import datetime, time

from django.contrib.auth.models import AnonymousUser
from django.utils.timezone import get_current_timezone, localdate

from portal.operations.remembered import Remembered
from search.finding import Hit, find
from search.queries import Query, Sort, Viewer

_KINDS = ("articlepage", "eventpage")
_EVENTS = 2
_IN_ALL = 6
# Sorted by date, events to come stand before all articles: as many as there may be of them, and more.
_LOOKED_AT = 40

_made: Remembered[list[Hit]] = Remembered()


def latest(language: str) -> list[Hit]:
    """The next events and then the newest articles, the same for every reader of a language.

    Made anew each day at the latest, when an event may be over.
    """
    today = localdate()
    morning = datetime.combine(today, time(), get_current_timezone())
    return _made.get((language, today), lambda: _latest(language, morning))


def _latest(language: str, morning: datetime) -> list[Hit]:
    query = Query(Viewer(AnonymousUser()), _KINDS, language, sort=Sort.NEWEST, page_size=_LOOKED_AT)
    hits = find(query).hits
    coming = [hit for hit in reversed(hits) if hit.kind == "eventpage" and hit.date >= morning][:_EVENTS]
    articles = [hit for hit in hits if hit.kind == "articlepage"]
    return [*coming, *articles][:_IN_ALL]
