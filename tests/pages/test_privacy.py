"""What is private is served to nobody else and stands in no list, whichever door one tries."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction

from portal.files.models import PortalDocument
from portal.operations import generation
from portal.operations.page_cache import PageCache
from portal.pages.models import (
    ArticleIndexPage,
    ArticlePage,
    HomePage,
    OutcomePage,
    PartnerIndexPage,
    PartnerPage,
    ProjectPage,
)
from search.finding import find
from search.projector import project_pending
from search.queries import Query, Viewer
from tests.accounts.factories import UserFactory
from tests.operations.small_applications import Answer, all_of_django, ask
from tests.pages.factories import make, make_article, make_event, make_events, make_news, make_page

pytestmark = pytest.mark.django_db

SECRET = "Kanarienvogel"
RESTRICTIONS = ["login", "password", "groups"]
# The page's own address, those of readers of other languages, and one of mixed segments.
ADDRESSES = ["/en/news/secret/", "/bg/news/secret/", "/fr/news/secret/", "/bg/novini/secret/"]
# Lists of every sort, and the kinds of pages that each tells of while these are public.
LISTS = {
    "/en/": {"article", "event", "standard"},
    "/bg/": {"article", "event", "standard"},
    "/en/news/": {"article", "standard"},
    "/en/news/?page=1": {"article", "standard"},
    "/bg/novini/": {"article", "standard"},
    "/en/news/other/": {"article", "standard"},
    "/bg/news/other/": {"article", "standard"},
    "/en/events/": {"event", "standard"},
    "/bg/events/": {"event", "standard"},
    "/en/partners/": {"partner", "standard"},
    "/en/project/": {"project", "standard"},
    "/en/members/": {"standard"},
    "/en/no-such-page/": {"standard"},
    "/en/calendar.ics": {"event"},
    "/bg/calendar.ics": {"event"},
    "/en/feed.atom": {"article", "event"},
    "/bg/feed.json": {"article", "event"},
    "/en/news/feed.atom": {"article"},
    "/bg/novini/feed.json": {"article"},
    "/sitemap-en-1.xml": {"article", "event", "partner", "project", "standard"},
}


@dataclass
class Pages:
    news: ArticleIndexPage
    secret: ArticlePage
    translation: ArticlePage


@pytest.fixture
def pages() -> Pages:
    """A page with a draft translation, beside another one, all of which are public still."""
    key, secret_key = uuid4(), uuid4()
    news, novini = make_news("en", "news", key, show_in_menus=True), make_news("bg", "novini", key)
    secret = make_article(news, "secret", secret_key, title=SECRET, introduction=SECRET)
    make_article(news, "other")
    translation = make_article(novini, "tayna", secret_key, title=SECRET, live=False)
    project_pending()
    return Pages(news, secret, translation)


def restrict(page: Page, kind: str) -> PageViewRestriction:
    restriction: PageViewRestriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="open sesame"
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.get_or_create(name="Insiders")[0])
    return restriction


def found(language: str = "en") -> list[str]:
    query = Query(Viewer(AnonymousUser()), ("articlepage",), language, text=SECRET)
    return [hit.title for hit in find(query).hits]


@pytest.mark.parametrize("kind", RESTRICTIONS)
@pytest.mark.parametrize("above", [False, True])
def test_a_private_page_is_refused_at_each_of_its_addresses(
    client: Client, pages: Pages, kind: str, above: bool
) -> None:
    for address in ADDRESSES:
        assert SECRET in client.get(address, follow=True).content.decode(), address
    restrict(pages.news if above else pages.secret, kind)

    for address in ADDRESSES:
        response = client.get(address)
        assert SECRET not in response.content.decode(), address
        assert "no-cache" in response["Cache-Control"], address
        if kind == "password":
            assert 'type="password"' in response.content.decode(), address
        else:
            assert response["Location"].startswith("/en/account/sign-in/"), address


def test_the_form_for_the_password_is_ours_and_kept_nowhere(client: Client, pages: Pages) -> None:
    restriction = restrict(pages.secret, "password")
    response = client.get("/bg/news/secret/")
    content = response.content.decode()
    assert "<title>Необходима е парола" in content
    assert '<meta name="robots" content="noindex">' in content
    assert "no-store" in response["Cache-Control"]

    asked = f"/bg/_util/authenticate_with_password/{restriction.pk}/{pages.secret.pk}/"
    refused = client.post(asked, {"password": "close sesame", "return_url": "/bg/news/secret/"}).content.decode()

    assert "Това не е правилната парола." in refused
    assert SECRET not in refused
    assert 'value="/bg/news/secret/"' in refused


def test_who_may_read_a_private_page_may_do_so_at_each_of_its_addresses(pages: Pages) -> None:
    restriction = restrict(pages.secret, "groups")
    insider, outsider = Client(), Client()
    member = UserFactory.create()
    member.groups.set(restriction.groups.all())
    insider.force_login(member)
    outsider.force_login(UserFactory.create())

    for address in ADDRESSES:
        assert SECRET in insider.get(address).content.decode(), address
        assert SECRET not in outsider.get(address).content.decode(), address


def test_the_password_opens_the_page_where_it_was_asked_for(pages: Pages) -> None:
    restriction = restrict(pages.secret, "password")
    asked = f"/en/_util/authenticate_with_password/{restriction.pk}/{pages.secret.pk}/"

    for address in ADDRESSES:
        client = Client()
        response = client.post(asked, {"password": "open sesame", "return_url": address})
        assert response["Location"] == address
        assert SECRET in client.get(address).content.decode(), address


def test_the_address_of_a_private_page_is_told_to_nobody(client: Client, pages: Pages) -> None:
    """A redirect from the address of another language would tell what the page is called now."""
    pages.translation.save_revision().publish()
    restrict(pages.translation, "login")
    restrict(pages.secret, "login")

    assert "tayna" not in client.get("/bg/news/secret/")["Location"]
    assert "tayna" not in client.get("/en/news/other/").content.decode()


@pytest.fixture
def secrets(pages: Pages) -> dict[str, Page]:
    """A page of each kind that stands in lists, by what its title says beside `SECRET`."""
    events, partners, project = (
        make_events("en"),
        make(PartnerIndexPage, "en", "partners"),
        make(ProjectPage, "en", "project"),
    )
    secrets: dict[str, Page] = {
        "article": make_article(pages.news, "secret-article"),
        "event": make_event(events, "secret-event"),
        "partner": make(PartnerPage, "en", "secret-partner", below=partners),
        "project": make(OutcomePage, "en", "secret-project", below=project, number=1),
        "standard": make_page("en", "secret-standard", show_in_menus=True),
    }
    for kind, page in secrets.items():
        page.title = f"{SECRET} {kind}"
        page.save()
    project_pending()
    return secrets


def told(client: Client, path: str, secrets: Mapping[str, Page]) -> set[str]:
    content = client.get(path, follow=True).content.decode().replace("\r\n ", "")
    return {kind for kind in secrets if f"{SECRET} {kind}" in content or f"/secret-{kind}/" in content}


def test_lists_tell_of_public_pages(client: Client, secrets: dict[str, Page]) -> None:
    """Or their silence about private ones would prove nothing."""
    assert {path: told(client, path, secrets) for path in LISTS} == LISTS


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize("kind", RESTRICTIONS)
def test_a_private_page_stands_in_no_list(client: Client, secrets: dict[str, Page], kind: str, above: bool) -> None:
    for page in secrets.values():
        has_a_list = above and page.get_parent().specific_class is not HomePage
        restrict(page.get_parent() if has_a_list else page, kind)

    assert {path: found for path in LISTS if (found := told(client, path, secrets))} == {}


@pytest.mark.parametrize("kind", RESTRICTIONS)
def test_a_private_event_comes_into_no_calendar(client: Client, secrets: dict[str, Page], kind: str) -> None:
    address = f"/bg/calendar/{secrets['event'].translation_key}/event.ics"
    assert SECRET in client.get(address).content.decode()

    restrict(secrets["event"], kind)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("above", [False, True])
def test_a_private_page_is_not_found(pages: Pages, above: bool) -> None:
    assert found() == [SECRET]
    restriction = restrict(pages.news if above else pages.secret, "login")

    assert found() == []
    project_pending()
    assert found() == []

    restriction.delete()
    project_pending()
    assert found() == [SECRET]


# A page is private in all its languages


@pytest.fixture
def translated(pages: Pages) -> Pages:
    """The same pages with the translation public."""
    pages.translation.title = f"{SECRET} на български"
    pages.translation.save_revision().publish()
    project_pending()
    return pages


@pytest.mark.parametrize("kind", RESTRICTIONS)
@pytest.mark.parametrize("at", ["original", "translation", "list", "list of the translation"])
@pytest.mark.parametrize("address", [*ADDRESSES, "/bg/novini/tayna/", "/de/novini/tayna/"])
def test_a_page_restricted_in_one_language_is_private_in_all(
    client: Client, translated: Pages, kind: str, at: str, address: str
) -> None:
    novini = translated.translation.get_parent()
    restricted = {"original": translated.secret, "translation": translated.translation, "list": translated.news}
    restrict(restricted.get(at, novini), kind)

    response = client.get(address)

    assert SECRET not in response.content.decode()
    assert "no-cache" in response["Cache-Control"]
    assert response.status_code == (200 if kind == "password" else 302)


@pytest.mark.parametrize("path", [*LISTS, "/bg/novini/", "/bg/novini/other/", "/de/novini/feed.atom"])
@pytest.mark.parametrize("above", [False, True])
def test_a_page_restricted_in_one_language_stands_in_no_list_of_another(
    client: Client, translated: Pages, path: str, above: bool
) -> None:
    restrict(translated.news if above else translated.secret, "login")

    content = client.get(path, follow=True).content.decode()

    assert SECRET not in content
    assert "/secret/" not in content
    assert "/tayna/" not in content


def test_a_page_restricted_in_one_language_is_found_in_none(translated: Pages) -> None:
    assert found("bg") == [f"{SECRET} на български"]
    restriction = restrict(translated.translation, "login")
    assert found("bg") == found("en") == []

    project_pending()
    assert found("bg") == found("en") == []

    restriction.delete()
    project_pending()
    assert found("en") == [SECRET]


def test_the_password_of_one_language_opens_the_others(client: Client, translated: Pages) -> None:
    restriction = restrict(translated.secret, "password")
    asked = client.get("/bg/novini/tayna/")

    client.post(asked.context["action_url"], {"password": "open sesame", "return_url": "/bg/novini/tayna/"})

    assert str(restriction.pk) in asked.context["action_url"]
    for address in ("/bg/novini/tayna/", "/en/news/secret/", "/de/news/secret/"):
        assert SECRET in client.get(address).content.decode()


@pytest.mark.parametrize("kind", RESTRICTIONS)
def test_a_restricted_page_that_is_translated_is_restricted_once(
    pages: Pages, kind: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    restriction = restrict(pages.secret, kind)
    make_news("de", "neues", pages.news.translation_key)

    with django_capture_on_commit_callbacks(execute=True):
        german = pages.secret.copy_for_translation(Locale.objects.get(language_code="de"))

    assert list(PageViewRestriction.objects.all()) == [restriction]
    assert list(german.get_view_restrictions()) == [restriction]


def test_asking_what_restricts_a_page_takes_one_query(
    translated: Pages, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    restrict(translated.news, "login")
    restrict(translated.secret, "password")

    with django_assert_num_queries(1):
        assert len(translated.translation.get_view_restrictions()) == 2


def test_the_desk_says_where_a_page_was_restricted(admin_client: Client, translated: Pages) -> None:
    def dialog(page: Page) -> str:
        path = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
        html: str = admin_client.get(path).json()["html"]
        return html

    def shown_as_private(page: Page) -> bool:
        edit = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        return 'class="w-hidden" data-controller="w-zone"' in " ".join(edit.split())

    assert 'value="password"' in dialog(translated.secret)
    assert "It holds in all of them" in dialog(translated.translation)
    assert f'href="/admin/pages/{translated.secret.pk}/edit/"' in dialog(translated.translation)
    assert not shown_as_private(translated.translation)

    restrict(translated.translation, "login")

    assert 'value="password"' in dialog(translated.translation)
    assert f'href="/admin/pages/{translated.translation.pk}/edit/"' in dialog(translated.secret)
    assert shown_as_private(translated.translation)
    assert shown_as_private(translated.secret)


def test_a_copy_of_a_private_page_is_private_too(client: Client, pages: Pages) -> None:
    pages.secret.create_alias(update_slug="copy", log_action=None)
    restrict(pages.secret, "login")

    assert client.get("/en/news/copy/").status_code == 302
    assert "/copy/" not in client.get("/sitemap-en-1.xml").content.decode()
    assert not ArticlePage.objects.public_now().filter(slug="copy").exists()


def test_a_page_moved_below_a_private_one_is_private(client: Client, pages: Pages) -> None:
    private = make_news("en", "internal")
    restrict(private, "login")
    pages.secret.move(private, "last-child")

    assert found() == []
    assert SECRET not in client.get("/en/internal/secret/").content.decode()
    assert SECRET not in client.get("/en/feed.atom").content.decode()
    assert SECRET not in client.get("/bg/internal/secret/").content.decode()


# The page cache

Cached = Callable[[str], Answer]
KEPT = ["/en/news/secret/", "/bg/news/secret/", "/en/feed.atom", "/en/"]


@pytest.fixture
def cached(settings: Settings) -> Iterator[Cached]:
    """Asks for a page through the page cache, as a visitor does, with nothing kept from the test before."""
    settings.PAGE_CACHE_BYTES = 10_000_000
    generation.advance()
    with all_of_django() as application:
        kept = PageCache(application)
        yield lambda path: ask(kept, path)


@pytest.mark.parametrize("above", [False, True])
def test_a_kept_page_is_gone_at_the_first_request_after_it_became_private(
    cached: Cached, pages: Pages, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, above: bool
) -> None:
    for address in KEPT:
        assert SECRET in cached(address).body.decode(), address
        assert "Age" in cached(address).headers, address

    with django_capture_on_commit_callbacks(execute=True):
        restrict(pages.news if above else pages.secret, "login")

    for address in KEPT:
        assert SECRET not in cached(address).body.decode(), address


# Files


def test_passwords_are_not_to_be_guessed(pages: Pages) -> None:
    page = restrict(pages.secret, "password")
    collection = CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type="password", password="open sesame"
    )
    for address, guesser in (
        (f"/bg/_util/authenticate_with_password/{page.pk}/{pages.secret.pk}/", "198.51.100.1"),
        (f"/documents/authenticate_with_password/{collection.pk}/", "203.0.113.1"),
    ):
        client = Client(REMOTE_ADDR=guesser)
        guesses = [client.post(address, {"password": str(guess), "return_url": "/"}) for guess in range(30)]
        assert {guess.status_code for guess in guesses} == {200}

        late = client.post(address, {"password": "open sesame", "return_url": "/"})
        assert late.status_code == 429
        assert client.get(address).status_code == 200


def test_a_document_of_a_private_collection_is_not_served(client: Client) -> None:
    private = Collection.get_first_root_node().add_child(name="Internal")
    document = PortalDocument.objects.create(
        title="Minutes", file=ContentFile(b"SECRET", "minutes.txt"), collection=private
    )
    assert client.get(document.url).getvalue() == b"SECRET"

    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")

    response = client.get(document.url)
    assert response.status_code == 302
    assert response["Location"].startswith("/en/account/sign-in/")


def test_a_document_is_opened_by_its_password_in_the_readers_language(client: Client) -> None:
    private = Collection.get_first_root_node().add_child(name="Internal")
    document = PortalDocument.objects.create(
        title=SECRET, file=ContentFile(b"SECRET", "minutes.txt"), collection=private
    )
    CollectionViewRestriction.objects.create(collection=private, restriction_type="password", password="open sesame")

    asked = client.get(document.url, headers={"Accept-Language": "bg"})
    content = asked.content.decode()
    assert "<title>Необходима е парола" in content
    assert SECRET not in content
    assert "no-store" in asked["Cache-Control"]

    form = asked.context["form"]
    client.post(asked.context["action_url"], {"password": "open sesame", "return_url": form.initial["return_url"]})
    assert client.get(document.url).getvalue() == b"SECRET"
