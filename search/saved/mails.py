"""The mail about what is new in a saved search."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.accounts.links import link
from portal.accounts.mails import recipient
from portal.accounts.sealing import seal
from portal.mail.kinds import Kind
from portal.mail.sending import send
from search.hits import Hit
from search.saved.models import SavedSearch
from search.saved.pages import SearchPage

SHOWN = 10
STOPPING = "search.stopping the mails of a saved search"


def _sample() -> dict[str, Any]:
    page = f"{settings.SITE_URL}/en/"
    hits = [{"title": "Elif Yıldız", "summary": "Adviser on validation", "byline": "Wien", "url": page}]
    return {"title": "Works in Austria", "hits": hits, "more": 2, "url": page, "stop_url": page}


ALERT = Kind(
    "search.alert",
    _("New in a search you saved"),
    _("How often, you say with each search. We write only if there is something new."),
    sample=_sample,
)


def tell(search: SavedSearch, page: SearchPage, new: list[Hit]) -> None:
    """Send its owner the newest of what is new, with a way to stop in one click (RFC 8058)."""
    stop_url = link(search.user.language, "search:stop", seal(STOPPING, str(search.pk)))
    with override(search.user.language):
        url = f"{settings.SITE_URL}{page.url(search.querystring)}"
    hits = [
        {"title": hit.title, "summary": hit.summary, "byline": hit.byline, "url": f"{settings.SITE_URL}{hit.url}"}
        for hit in new[:SHOWN]
    ]
    context = {"title": search.title, "hits": hits, "more": len(new) - len(hits), "url": url, "stop_url": stop_url}
    send(ALERT.name, recipient(search.user), context, stop_url=stop_url)
