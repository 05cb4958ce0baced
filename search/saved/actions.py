"""Deeds on saved searches: keeping one, changing it, and telling what is new."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from portal.accounts.models import User
from search.finding import Results, find
from search.hits import Hit
from search.queries import Viewer
from search.saved import mails
from search.saved.models import Rhythm, SavedSearch
from search.saved.pages import SearchPage, search_page

MOST = 50
# So many of the newest are remembered; whoever keeps a search for everything is told what is newer than these.
REMEMBERED = 200


class TooManySearchesError(Exception):
    """An account keeps 50 searches at most."""


@transaction.atomic
def save_search(page: SearchPage, querystring: str, title: str, rhythm: Rhythm, *, acting_user: User) -> SavedSearch:
    """Keep a search. What it finds now is not new; saved twice, it is one search with the later title.

    Raises TooManySearchesError.
    """
    own = SavedSearch.objects.of(User.objects.select_for_update().get(pk=acting_user.pk))
    before = own.filter(page=page.name, querystring=querystring).first()
    if before is None and own.count() >= MOST:
        raise TooManySearchesError
    search = before or SavedSearch(user=acting_user, page=page.name, querystring=querystring)
    search.title, search.rhythm = title, rhythm
    _look(search, page, timezone.now())
    search.save()
    return search


@transaction.atomic
def change_search(search: SavedSearch, title: str, rhythm: Rhythm, *, acting_user: User) -> SavedSearch:
    """Give it another title or rhythm. What came while nobody was to be told is not new afterwards."""
    search = SavedSearch.objects.of(acting_user).select_for_update().get(pk=search.pk)
    page = search_page(search.page)
    if page and search.rhythm == Rhythm.NEVER != rhythm:
        _look(search, page, timezone.now())
    search.title, search.rhythm = title, rhythm
    search.save()
    return search


def delete_search(search: SavedSearch, *, acting_user: User) -> None:
    SavedSearch.objects.of(acting_user).filter(pk=search.pk).delete()


def stop_alerts(search: SavedSearch) -> None:
    """Tell no more; the search stays. For whoever holds the link of a mail about it."""
    SavedSearch.objects.filter(pk=search.pk).update(rhythm=Rhythm.NEVER)


def send_alerts() -> int:
    """Tell everybody who is due what is new, and give how many mails went.

    Safe to repeat and beside another worker: each search is looked at and its mail is stored in one
    transaction. Costs four queries and one question to the engine a search.
    """
    due = SavedSearch.objects.due(timezone.now()).order_by("looked").values_list("pk", flat=True)
    return sum(_tell(pk) for pk in due.iterator(chunk_size=500))


@transaction.atomic
def _tell(pk: int) -> bool:
    now = timezone.now()
    waiting = SavedSearch.objects.due(now).select_for_update(of=("self",), skip_locked=True)
    search = waiting.select_related("user").filter(pk=pk).first()
    page = search_page(search.page) if search else None
    if search is None or page is None:
        return False
    new = _look(search, page, now)
    if new:
        search.told = now
        mails.tell(search, page, new)
    search.save(update_fields=["seen", "horizon", "looked", "told"])
    return bool(new)


def _look(search: SavedSearch, page: SearchPage, now: datetime) -> list[Hit]:
    """What its owner may find there and what was not there before; remembered from now on.

    Where the engine is silent nothing is new, and nothing is forgotten: the next look will tell.
    """
    search.looked = now
    results = _newest(search, page)
    if results.reduced:
        return []
    # What only resembles the question is no answer to it.
    hits = [] if results.corrected else results.hits
    before = set(search.seen)
    new = [hit for hit in hits if hit.key not in before and (search.horizon is None or hit.date > search.horizon)]
    search.seen = [hit.key for hit in hits]
    search.horizon = hits[-1].date if len(hits) == REMEMBERED else None
    return new


def _newest(search: SavedSearch, page: SearchPage) -> Results:
    language = search.user.language
    with override(language):
        return find(page.newest(search.querystring, Viewer.of(search.user), language, REMEMBERED))
