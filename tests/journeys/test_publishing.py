"""An editor writes a piece of news at nine, schedules it, and has it in Bulgarian before it appears in both."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, TestCase
from django.test.client import MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from portal.pages.tasks import publish_scheduled
from search.finding import find
from search.queries import Query, Viewer
from tests.accounts.factories import PASSWORD
from tests.pages.editors import make_editor
from tests.pages.factories import make_news

pytestmark = pytest.mark.django_db

BOUNDARY = "BoUnDaRyStRiNg"
IN_BULGARIAN = {
    "Open day in Vienna": "Ден на отворените врати във Виена",
    "open-day-in-vienna": "otvoreni-vrati",
    "Come and see how portfolios are made.": "Елате да видите как се правят портфолиа.",
    "Bring a friend.": "Доведете приятел.",
}
ENGLISH, BULGARIAN = "/en/news/open-day-in-vienna/", "/bg/novini/otvoreni-vrati/"
# Where news stands, with what stands there once the time has come.
TITLES = {"en": "Open day in Vienna", "bg": "Ден на отворените врати във Виена"}
LISTS = {
    "/en/": TITLES["en"],
    "/bg/": TITLES["bg"],
    "/fr/": TITLES["en"],
    "/en/news/": TITLES["en"],
    "/bg/novini/": TITLES["bg"],
    "/en/feed.atom": TITLES["en"],
    "/bg/feed.atom": TITLES["bg"],
    "/en/news/feed.atom": TITLES["en"],
    "/bg/novini/feed.atom": TITLES["bg"],
    "/sitemap-en-1.xml": ENGLISH,
    "/sitemap-bg-1.xml": BULGARIAN,
}


@pytest.fixture
def news() -> Page:
    """The list of news, in both languages."""
    news = make_news("en")
    make_news("bg", "novini", news.translation_key)
    return news


def write(editor: Client, news: Page) -> Page:
    """Fills in the form for a new piece of news, with a time an hour from now."""
    forms = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
    response = editor.post(
        reverse("wagtailadmin_pages:add", args=["pages", "articlepage", news.pk]),
        forms
        | {
            "comments-MAX_NUM_FORMS": "",
            "title": "Open day in Vienna",
            "slug": "open-day-in-vienna",
            "date": timezone.localdate().isoformat(),
            "introduction": "Come and see how portfolios are made.",
            "search_description": "Bring a friend.",
            "body-count": "0",
            "go_live_at": timezone.localtime(timezone.now() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M"),
            "action-publish": "1",
        },
    )
    assert response.status_code == 302, response.context["form"].errors
    page: Page = Page.objects.get(slug="open-day-in-vienna")
    return page


def submit(editor: Client, page: Page) -> Translation:
    bulgarian = Locale.objects.get(language_code="bg")
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert editor.post(address, {"locales": [bulgarian.pk]}).status_code == 302
    translation: Translation = Translation.objects.get(source__object_id=page.translation_key)
    return translation


def translate_piece_by_piece(editor: Client, translation: Translation) -> None:
    for segment in translation.source.stringsegment_set.all():
        response = editor.put(
            reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
            encode_multipart(BOUNDARY, {"value": IN_BULGARIAN[segment.string.data]}),
            content_type=MULTIPART_CONTENT,
        )
        assert response.status_code == 201


def publish(editor: Client, page: Page) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})


def reads(visitor: Client, address: str) -> str:
    response = visitor.get(address)
    assert response.status_code == 200
    return response.content.decode()


def found(language: str) -> list[str]:
    query = Query(Viewer(AnonymousUser()), ("articlepage",), language, text=TITLES[language])
    return [hit.title for hit in find(query).hits]


def test_news_appears_in_both_languages_at_its_time_and_nowhere_before(
    client: Client, news: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Client()
    account = make_editor("Editors", "Moderators")
    editor.post("/en/account/sign-in/", {"login": account.email, "password": PASSWORD})

    page = write(editor, news)
    translation = submit(editor, page)
    translate_piece_by_piece(editor, translation)
    publish(editor, translation.get_target_instance())
    publish_due()

    for path in LISTS:
        shown = reads(client, path)
        assert not [word for word in (*TITLES.values(), ENGLISH, BULGARIAN) if word in shown], path
    assert found("en") == found("bg") == []
    for address in (ENGLISH, BULGARIAN):
        assert client.get(address).status_code == 404

    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    publish_due()

    for path, word in LISTS.items():
        assert word in reads(client, path), path
    assert found("en") == [TITLES["en"]]
    assert found("bg") == [TITLES["bg"]]
    assert "Come and see how portfolios are made." in reads(client, ENGLISH)
    assert f'href="{BULGARIAN}"' in reads(client, ENGLISH)
    assert "Елате да видите" in reads(client, BULGARIAN)
    assert f'href="{ENGLISH}"' in reads(client, "/en/")
    assert f'href="{BULGARIAN}"' in reads(client, "/bg/")


def publish_due() -> None:
    """What the worker does each minute."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish_scheduled()
