"""What readers are given for each block."""

import re
from copy import copy
from html.parser import HTMLParser

import pytest
from django.test import Client

from search.projector import project_pending
from tests.network.factories import MemberFactory
from tests.pages.factories import a_film, described, every_block, make_image, make_page

pytestmark = pytest.mark.django_db


def body_of(client: Client, *blocks: tuple[str, object], language: str = "en") -> str:
    page = make_page(language, "blocks", title="Blocks", body=list(blocks))
    response = client.get(f"/{language}/{page.slug}/")
    assert response.status_code == 200
    html = response.content.decode()
    return html[html.index('<div class="prose body">') : html.index("</main>")]


def test_a_page_with_every_block_is_drawn_within_the_policy(client: Client) -> None:
    MemberFactory.create(name="Anna Berger")
    project_pending()

    body = body_of(client, *every_block())

    assert "Anna Berger" in body
    assert not re.search(r"\s(style|on\w+)=", body)
    assert not re.search(r"<script(?![^>]*\ssrc=)", body)
    for words in ("Before you meet", "Amina said", "Who reads it?", "A. Photographer", "Three steps", "5 of 6"):
        assert words in body


def test_markup_typed_into_fields_is_shown_as_it_was_typed(client: Client) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    blocks: list[tuple[str, object]] = [
        ("quote", {"text": evil, "attribution": evil, "role": evil}),
        ("accordion", [{"title": evil, "text": "<p>a</p>"}]),
        ("embed", a_film(title=evil, description=evil)),
        ("figures", [{"figure": evil, "label": evil, "source": evil}]),
        ("call_to_action", {"text": evil, "label": evil, "link": {"address": "/en/"}}),
    ]

    body = body_of(client, *blocks)

    assert "<script>" not in body
    assert "<img" not in body
    assert body.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 11


def test_a_picture_keeps_its_place_and_comes_in_several_sizes(client: Client) -> None:
    image = described(make_image(credit="A. Photographer"), "A tidy desk")

    body = body_of(client, ("image", {"image": image, "caption": "Morning"}))

    tag = re.findall(r"<img[^>]*>", body)[0]
    assert 'alt="A tidy desk"' in tag
    assert 'loading="lazy"' in tag
    assert 'width="1200"' in tag
    assert 'height="800"' in tag
    assert re.findall(r"\.webp (\d+)w", tag) == ["1200", "960", "480"]
    assert "Picture: A. Photographer" in body


def test_decoration_is_passed_over_by_screen_readers(client: Client) -> None:
    body = body_of(client, ("image", {"image": described(make_image("Lines"), ""), "caption": ""}))

    assert 'alt=""' in re.findall(r"<img[^>]*>", body)[0]
    assert "figcaption" not in body


def test_one_picture_is_described_anew_wherever_it_stands(client: Client) -> None:
    image = make_image()
    pictures = [
        ("image", {"image": described(copy(image), words), "caption": ""}) for words in ("A desk", "Where we met")
    ]

    body = body_of(client, *pictures)

    assert re.findall(r'alt="([^"]*)"', body) == ["A desk", "Where we met"]


def test_a_page_outlives_its_pictures_and_documents(client: Client) -> None:
    blocks = every_block()
    page = make_page("en", "left", title="Left", body=blocks)
    for _name, value in blocks:
        if isinstance(value, dict) and "image" in value:
            value["image"].delete()
        elif isinstance(value, list) and "document" in value[0]:
            value[0]["document"].delete()

    response = client.get(f"/en/{page.slug}/")

    assert response.status_code == 200
    assert "Three steps" in response.content.decode()
    assert "The guide to keep" not in response.content.decode()


def test_tables_say_what_their_headings_are_for(client: Client) -> None:
    body = body_of(client, *[block for block in every_block() if block[0] == "table"])

    assert re.findall(r'<th scope="col"[^>]*>([^<]*)', body) == ["Step", "Meaning"]
    assert re.findall(r'<th scope="row">([^<]*)', body) == ["Explore", "Name"]
    assert re.search(r"<caption>\s*<span>Three steps</span>\s*</caption>", body)
    assert re.search(r'role="region"\s+aria-label="Three steps"\s+tabindex="0"', body)


