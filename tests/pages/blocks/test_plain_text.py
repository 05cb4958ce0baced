"""What a body says, in words alone."""

import pytest

from portal.pages.blocks import plain_text
from portal.pages.models import StandardPage
from tests.pages.factories import every_block, make_page

pytestmark = pytest.mark.django_db


def text_of(*blocks: tuple[str, object]) -> str:
    made = make_page("en", "blocks", title="Blocks", body=list(blocks))
    return plain_text(StandardPage.objects.get(pk=made.pk).body)


def test_every_text_of_a_body_can_be_searched() -> None:
    lines = text_of(*every_block()).splitlines()

    assert lines == [
        "Before you meet Ask for an example.",
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


def test_markup_and_addresses_are_not_among_the_words() -> None:
    text = text_of(*every_block())

    for stranger in ("<", ">", "http", "youtube", "/en/members/", "member"):
        assert stranger not in text


def test_letters_are_read_as_they_are_meant() -> None:
    assert text_of(("text", "<p>Ämter &amp; Behörden: 3 &lt; 4</p>")) == "Ämter & Behörden: 3 < 4"


def test_a_body_without_blocks_says_nothing() -> None:
    assert text_of() == ""
