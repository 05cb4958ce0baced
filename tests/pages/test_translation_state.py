"""What the report says of each page in each language."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import cast
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.http import FileResponse
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page

from portal.accounts.groups import EDITORS, MODERATORS
from portal.pages.models import HomePage, StandardPage
from portal.pages.translations import State, editions, tally
from tests.pages.editors import desk, fill_in, publish_translation, translate
from tests.pages.factories import make_page
from tests.tables import count_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator() -> Client:
    return desk(MODERATORS)


@pytest.fixture
def page() -> StandardPage:
    """A published page with two paragraphs."""
    made = make_page("en", "about", live=False, introduction="Who we are", body=[("text", "<p>One</p><p>Two</p>")])
    made.save_revision().publish()
    made.refresh_from_db()
    return made


@pytest.fixture
def translated(moderator: Client, page: StandardPage) -> Page:
    """Its Bulgarian edition: whole, and published."""
    made = translate(moderator, page, "bg")
    fill_in(made)
    publish(moderator, made)
    return made


def publish(client: Client, page: Page) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish_translation(client, page)


def rewrite(page: StandardPage, **fields: object) -> None:
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def state(page: Page, language: str) -> State:
    edition = editions().with_state().filter(translation_key=page.translation_key, locale__language_code=language)
    found = [State(one.state) for one in edition] or [State.MISSING]
    original = editions().originals().get(translation_key=page.translation_key)
    for each in State:
        assert editions().filter(pk=original.pk).in_state(language, each).exists() is (each is found[0])
    return found[0]


def test_a_page_without_an_edition_is_missing(page: StandardPage) -> None:
    assert state(page, "bg") is State.MISSING


def test_a_copy_in_the_original_language_is_no_edition(page: StandardPage) -> None:
    bulgarian = HomePage.objects.get(locale__language_code="bg")
    page.copy_for_translation(bulgarian.locale, alias=True)

    assert state(page, "bg") is State.MISSING


def test_a_new_translation_is_a_draft(moderator: Client, page: StandardPage) -> None:
    translate(moderator, page, "bg")

    assert state(page, "bg") is State.DRAFT


def test_a_whole_published_translation_is_current(page: StandardPage, translated: Page) -> None:
    assert state(page, "bg") is State.CURRENT


def test_a_translation_published_with_pieces_missing_is_outdated(moderator: Client, page: StandardPage) -> None:
    made = translate(moderator, page, "bg")
    fill_in(made, only=("title", "introduction"))
    publish(moderator, made)

    assert state(page, "bg") is State.OUTDATED


def test_a_rewritten_original_makes_its_translations_outdated(page: StandardPage, translated: Page) -> None:
    rewrite(page, introduction="Who we really are")

    assert state(page, "bg") is State.OUTDATED


def test_words_taken_out_of_the_original_make_its_translations_outdated(page: StandardPage, translated: Page) -> None:
    rewrite(page, introduction="")

    assert state(page, "bg") is State.OUTDATED


def test_publishing_an_original_unchanged_leaves_its_translations_current(page: StandardPage, translated: Page) -> None:
    rewrite(page)

    assert state(page, "bg") is State.CURRENT


def test_a_draft_of_the_original_leaves_its_translations_current(page: StandardPage, translated: Page) -> None:
    page.introduction = "Not yet"
    page.save_revision()

    assert state(page, "bg") is State.CURRENT


def test_a_translation_brought_in_step_is_current_again(
    moderator: Client, page: StandardPage, translated: Page
) -> None:
    rewrite(page, introduction="Who we really are")
    fill_in(translated)

    publish(moderator, translated)

    assert state(page, "bg") is State.CURRENT


def test_a_page_that_was_scheduled_and_translated_meanwhile_is_current_once_both_are_public(moderator: Client) -> None:
    page = make_page("en", "news", live=False, introduction="Soon")
    made = translate(moderator, page, "bg")
    fill_in(made)
    rewrite(page)
    publish(moderator, made)

    assert state(page, "bg") is State.CURRENT


def test_a_page_taken_down_is_a_draft(page: StandardPage, translated: Page) -> None:
    translated.refresh_from_db()
    translated.unpublish()

    assert state(page, "bg") is State.DRAFT


@pytest.mark.parametrize(("german", "expected"), [(-1, State.OUTDATED), (1, State.CURRENT)])
def test_editions_written_by_hand_are_told_by_when_they_were_published(
    page: StandardPage, german: int, expected: State
) -> None:
    assert page.last_published_at
    published = page.last_published_at + timedelta(hours=german)
    make_page("de", "ueber", page.translation_key, last_published_at=published)

    assert state(page, "de") is expected


def test_the_original_is_the_page_that_was_submitted(moderator: Client) -> None:
    german = make_page("de", "neues")
    translate(moderator, german, "en")

    assert editions().originals().get(translation_key=german.translation_key).pk == german.pk


def test_of_editions_written_by_hand_the_original_is_the_english_one() -> None:
    key = uuid4()
    make_page("de", "neues", key)
    english = make_page("en", "news", key)

    assert editions().originals().get(translation_key=key).pk == english.pk


def test_the_numbers_add_up(moderator: Client, page: StandardPage, translated: Page) -> None:
    make_page("en", "other")
    make_page("fr", "autre")

    numbers = {one.language: one.numbers for one in tally(editions().originals())}

    # The home page, and the three of above.
    assert all(sum(states.values()) == 4 for states in numbers.values())
    assert numbers["bg"] == {State.MISSING: 2, State.DRAFT: 0, State.OUTDATED: 0, State.CURRENT: 2}


REPORT = "/admin/reports/translation-state/"


def html(client: Client, query: str = "") -> str:
    response = client.get(f"{REPORT}{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_a_cell_leads_to_where_the_work_is(moderator: Client, page: StandardPage, translated: Page) -> None:
    report = html(moderator)

    submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert f'href="{submit}?select_locale=fr"' in report
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[translated.pk])}"' in report
    assert "About, French: Missing" in report
    assert "About, Bulgarian: Current" in report


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?language=bg&state=missing", {"Other"}),
        ("?language=bg&state=current", {"About", "Migrapass"}),
        ("?state=missing", {"About", "Other"}),
        ("?state=outdated", set()),
        ("?state=waiting", {"About", "Other"}),
        ("?language=bg&state=waiting", {"Other"}),
        ("?title=oth", {"Other"}),
        ("?language=bg", {"About", "Other", "Migrapass"}),
        ("?language=xx&state=nonsense", {"About", "Other", "Migrapass"}),
    ],
)
def test_the_report_is_filtered(
    moderator: Client, page: StandardPage, translated: Page, query: str, shown: set[str]
) -> None:
    make_page("en", "other")

    response = moderator.get(f"{REPORT}{query}")

    assert {row.title for row in response.context["object_list"]} == shown


def test_a_type_may_be_chosen(moderator: Client, page: StandardPage) -> None:
    response = moderator.get(REPORT, {"content_type": page.content_type.pk})

    assert [row.pk for row in response.context["object_list"]] == [page.pk]


def download(client: Client, form: str) -> bytes:
    return b"".join(cast("FileResponse", client.get(f"{REPORT}?export={form}")))


def test_the_report_is_taken_home_as_a_sheet(moderator: Client, page: StandardPage, translated: Page) -> None:
    lines = download(moderator, "csv").decode().splitlines()
    sheet = load_workbook(BytesIO(download(moderator, "xlsx"))).active

    assert lines[0] == "Title,Type,English,French,German,Bulgarian,Spanish"
    assert "About,page,Current,Missing,Missing,Current,Missing" in lines
    assert ("About", "page", "Current", "Missing", "Missing", "Current", "Missing") in set(sheet.values)


def test_a_person_of_no_group_sees_no_report() -> None:
    assert desk().get(REPORT).status_code == 403


def queries(read: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def many_pages(numbers: range) -> None:
    """A page of each of `numbers` in each language."""
    for language in ("en", "fr", "de", "bg", "es"):
        home = HomePage.objects.get(locale__language_code=language)
        text = make_page(language, f"text-{numbers.start}-{language}")
        first = Page._str2int(text.path[-Page.steplen :]) + 1
        StandardPage.objects.filter(pk=text.pk).update(translation_key=_key(numbers.start))
        Page.objects.bulk_create(
            Page(
                title=f"Page {number}",
                slug=f"page-{number}",
                path=Page._get_path(home.path, home.depth + 1, first + place),
                depth=home.depth + 1,
                locale=home.locale,
                content_type=text.content_type,
                translation_key=_key(number),
                live=number % 3 > 0,
                last_published_at=timezone.now(),
            )
            for place, number in enumerate(numbers[1:])
        )
    count_rows()


def _key(number: int) -> UUID:
    return UUID(int=number)


def test_two_thousand_pages_take_as_many_queries_as_ten(moderator: Client) -> None:
    many_pages(range(1, 11))
    html(moderator)
    few = queries(lambda: html(moderator))

    many_pages(range(11, 401))

    # In five languages, beside the home pages.
    assert editions().count() == 2005
    assert queries(lambda: html(moderator)) == few <= 40
    assert len(moderator.get(REPORT).context["object_list"]) == 50
    assert queries(lambda: tally(editions().originals())) == 2


def test_the_desk_says_what_waits_and_where_to_write(moderator: Client, page: StandardPage, translated: Page) -> None:
    rewrite(page, introduction="Who we really are")

    welcome = moderator.get("/admin/").content.decode()

    assert f"{REPORT}?language=bg&amp;state=outdated" in welcome
    assert "What would you like to do?" in welcome


def test_the_desk_of_an_operator_without_pages_leads_to_none() -> None:
    welcome = desk("Operators").get("/admin/").content.decode()

    assert "Translations that wait" not in welcome
    assert "Go to the pages" not in welcome


def test_an_editor_without_the_right_to_translate_is_led_to_pages_only(page: StandardPage) -> None:
    right = Permission.objects.get(codename="submit_translation")
    Group.objects.get(name=EDITORS).permissions.remove(right)

    assert "/localize/submit/page/" not in html(desk(EDITORS))
