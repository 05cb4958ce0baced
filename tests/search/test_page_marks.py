"""Whatever happens to pages and what they are made of marks their cards, and no others."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from portal.accounts.groups import MODERATORS
from portal.files.models import PortalDocument, PortalImage
from portal.pages.models import ArticleIndexPage, ArticlePage, StandardPage
from portal.pages.querysets import EditorialPageQuerySet
from search.cards import card_key
from search.catalogue import mark_everything
from search.models import Entry
from search.projector import project_pending
from tests.pages.editors import desk, fill_in, publish_translation, translate
from tests.pages.factories import described, home, make_article, make_document, make_image, make_news, make_page
from tests.search.truth import pending, stale

pytestmark = pytest.mark.django_db


@dataclass
class Portal:
    """News in English and Bulgarian: an article in both, and another with a picture and a document in its text."""

    news: ArticleIndexPage
    novini: ArticleIndexPage
    article: ArticlePage
    statia: ArticlePage
    other: ArticlePage
    picture: PortalImage
    inline: PortalImage
    document: PortalDocument
    draft: ArticlePage
    elsewhere: ArticleIndexPage
    page: StandardPage
    bystander: StandardPage


@pytest.fixture
def portal() -> Portal:
    key, picture, inline, document = uuid4(), make_image(), make_image(), make_document()
    news = make_news("en", "news")
    novini = make_news("bg", "novini", news.translation_key)
    made = Portal(
        news=news,
        novini=novini,
        article=make_article(news, "workshop", key, image=picture, introduction="Twelve came"),
        statia=make_article(novini, "rabotilnitsa", key),
        other=make_article(
            news,
            "other",
            body=[
                ("image", {"image": described(inline, "A tidy desk")}),
                ("downloads", [{"document": document}]),
            ],
        ),
        draft=make_article(news, "draft", live=False),
        picture=picture,
        inline=inline,
        document=document,
        elsewhere=make_news("en", "elsewhere"),
        page=make_page("en", "page"),
        bystander=make_page("fr", "ailleurs", image=make_image()),
    )
    mark_everything()
    project_pending()
    for name in vars(made):
        getattr(made, name).refresh_from_db()
    return made


def with_values(row: Any, **values: object) -> Any:
    for name, value in values.items():
        setattr(row, name, value)
    return row


def titled(page: Page, title: str = "Another title") -> Page:
    return with_values(page, title=title)


def slugged(page: Page, slug: str) -> Page:
    return with_values(page, slug=slug)


def scheduled(page: Page, **times: object) -> None:
    """Publish with times, and let them pass."""
    for name, value in times.items():
        setattr(page, name, value)
    page.save_revision().publish()
    project_pending()
    past = timezone.now() - timedelta(minutes=1)
    page.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=past)
    if "expire_at" in times:
        Page.objects.filter(pk=page.pk).update(expire_at=past)
    call_command("publish_scheduled")


def in_an_hour() -> object:
    return timezone.now() + timedelta(hours=1)


def restrict(page: Page, **fields: object) -> PageViewRestriction:
    restriction: PageViewRestriction = PageViewRestriction.objects.create(
        page=page, **{"restriction_type": "login", **fields}
    )
    return restriction


def restricted_first(page: Page, change: Callable[[PageViewRestriction], object]) -> None:
    """Change a restriction of which the catalogue knows already."""
    restriction = restrict(page)
    project_pending()
    change(restriction)


def replace_file(image: PortalImage) -> None:
    with make_image().file.open() as another:
        image.file = ContentFile(another.read(), "another.png")
    image.save()


def change_locale(code: str, into: str) -> None:
    locale = Locale.all_objects.get(language_code=code)
    locale.language_code = into
    locale.save()


def translate_page(page: Page) -> None:
    moderator = desk(MODERATORS)
    made = translate(moderator, page, "bg")
    fill_in(made)
    publish_translation(moderator, made)


NEWS = {"news", "article", "other"}
PATHS: dict[str, tuple[Callable[[Portal], object], set[str]]] = {
    "published": (lambda on: titled(on.article).save_revision().publish(), {"article"}),
    "translation published": (lambda on: titled(on.statia).save_revision().publish(), {"article"}),
    "saved": (lambda on: titled(on.article).save(), {"article"}),
    "published for the first time": (lambda on: on.draft.save_revision().publish(), {"draft"}),
    "unpublished": (lambda on: on.article.unpublish(), {"article"}),
    "unpublished with all below": (
        lambda on: [page.unpublish() for page in on.news.get_descendants(inclusive=True).specific()],
        NEWS,
    ),
    "published when its time came": (lambda on: scheduled(on.draft, go_live_at=in_an_hour()), {"draft"}),
    "taken down when its time came": (lambda on: scheduled(on.other, expire_at=in_an_hour()), {"other"}),
    "moved": (lambda on: on.article.move(on.elsewhere, "last-child"), {"article"}),
    "moved with all below": (lambda on: on.news.move(on.page, "last-child"), NEWS),
    "children moved by the command": (
        lambda on: call_command("move_pages", on.news.pk, on.elsewhere.pk, stdout=StringIO()),
        {"article", "other"},
    ),
    "slug changed": (lambda on: slugged(on.news, "updates").save_revision().publish(), NEWS),
    "slug of the bare page changed": (lambda on: slugged(Page.objects.get(pk=on.news.pk), "updates").save(), NEWS),
    "copied": (lambda on: on.other.copy(update_attrs={"slug": "copy"}), {"news/copy"}),
    "copied with all below": (
        lambda on: on.news.copy(recursive=True, update_attrs={"slug": "copy"}),
        {"copy", "copy/workshop", "copy/other"},
    ),
    "alias made": (lambda on: on.other.create_alias(update_slug="copy"), {"news/copy"}),
    "deleted": (lambda on: on.other.delete(), {"other"}),
    "deleted with all below": (lambda on: on.news.delete(), NEWS),
    "oldest edition deleted": (lambda on: on.article.delete(), {"article", "statia"}),
    "deleted in bulk": (lambda on: Page.objects.filter(pk__in=[on.article.pk, on.other.pk]).delete(), NEWS - {"news"}),
    "translated": (lambda on: translate_page(on.page), {"page"}),
    "updated": (lambda on: ArticlePage.objects.filter(pk=on.article.pk).update(title="New"), {"article"}),
    "translation updated": (lambda on: ArticlePage.objects.filter(pk=on.statia.pk).update(author="B"), {"article"}),
    "updated in bulk": (lambda on: ArticlePage.objects.bulk_update([titled(on.article)], ["title"]), {"article"}),
    "updated as bare pages": (
        lambda on: EditorialPageQuerySet(Page).filter(pk__in=[on.article.pk, on.page.pk]).update(live=False),
        {"article", "page"},
    ),
    "no longer a translation": (
        lambda on: ArticlePage.objects.filter(pk=on.statia.pk).update(translation_key=uuid4()),
        {"article", "statia"},
    ),
    "saved as no translation any more": (
        lambda on: with_values(on.statia, translation_key=uuid4()).save(),
        {"article", "statia"},
    ),
    "restricted": (lambda on: restrict(on.news), NEWS),
    "restricted by a password": (lambda on: restrict(on.page, restriction_type="password", password="x"), {"page"}),
    "restricted in another language": (lambda on: restrict(on.novini), NEWS),
    "opened": (lambda on: restricted_first(on.news, lambda one: one.delete()), NEWS),
    "opened in bulk": (
        lambda on: restricted_first(on.news, lambda one: PageViewRestriction.objects.filter(pk=one.pk).delete()),
        NEWS,
    ),
    "another page restricted instead": (
        lambda on: restricted_first(on.news, lambda one: with_values(one, page=on.page).save()),
        NEWS | {"page"},
    ),
    "picture replaced": (lambda on: replace_file(on.picture), {"article"}),
    "picture renamed in bulk": (lambda on: PortalImage.objects.filter(pk=on.picture.pk).update(title="N"), {"article"}),
    "picture cut otherwise in bulk": (
        lambda on: PortalImage.objects.filter(pk=on.picture.pk).update(
            focal_point_x=10, focal_point_y=10, focal_point_width=20, focal_point_height=20
        ),
        {"article"},
    ),
    "picture deleted": (lambda on: on.picture.delete(), {"article"}),
    "pictures deleted in bulk": (lambda on: PortalImage.objects.filter(pk=on.picture.pk).delete(), {"article"}),
    "picture in a text deleted": (lambda on: on.inline.delete(), {"other"}),
    "picture in a text changed in bulk": (
        lambda on: PortalImage.objects.filter(pk=on.inline.pk).update(title="New"),
        {"other"},
    ),
    "picture changed that was given in bulk": (
        lambda on: [
            StandardPage.objects.filter(pk=on.page.pk).update(image=on.picture),
            project_pending(),
            on.picture.delete(),
        ],
        {"article", "page"},
    ),
    "document called otherwise": (lambda on: with_values(on.document, title="New").save(), {"other"}),
    "document called otherwise in bulk": (
        lambda on: PortalDocument.objects.filter(pk=on.document.pk).update(title="New"),
        {"other"},
    ),
    "document deleted": (lambda on: on.document.delete(), {"other"}),
    "picture's sizes thrown away": (lambda on: on.picture.renditions.all().delete(), {"article"}),
    "language called otherwise": (lambda on: change_locale("bg", "pt"), NEWS - {"other"}),
}


def keys(portal: Portal, names: set[str]) -> set[str]:
    """The keys of the pages called so, here or by their address below the English home page."""
    known = {name: page for name in names if isinstance(page := getattr(portal, name, None), Page)}
    root = home("en").url_path
    made = [Page.objects.get(url_path=f"{root}{name}/") for name in names - known.keys()]
    found = [*known.values(), *(page.specific for page in made)]
    return {card_key(page._meta.model_name, page.pk) for page in found}


@pytest.mark.parametrize("path", PATHS)
def test_what_happens_to_pages_is_marked(portal: Portal, path: str) -> None:
    change, names = PATHS[path]
    before = keys(portal, {name for name in names if hasattr(portal, name)})

    change(portal)

    assert before | keys(portal, {name for name in names if not hasattr(portal, name)}) <= pending()
    assert stale() <= pending(), "nothing else shows otherwise than it should"
    assert card_key("standardpage", portal.bystander.pk) not in pending()


def test_a_draft_over_a_published_page_leaves_the_card_as_it_was(portal: Portal) -> None:
    card = Entry.objects.get(key=card_key("articlepage", portal.article.pk)).card_hash

    slugged(titled(portal.article), "draft-slug").save_revision()
    project_pending()

    assert Entry.objects.get(key=card_key("articlepage", portal.article.pk)).card_hash == card
    assert stale() == set()


def test_once_the_two_oldest_are_deleted_the_card_stands_under_the_third(portal: Portal) -> None:
    third = make_article(
        make_news("de", "nachrichten", portal.news.translation_key), "werkstatt", portal.article.translation_key
    )
    project_pending()

    Page.objects.filter(pk__in=[portal.article.pk, portal.statia.pk]).delete()

    assert card_key("articlepage", third.pk) in pending()
    project_pending()
    assert stale() == set()


def test_an_alias_follows_what_it_is_made_of(portal: Portal) -> None:
    alias = portal.other.create_alias(update_slug="copy")
    project_pending()

    portal.other.refresh_from_db()
    titled(portal.other).save_revision().publish()

    assert {card_key("articlepage", pk) for pk in (portal.other.pk, alias.pk)} <= pending()
    project_pending()
    assert stale() == set()


def test_addresses_that_the_command_resets_are_marked(portal: Portal) -> None:
    Page.objects.filter(pk=portal.article.pk).update(url_path="/wrong/")

    call_command("set_url_paths")

    assert card_key("articlepage", portal.article.pk) in pending()


def test_a_picture_drawn_anew_by_the_command_is_found_where_it_is_now(portal: Portal) -> None:
    call_command("wagtail_update_image_renditions", stdout=StringIO())

    assert stale() <= pending()
    project_pending()
    assert stale() == set()


@pytest.mark.parametrize(
    "change",
    [
        lambda: Site.objects.update(hostname="portal.example.org", port=8443),
        lambda: Site.objects.get().delete(),
        lambda: Site.objects.create(hostname="second.example.org", root_page=home("en").get_children().first()),
        lambda: with_values(Site.objects.get(), root_page=home("en").get_children().first()).save(),
        lambda: slugged(home("en"), "start").save_revision().publish(),
        lambda: Group.objects.create(name="Readers"),
    ],
    ids=["renamed", "deleted", "second one", "another root page", "slug of the home page", "group"],
)
def test_of_a_site_nothing_is_in_cards(portal: Portal, change: Callable[[], object]) -> None:
    """Addresses are paths below the home page, whatever the site is called and wherever it begins."""
    change()

    assert stale() == set()


def test_who_may_pass_a_restriction_is_in_no_card(portal: Portal) -> None:
    restriction = restrict(portal.news, restriction_type="groups")
    project_pending()

    restriction.groups.add(Group.objects.create(name="Readers"))
    with_values(restriction, restriction_type="password", password="x").save()

    assert stale() == set()


@pytest.mark.parametrize("path", ["moved with all below", "restricted", "picture deleted", "updated", "slug changed"])
def test_what_is_rolled_back_leaves_no_mark(portal: Portal, path: str) -> None:
    entries = list(Entry.objects.order_by("pk").values())

    with transaction.atomic():
        PATHS[path][0](portal)
        transaction.set_rollback(True)

    assert list(Entry.objects.order_by("pk").values()) == entries
