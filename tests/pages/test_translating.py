"""What must be translated before a translation is public, and at which address it then is."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.test import Client, TestCase
from wagtail.models import Page
from wagtail.users.models import UserProfile

from portal.accounts.groups import MODERATORS
from portal.pages.models import LegalPage, StandardPage
from portal.pages.slugs import slug_of
from portal.pages.translations import State, editions
from tests.pages.editors import (
    client_of,
    desk,
    fill_in,
    fill_in_piece,
    make_editor,
    managed_translation,
    publish_translation,
    translate,
)
from tests.pages.factories import make, make_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator() -> Client:
    return desk(MODERATORS)


@pytest.fixture
def page() -> StandardPage:
    return make_page("en", "about-us", introduction="Who we are", body=[("text", "<p>One</p><p>Two</p>")])


@pytest.fixture
def made(moderator: Client, page: StandardPage) -> Page:
    """Its Bulgarian edition, not yet translated."""
    return translate(moderator, page, "bg")


def publish(client: Client, page: Page) -> str:
    with TestCase.captureOnCommitCallbacks(execute=True):
        said = publish_translation(client, page)
    page.refresh_from_db()
    return said


def test_untranslated_words_are_not_published_as_a_translation(moderator: Client, made: Page) -> None:
    assert "Not published: readers of Bulgarian" in publish(moderator, made)
    assert not made.live


@pytest.mark.parametrize("only", [["title"], ["introduction"], ["title", "slug"]])
def test_a_title_alone_or_a_text_without_one_is_not_published(moderator: Client, made: Page, only: list[str]) -> None:
    fill_in(made, only=only)

    assert "Not published" in publish(moderator, made)
    assert not made.live


def test_a_translation_with_some_pieces_missing_is_published_as_outdated(moderator: Client, made: Page) -> None:
    fill_in(made, only=["title", "introduction"])

    assert "Not published" not in publish(moderator, made)
    assert made.live
    assert editions().with_state().get(pk=made.pk).state == State.OUTDATED


def test_a_page_that_has_a_title_only_needs_no_more(moderator: Client) -> None:
    made = translate(moderator, make_page("en", "short"), "bg")
    fill_in(made, only=["title"])

    publish(moderator, made)

    assert made.live


def test_no_other_way_publishes_it_either(made: Page) -> None:
    with pytest.raises(PermissionDenied):
        made.specific.save_revision().publish()
    made.refresh_from_db()
    assert not made.live


# Its address


def titled(made: Page, title: str) -> Page:
    """`made`, translated with this title but for its slug."""
    pieces = managed_translation(made).source.stringsegment_set
    fill_in(made, only=["introduction"])
    fill_in_piece(made, pieces.get(context__path="title"), title)
    return made


def test_a_translation_gets_an_address_of_its_own_language(moderator: Client, made: Page, client: Client) -> None:
    publish(moderator, titled(made, "За нас &amp; Вас"))

    assert made.slug == "za-nas-vas"
    assert client.get("/bg/za-nas-vas/").status_code == 200


def test_the_slug_that_a_translator_chose_stays(moderator: Client, made: Page) -> None:
    fill_in_piece(made, managed_translation(made).source.stringsegment_set.get(context__path="slug"), "nie")

    publish(moderator, titled(made, "За нас"))

    assert made.slug == "nie"


def test_the_address_of_a_public_translation_stays(moderator: Client, made: Page) -> None:
    publish(moderator, titled(made, "За нас"))
    publish(moderator, titled(made, "Кои сме"))

    assert made.title == "Кои сме"
    assert made.slug == "za-nas"


@pytest.mark.parametrize(
    ("title", "language", "slug"),
    [
        ("Университетът в Бургос", "bg", "universitetat-v-burgos"),
        ("Събития", "bg", "sabitia"),
        ("Среща на координаторите", "bg", "sreshta-na-koordinatorite"),
        ("Хора: защо? (2)", "bg", "hora-zashto-2"),
        ("Für größere Übungen", "de", "fuer-groessere-uebungen"),
        ("L’été à Évry", "fr", "l-ete-a-evry"),
        ("¿Qué ofrece España?", "es", "que-ofrece-espana"),
        ("!?", "en", ""),
    ],
)
def test_a_slug_is_written_as_in_its_language(title: str, language: str, slug: str) -> None:
    assert slug_of(title, language) == slug


# What editors are told


def test_whoever_moves_a_page_learns_where_its_translations_stand(admin_client: Client) -> None:
    page, target = make_page("en", "about"), make_page("en", "project")
    make_page("bg", "za-nas", key=page.translation_key)
    make_page("de", "ueber-uns", key=page.translation_key)

    answer = admin_client.post(f"/admin/pages/{page.pk}/move/{target.pk}/confirm/", follow=True)

    assert "stands where it was in these languages: German, Bulgarian" in answer.content.decode()


def test_nothing_is_said_of_a_page_moved_with_its_translations(admin_client: Client) -> None:
    page, target = make_page("en", "about"), make_page("en", "project")
    bulgarian = make(StandardPage, "bg", "proekt", key=target.translation_key)
    make(StandardPage, "bg", "za-nas", below=bulgarian, key=page.translation_key)

    said = admin_client.post(f"/admin/pages/{page.pk}/move/{target.pk}/confirm/", follow=True).content.decode()

    assert "stands where it was" not in said


@pytest.mark.parametrize(("version", "is_told"), [("2027-01", True), ("2026-11", False)])
def test_whoever_publishes_terms_learns_who_cannot_read_them_yet(
    admin_client: Client, version: str, is_told: bool
) -> None:
    terms = make(LegalPage, "en", "terms", subject="terms", version="2026-11")
    make(LegalPage, "bg", "uslovia", key=terms.translation_key, subject="terms", version="2026-11")
    fields = {"title": "Terms", "slug": "terms", "subject": "terms", "version": version, "body-count": "0"}
    fields |= {f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM")}

    answer = admin_client.post(f"/admin/pages/{terms.pk}/edit/", fields | {"action-publish": "1"})

    said = "".join(str(message) for message in get_messages(answer.wsgi_request))
    assert ("asked from now on to accept version 2027-01" in said) is is_told
    assert ("Bulgarian" in said) is is_told


def test_the_translation_editor_speaks_bulgarian() -> None:
    translator = make_editor(MODERATORS)
    UserProfile.objects.create(user=translator, preferred_language="bg")

    words = client_of(translator).get("/admin/localize/jsi18n/").content.decode()

    assert '"Publish in ": "\\u041f\\u0443\\u0431' in words
    assert '"Download PO file": "\\u0418' in words
