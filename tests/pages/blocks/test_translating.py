"""Every word of every block reaches the translator, and comes back to where it was."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from portal.pages.models import StandardPage
from tests.pages.factories import every_block, make_page

pytestmark = pytest.mark.django_db

ENGLISH = [
    "Before you meet",
    'Ask for <a id="a1">an example</a>.',
    "Nobody had asked me that.",
    "Amina said",
    "the carer",
    "Who reads it?",
    "Only you do.",
    "A tidy desk",
    "Morning desk",
    "A film of hands",
    "Hands sort letters.",
    "Three steps",
    "Step",
    "Meaning",
    "Explore",
    "look back",
    "Name",
    "find words",
    "5 of 6",
    "networks answered",
    "Our survey",
    "The guide to keep",
    "New faces",
    "Not alone",
    "Find peers",
]


@pytest.fixture
def page() -> StandardPage:
    made = make_page("en", "blocks", title="Blocks", body=every_block())
    found: StandardPage = StandardPage.objects.get(pk=made.pk)
    return found


def in_body(page: StandardPage) -> list[Any]:
    return [segment for segment in extract_segments(page) if segment.path.startswith("body.")]


def shape(value: Any) -> Any:
    """A body without its words: what it is made of, in which order, with which pictures, links and numbers."""
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items()}
    if isinstance(value, list):
        return [shape(part) for part in value]
    return value.count("<") if isinstance(value, str) and value not in KEPT else value


KEPT = {"member", "bg", "https://www.youtube.com/watch?v=abcdefghijk", "/en/members/", "heading", "text"}


def test_a_translator_gets_every_text_and_nothing_else(page: StandardPage) -> None:
    texts = [segment.string.data for segment in in_body(page) if isinstance(segment, StringSegmentValue)]

    assert sorted(texts) == sorted(ENGLISH)


def test_links_pictures_and_films_are_kept_but_may_differ_in_another_language(page: StandardPage) -> None:
    kept = [segment.data for segment in in_body(page) if isinstance(segment, OverridableSegmentValue)]

    links = {"https://example.org/examples", "https://www.youtube.com/watch?v=abcdefghijk", "/en/members/"}
    assert {value for value in kept if isinstance(value, str)} == links
    assert len([value for value in kept if isinstance(value, int)]) == 2  # the picture and the document


def test_translated_texts_come_back_to_their_places(page: StandardPage) -> None:
    german = StandardPage.objects.get(pk=make_page("de", "bausteine", page.translation_key, title="Bausteine").pk)

    ingest_segments(page, german, page.locale, german.locale, [_translated(segment) for segment in in_body(page)])
    german.save()
    german.refresh_from_db()

    original, translated = (one.body.get_prep_value() for one in (StandardPage.objects.get(pk=page.pk), german))
    assert shape(translated) == shape(original)
    left = [text for text in ENGLISH if text.split(" <")[0] in str(translated)]
    assert left == []


def _translated(segment: Any) -> Any:
    if isinstance(segment, StringSegmentValue):
        string = StringValue(segment.string.data.upper().replace('<A ID="A1"', '<a id="a1"').replace("</A>", "</a>"))
        return StringSegmentValue(segment.path, string, attrs=segment.attrs, order=segment.order)
    return segment


def test_the_desk_of_the_translator_opens(admin_client: Client, page: StandardPage) -> None:
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="de"))
    translation.save_target(publish=False)
    german = page.get_translation(translation.target_locale)

    response = admin_client.get(f"/admin/pages/{german.pk}/edit/")

    assert response.status_code == 200
    assert "Three steps" in response.content.decode()