def test_a_download_says_what_one_gets(client: Client) -> None:
    body = body_of(client, *[block for block in every_block() if block[0] == "downloads"])

    assert re.findall(r"<span>([^<]*)</span>", body) == ["PDF", "1.8\xa0KB", "Bulgarian"]
    assert 'hreflang="bg"' in body
    assert re.search(r'href="/documents/\d+/guide[^"]*\.pdf"', body)


class Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


ACCORDION = ("accordion", [{"title": "One", "text": "<p>1</p>"}, {"title": "Two", "text": "<p>2</p>"}])
HEADED = ("text", "<h2>A</h2><p>a</p>")
CARDS = ("cards", {"kind": "member", "title": "", "number": 1})


@pytest.mark.parametrize(
    ("blocks", "levels"),
    [
        ([ACCORDION], [2, 2]),
        ([HEADED, ACCORDION], [2, 3, 3]),
        ([CARDS, ACCORDION], [2, 3, 3, 3]),
        ([ACCORDION, HEADED, ACCORDION], [2, 2, 2, 3, 3]),
        ([("text", "<p>no heading</p>"), ACCORDION], [2, 2]),
    ],
)
def test_headings_of_blocks_skip_no_level(client: Client, blocks: list[tuple[str, object]], levels: list[int]) -> None:
    MemberFactory.create(name="Anna Berger")
    project_pending()
    headings = Headings()

    headings.feed(body_of(client, *blocks))

    assert headings.levels == levels


def test_cards_are_what_a_visitor_may_see_whoever_reads(admin_client: Client) -> None:
    MemberFactory.create(name="Anna Berger")
    MemberFactory.create(name="Hidden Person", visibility="members")
    project_pending()

    body = body_of(admin_client, ("cards", {"kind": "member", "title": "", "number": 6}))

    assert "Anna Berger" in body
    assert "Hidden Person" not in body
    assert '<h2 class="visually-hidden">Members</h2>' in body


def test_cards_of_which_there_are_none_leave_no_trace(client: Client) -> None:
    body = body_of(client, CARDS, ("cards", {"kind": "unicorn", "title": "Unicorns", "number": 2}))

    assert "<h2" not in body
    assert "Unicorns" not in body


@pytest.mark.parametrize(
    ("address", "language", "href"),
    [
        ("/en/members/?works_in=AT", "bg", "/bg/members/?works_in=AT"),
        ("https://example.org/a", "bg", "https://example.org/a"),
        ("javascript:alert(1)", "en", None),
        ("//evil.example/", "en", None),
        ("/\\evil.example/", "en", None),
        ("http://example.org/", "en", None),
    ],
)
def test_a_button_leads_only_where_one_may_go(client: Client, address: str, language: str, href: str | None) -> None:
    call = ("call_to_action", {"text": "a", "label": "Go", "link": {"address": address}})

    found = re.findall(r'href="([^"]*)"', body_of(client, call, language=language))

    assert found == ([href] if href else [])


def test_a_button_leads_to_its_page_in_the_readers_language(client: Client) -> None:
    english = make_page("en", "target")
    make_page("bg", "tsel", english.translation_key)
    only_english = make_page("en", "only")
    calls = [
        ("call_to_action", {"text": "a", "label": "Go", "link": {"page": page}}) for page in (english, only_english)
    ]

    body = body_of(client, *calls, language="bg")

    assert re.findall(r'href="([^"]*)"', body) == ["/bg/tsel/", "/bg/only/"]


def test_a_film_that_may_no_longer_be_shown_leaves_no_trace(client: Client) -> None:
    body = body_of(client, ("embed", a_film(address="https://films.example/watch/1")))

    assert "films.example" not in body
    assert "A film of hands" not in body
