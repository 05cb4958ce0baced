"""What a page says of itself to networks and search engines that show it elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Page

from portal.pages.addresses import absolute
from portal.pages.breadcrumbs import Crumb
from portal.pages.models import ArticlePage, EditorialPage, EventPage, HomePage
from portal.pages.structured import event_data

# As wide and high as the networks show a link.
_PICTURE = "fill-1200x630|format-jpeg"

LOCALES = {"en": "en_GB", "fr": "fr_FR", "de": "de_DE", "bg": "bg_BG", "es": "es_ES"}


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a shared link looks. `image` is empty where the page has no picture of its own."""

    title: str
    description: str
    kind: str
    image: str
    image_alt: str
    published: datetime | None


def sharing(page: Page) -> Sharing:
    is_article = isinstance(page, ArticlePage)
    picture = page.image if isinstance(page, EditorialPage) else None
    return Sharing(
        title=page.seo_title or (page.headline if isinstance(page, HomePage) else page.title),
        description=description(page),
        kind="article" if is_article else "website",
        image=absolute(get_rendition_or_not_found(picture, _PICTURE).url) if picture else "",
        image_alt=page.image_words if picture else "",
        published=page.first_published_at if is_article else None,
    )


def description(page: Page) -> str:
    """What the page is about, in a sentence or two."""
    introduction = page.introduction if isinstance(page, EditorialPage) else getattr(page, "lead", "")
    text: str = page.search_description or introduction
    return text


def structured_data(page: Page, shared: Sharing, crumbs: list[Crumb], canonical: str, language: str) -> dict[str, Any]:
    """The page, written in `language`, in the vocabulary of schema.org, as JSON-LD; `shared` is how it is shared."""
    if isinstance(page, HomePage):
        things = [_organization(), _website(page, canonical, language)]
    else:
        things = [_breadcrumb_list(page, crumbs, canonical)]
    if isinstance(page, ArticlePage):
        things.append(_article(page, shared, canonical, language))
    if isinstance(page, EventPage):
        things.append(event_data(page, language))
    return {"@context": "https://schema.org", "@graph": things}


def _organization() -> dict[str, Any]:
    return {
        "@type": "Organization",
        "@id": absolute("/#us"),
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "logo": absolute(static("img/apple-touch-icon.png")),
    }


def _website(page: HomePage, canonical: str, language: str) -> dict[str, Any]:
    return {
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "url": absolute(canonical),
        "description": description(page),
        "inLanguage": language,
        "publisher": {"@id": absolute("/#us")},
    }


def _breadcrumb_list(page: Page, crumbs: list[Crumb], canonical: str) -> dict[str, Any]:
    steps = [*((crumb.title, crumb.url) for crumb in crumbs), (page.title, canonical)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": title, "item": absolute(url)}
            for position, (title, url) in enumerate(steps, start=1)
        ],
    }


def _article(page: ArticlePage, shared: Sharing, canonical: str, language: str) -> dict[str, Any]:
    dates = {"datePublished": page.first_published_at, "dateModified": page.last_published_at}
    return {
        "@type": "Article",
        "headline": page.title,
        "description": shared.description,
        "inLanguage": language,
        "mainEntityOfPage": absolute(canonical),
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": absolute("/")},
        **{name: moment.isoformat() for name, moment in dates.items() if moment},
        **({"author": {"@type": "Person", "name": page.author}} if page.author else {}),
        **({"image": shared.image} if shared.image else {}),
    }
