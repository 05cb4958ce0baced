"""Pages as tests need them."""

from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.utils import timezone
from wagtail.models import Page, Site

from portal.pages.models import (
    ArticlePage,
    EventPage,
    HomePage,
    ImprintSettings,
    LegalPage,
    OutcomePage,
    PartnerPage,
    StandardPage,
)

Kind = TypeVar("Kind", bound=Page)


def make_page(language: str, slug: str, key: UUID | None = None, **fields: Any) -> StandardPage:
    """A published page below the home page of `language`; pages with one `key` are each other's translations."""
    return make(StandardPage, language, slug, key=key, **fields)


def make(
    kind: type[Kind], language: str, slug: str, *, below: Page | None = None, key: UUID | None = None, **fields: Any
) -> Kind:
    """A published page of any kind, below the home page of `language` or `below` another page."""
    home = HomePage.objects.get(locale__language_code=language)
    values = {
        "title": slug.replace("-", " ").title(),
        "slug": slug,
        "locale": home.locale,
        "translation_key": key or uuid4(),
        **_NEEDED.get(kind, {}),
        **fields,
    }
    page: Kind = (below or home).add_child(instance=kind(**values))
    return page


def make_event(below: Page, slug: str, *, in_hours: float, hours: float = 2, **fields: Any) -> EventPage:
    """An event that starts so many hours from now, before now if negative."""
    starts = (timezone.now() + timedelta(hours=in_hours)).replace(microsecond=0)
    times = {"starts": starts, "ends": starts + timedelta(hours=hours)}
    return make(EventPage, str(below.locale.language_code), slug, below=below, **{**times, **fields})


def make_imprint(**fields: str) -> ImprintSettings:
    """The facts of an invented association."""
    facts = {
        "organisation": "Verein Wegweiser",
        "address": "Beispielgasse 1\n1010 Wien",
        "country": "AT",
        "email": "office@example.org",
    }
    imprint: ImprintSettings = ImprintSettings.objects.create(site=Site.objects.get(), **{**facts, **fields})
    return imprint


_NEEDED: dict[type[Page], dict[str, object]] = {
    ArticlePage: {},
    LegalPage: {"subject": "imprint"},
    OutcomePage: {"leads_to_view": "directory", "leads_to_label": "Find a peer"},
    PartnerPage: {"country": "AT", "city": "Wien"},
}
