"""What an editor is told when a block can't stay as it is."""

from typing import Any

import pytest
from wagtail.blocks import StreamValue

from portal.pages.blocks import BODY_BLOCKS
from portal.pages.blocks.table import table_of
from tests.pages.blocks.forms import cleaned, complaints
from tests.pages.factories import a_film, described, every_block, make_document, make_image, make_page

pytestmark = pytest.mark.django_db

ACCORDION = ("accordion", [{"title": "One", "text": "<p>1</p>"}])
CARDS = ("cards", {"kind": "member", "title": "", "number": 1})


def test_a_body_with_every_block_is_taken() -> None:
    assert len(cleaned(*every_block())) == 10


@pytest.mark.parametrize(
    "blocks",
    [
        [("text", "<h3>Small</h3><p>a</p>")],
        [ACCORDION, ("text", "<h3>Small</h3><p>a</p>")],
        [("text", "<p>a</p>"), ("text", "<h3>Small</h3><h2>Large</h2>")],
    ],
)
def test_a_smaller_heading_needs_a_larger_one_above_it(blocks: list[tuple[str, Any]]) -> None:
    assert "no larger one above it" in complaints(*blocks)


@pytest.mark.parametrize(
    "blocks",
    [
        [("text", "<h2>Large</h2><h3>Small</h3>")],
        [("text", "<h2>Large</h2>"), ACCORDION, ("text", "<h3>Small</h3>")],
        [CARDS, ("text", "<h3>Small</h3>")],
    ],
)
def test_a_smaller_heading_below_a_larger_one_is_taken(blocks: list[tuple[str, Any]]) -> None:
    assert complaints(*blocks) == ""


@pytest.mark.parametrize("words", ["here", "Click here!", "Read more…", "ICI", "тук", "más", "weiterlesen →", " "])
def test_a_link_has_to_say_where_it_leads(words: str) -> None:
    linked = f'<p>See <a href="https://example.org/">{words}</a>.</p>'

    assert "doesn't say where it leads" in complaints(("text", linked))
    assert "doesn't say where it leads" in complaints(("accordion", [{"title": "One", "text": linked}]))


def test_a_link_in_words_is_taken() -> None:
    assert complaints(("text", '<p><a href="https://example.org/">What to bring here</a></p>')) == ""


def test_a_draft_may_be_saved_before_it_is_right() -> None:
    unfinished = BODY_BLOCKS.normalize(
        [
            ("text", '<h3>Small</h3><p><a href="https://a.example/">here</a></p>'),
            ("call_to_action", {"text": "a"}),
            ("call_to_action", {"link": {"page": make_page("en", "target"), "address": "example.org"}}),
            ("embed", {"address": "https://films.example/w/1"}),
            ("embed", {"address": "framatube"}),
        ]
    )
    BODY_BLOCKS.defer_required_validation()
    try:
        assert isinstance(BODY_BLOCKS.clean(unfinished), StreamValue)
    finally:
        BODY_BLOCKS.restore_deferred_validation()


def test_a_picture_is_described_or_said_to_be_decoration() -> None:
    image = make_image()

    image.contextual_alt_text, image.decorative = "", False
    assert "alt text" in complaints(("image", {"image": image, "caption": ""}))
    assert complaints(("image", {"image": described(image, ""), "caption": ""})) == ""


def test_a_button_leads_to_exactly_one_place() -> None:
    page, document = make_page("en", "target"), make_document()

    def told(**link: Any) -> str:
        return complaints(("call_to_action", {"text": "a", "label": "Go", "link": link}))

    assert "Say where the button leads" in told()
    assert "one target only" in told(page=page, address="https://example.org/")
    assert "one target only" in told(page=page, document=document)
    assert told(page=page) == told(document=document) == told(address="https://example.org/") == ""
    assert told(address="/en/members/?works_in=AT") == ""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "http://example.org/",
        "//evil.example/",
        "/\\evil.example/",
        "/\t/evil.example/",
        "data:text/html,a",
        "members",
        "https://",
        "https://" + "a" * 500 + ".example/",
    ],
)
def test_a_button_leads_to_no_strange_address(address: str) -> None:
    assert complaints(("call_to_action", {"text": "a", "label": "Go", "link": {"address": address}}))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (table_of("", ["A"], [["a"]]), "caption"),
        (table_of("About", [" ", "B"], [["a", "b"]]), "every column"),
        (table_of("About", ["A"], []), "at least one"),
        (table_of("About", ["A"] * 9, [["a"] * 9]), "too large"),
        (table_of("About", ["A", "B"], [["a", "b"]] * 61), "too large"),
        (table_of("A" * 251, ["A"], [["a"]]), "Shorten"),
        (table_of("About", ["A", "B"], [["", "b"]]), "required"),
    ],
)
def test_a_table_says_what_its_parts_are(table: Any, said: str) -> None:
    assert said in complaints(("table", table))


def test_headings_of_rows_stand_first() -> None:
    columns = [{"type": "text", "heading": "A"}, {"type": "heading", "heading": "B"}]
    table = {"columns": columns, "rows": [{"values": ["a", "b"]}], "caption": "About"}

    assert "first column" in complaints(("table", table))


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (("figures", [{"figure": "1", "label": "one", "source": ""}] * 5), "4"),
        (("figures", [{"figure": "1" * 17, "label": "one", "source": ""}]), "16"),
        (("cards", {"kind": "member", "title": "", "number": 7}), "6"),
        (("cards", {"kind": "member", "title": "", "number": 0}), "1"),
        (("cards", {"kind": "unicorn", "title": "", "number": 1}), "unicorn"),
        (("accordion", []), "minimum number"),
        (("accordion", [{"title": "a", "text": "<p>a</p>"}] * 31), "30"),
        (("quote", {"text": "a" * 601}), "600"),
        (("quote", {"text": ""}), "fill this in"),
        (("downloads", [{"document": None, "title": "a", "language": "bg"}]), "fill this in"),
        (("embed", a_film(title="")), "required"),
        (("embed", a_film(description="")), "fill this in"),
        (("embed", a_film(address="https://films.example/watch/1")), "YouTube, Vimeo"),
        (("text", "<p>" + "a" * 20_001 + "</p>"), "20"),
    ],
)
def test_every_block_knows_its_limits(block: tuple[str, Any], said: str) -> None:
    assert said in complaints(block)


def test_a_body_has_an_end() -> None:
    assert "80" in complaints(*[("text", "<p>a</p>")] * 81)
