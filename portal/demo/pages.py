"""The pages of the demonstration, read from `content/site/`: a folder is a page, a folder in it a page below.

`page.toml` holds what all languages share, `<language>.toml` the words of one. A language without a
file is one that the page lacks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tomllib import loads
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from portal.demo.bodies import Links, stream
from portal.demo.documents import Documents
from portal.demo.pictures import Pictures
from portal.files.models import PortalDocument, PortalImage
from portal.pages import models

SITE = Path(__file__).parent / "content" / "site"
IMAGES = Path(__file__).parent / "content" / "images"
DOCUMENTS = Path(__file__).parent / "content" / "documents"

TYPES: Mapping[str, type[models.EditorialPage]] = {
    "article": models.ArticlePage,
    "articles": models.ArticleIndexPage,
    "contact": models.ContactPage,
    "event": models.EventPage,
    "events": models.EventIndexPage,
    "legal": models.LegalPage,
    "outcome": models.OutcomePage,
    "partner": models.PartnerPage,
    "partners": models.PartnerIndexPage,
    "project": models.ProjectPage,
    "standard": models.StandardPage,
}
# Fields that are written as they are, for all languages or in one.
_AS_WRITTEN = {
    *("title", "slug", "introduction", "search_description", "image_alt", "author", "country", "city", "role"),
    *("website", "place", "address", "online_url", "registration_url", "languages", "timezone", "cancelled"),
    *("number", "subject", "version", "date"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """One folder: a page in the languages it is written in. `key` is its path below `site/`."""

    key: str
    facts: dict[str, Any]
    texts: dict[str, dict[str, Any]]
    made: dict[str, models.EditorialPage] = field(default_factory=dict)


def make_pages(
    site: Path = SITE, images: Path = IMAGES, documents: Path = DOCUMENTS
) -> Iterator[PortalImage | PortalDocument | Page]:
    """Every picture and document that pages show, then every page in every language it is written in, published.

    Pages come first as drafts without their bodies, so that each can link to any other.
    """
    sources = {source.key: source for source in read_sources(site)}
    pictures = Pictures(images)
    with disable_reference_index_auto_update():
        for source in sources.values():
            _add_drafts(source, sources, pictures)
    offered = Documents(documents)
    links = Links({key: source.made for key, source in sources.items()}, offered)
    for source in sources.values():
        _publish(source, links)
    yield from pictures.made
    yield from offered.made
    for source in sources.values():
        yield from source.made.values()


def read_sources(site: Path) -> Iterator[Source]:
    """The pages of a folder in the order of their menus, each before those below it."""
    yield from _sources_below(site, "")


def _sources_below(folder: Path, above: str) -> Iterator[Source]:
    found = [(loads((path / "page.toml").read_text("utf-8")), path) for path in folder.iterdir() if path.is_dir()]
    for facts, path in sorted(found, key=lambda each: (each[0].get("order", 0), each[1].name)):
        files = ((code, path / f"{code}.toml") for code, _name in settings.LANGUAGES)
        texts = {code: loads(file.read_text("utf-8")) for code, file in files if file.exists()}
        yield Source(f"{above}{path.name}", facts, texts)
        yield from _sources_below(path, f"{above}{path.name}/")


def _add_drafts(source: Source, sources: Mapping[str, Source], pictures: Pictures) -> None:
    above, _slash, _name = source.key.rpartition("/")
    homes = models.HomePage.objects.select_related("locale")
    parents = sources[above].made if above else {home.locale.language_code: home for home in homes}
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    key = uuid4()
    for language, text in source.texts.items():
        page = TYPES[source.facts["type"]](
            **_fields(source.facts, text),
            image=pictures.named(source.facts["image"]) if "image" in source.facts else None,
            show_in_menus=source.facts.get("menu", False),
            locale=locales[language],
            translation_key=key,
            live=False,
        )
        source.made[language] = parents[language].add_child(instance=page)


def _fields(facts: dict[str, Any], text: dict[str, Any]) -> dict[str, Any]:
    written = {name: value for name, value in (facts | text).items() if name in _AS_WRITTEN}
    return written | (_times(facts) if facts["type"] == "event" else {})


def _times(facts: dict[str, Any]) -> dict[str, datetime]:
    """Either `starts` and `ends`, or so many days from now and for how many hours."""
    zone = ZoneInfo(facts["timezone"])
    if "starts" in facts:
        return {name: facts[name].replace(tzinfo=zone) for name in ("starts", "ends")}
    day = timezone.now().astimezone(zone).date() + timedelta(days=facts["in_days"])
    starts = datetime.combine(day, time.fromisoformat(facts["starts_at"]), zone)
    return {"starts": starts, "ends": starts + timedelta(hours=facts["hours"])}


def _publish(source: Source, links: Links) -> None:
    for language, page in source.made.items():
        text = source.texts[language]
        page.body = stream(text.get("body", []), links, language)
        if isinstance(page, models.OutcomePage):
            page.leads_to_label = text["leads_to"]["label"]
            page.leads_to_page, page.leads_to_view, page.leads_to_url = links.target(text["leads_to"]["link"], language)
        published = (
            datetime.combine(page.date, time(9), UTC) if isinstance(page, models.ArticlePage) else timezone.now()
        )
        page.first_published_at = page.last_published_at = published
        page.live = True
        page.has_unpublished_changes = False
        page.save()
