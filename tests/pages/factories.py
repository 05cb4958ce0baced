"""Pages as tests need them."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, Site

from portal.files.models import PortalDocument, PortalImage
from portal.pages.blocks.table import table_of
from portal.pages.models import (
    ArticleIndexPage,
    ArticlePage,
    EventIndexPage,
    EventPage,
    HomePage,
    ImprintSettings,
    LegalPage,
    OutcomePage,
    PartnerPage,
    StandardPage,
)

Kind = TypeVar("Kind", bound=Page)


def home(language: str) -> HomePage:
    found: HomePage = HomePage.objects.get(locale__language_code=language)
    return found


def make(
    kind: type[Kind], language: str, slug: str, *, below: Page | None = None, key: UUID | None = None, **fields: Any
) -> Kind:
    """A published page of any kind, below the home page of `language` or `below` another page.

    Pages with one `key` are each other's translations.
    """
    parent = below or home(language)
    values = {
        "title": slug.replace("-", " ").title(),
        "slug": slug,
        "locale": parent.locale,
        "translation_key": key or uuid4(),
        **_NEEDED.get(kind, {}),
        **fields,
    }
    page: Kind = parent.add_child(instance=kind(**values))
    return page


def make_page(language: str, slug: str, key: UUID | None = None, **fields: Any) -> StandardPage:
    return make(StandardPage, language, slug, key=key, **fields)


def make_news(language: str, slug: str = "news", key: UUID | None = None, **fields: Any) -> ArticleIndexPage:
    return make(ArticleIndexPage, language, slug, key=key, **fields)


def make_article(below: Page, slug: str, key: UUID | None = None, **fields: Any) -> ArticlePage:
    return make(ArticlePage, "", slug, below=below, key=key, **fields)


def make_events(language: str, slug: str = "events", key: UUID | None = None, **fields: Any) -> EventIndexPage:
    return make(EventIndexPage, language, slug, key=key, **fields)


def make_event(
    below: Page,
    slug: str,
    key: UUID | None = None,
    *,
    in_hours: float = 24,
    hours: float = 2,
    starts: datetime | None = None,
    **fields: Any,
) -> EventPage:
    """An event that starts so many hours from now, before now if negative, unless `starts` says when."""
    begins = starts or (timezone.now() + timedelta(hours=in_hours)).replace(microsecond=0)
    times = {"starts": begins, "ends": begins + timedelta(hours=hours)}
    return make(EventPage, "", slug, below=below, key=key, **{**times, **fields})


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


def make_image(title: str = "Desk", credit: str = "") -> PortalImage:
    """A picture of 1200 by 800 pixels in the library."""
    content = BytesIO()
    Image.new("RGB", (1200, 800), "#d5e4e1").save(content, "PNG")
    image: PortalImage = PortalImage.objects.create(
        title=title, credit=credit, file=ContentFile(content.getvalue(), "desk.png")
    )
    return image


def make_document(title: str = "Guide", name: str = "guide.pdf", content: bytes = b"%PDF-1.7 " * 200) -> PortalDocument:
    document: PortalDocument = PortalDocument.objects.create(title=title, file=ContentFile(content, name))
    return document


def every_block() -> list[tuple[str, Any]]:
    """A body with each block once, in English."""
    return [
        ("text", '<h2>Before you meet</h2><p>Ask for <a href="https://example.org/examples">an example</a>.</p>'),
        ("quote", {"text": "Nobody had asked me that.", "attribution": "Amina said", "role": "the carer"}),
        ("accordion", [{"title": "Who reads it?", "text": "<p>Only you do.</p>"}]),
        ("image", {"image": described(make_image(credit="A. Photographer"), "A tidy desk"), "caption": "Morning desk"}),
        ("embed", a_film()),
        ("table", table_of("Three steps", ["Step", "Meaning"], [["Explore", "look back"], ["Name", "find words"]])),
        ("figures", [{"figure": "5 of 6", "label": "networks answered", "source": "Our survey"}]),
        ("downloads", [{"document": make_document(), "title": "The guide to keep", "language": "bg"}]),
        ("cards", {"kind": "member", "title": "New faces", "number": 3}),
        ("call_to_action", {"text": "Not alone", "label": "Find peers", "link": _a_link("/en/members/")}),
    ]


def described(image: PortalImage, alt_text: str) -> PortalImage:
    """`image` as a body holds it: with words for those who don't see it, or none if it is decoration."""
    image.contextual_alt_text = alt_text
    image.decorative = not alt_text
    return image


def a_film(**fields: Any) -> dict[str, Any]:
    """A film on another site, as an editor would have typed it."""
    return {
        "address": "https://www.youtube.com/watch?v=abcdefghijk",
        "title": "A film of hands",
        "description": "Hands sort letters.",
        "poster": None,
        **fields,
    }


def _a_link(address: str) -> dict[str, Any]:
    return {"page": None, "address": address, "document": None}


_NEEDED: dict[type[Page], dict[str, object]] = {
    LegalPage: {"subject": "imprint"},
    OutcomePage: {"leads_to_view": "directory", "leads_to_label": "Find a peer"},
    PartnerPage: {"country": "AT", "city": "Wien"},
}
