"""The texts of the site: in every language, with links that lead somewhere and only the mark-up editors may use."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

import portal.demo

SITE = Path(portal.demo.__file__).parent / "content" / "site"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
FOLDERS = sorted(path.parent for path in SITE.rglob("page.toml"))
KEYS = {folder.relative_to(SITE).as_posix() for folder in FOLDERS}
TEXTS = sorted(path for folder in FOLDERS for path in folder.glob("??.toml"))

TAGS = {"h2", "h3", "p", "ul", "ol", "li", "strong", "em", "a"}
SHAPES = {
    "text": str,
    "quote": {"text", "attribution"},
    "figures": {"figure", "label", "source"},
    "accordion": {"title", "text"},
    "call_to_action": {"text", "label", "link"},
    "cards": {"kind", "title", "number"},
    "table": {"caption", "header", "rows"},
    "downloads": {"document", "title", "language"},
}


def key_of(path: Path) -> str:
    return path.relative_to(SITE).as_posix()


@cache
def read(path: Path) -> dict[str, Any]:
    return loads(path.read_text(encoding="utf-8"))


def html_of(text: dict[str, Any]) -> Iterator[str]:
    for item in text.get("body", []):
        if "text" in item:
            yield item["text"]
        for part in item.get("accordion", []):
            yield part["text"]


def links_of(text: dict[str, Any]) -> list[str]:
    links = [link for html in html_of(text) for link in re.findall(r'href="([^"]*)"', html)]
    links += [item["call_to_action"]["link"] for item in text.get("body", []) if "call_to_action" in item]
    if "leads_to" in text:
        links.append(text["leads_to"]["link"])
    return links


def shape_of(text: dict[str, Any]) -> list[tuple[str, int]]:
    """The blocks of a body, with how many parts or paragraphs each has."""
    shape = []
    for item in text.get("body", []):
        ((kind, value),) = item.items()
        match kind:
            case "text":
                parts = len(re.findall(r"<(?:h2|h3|p|li)>", value))
            case "figures" | "accordion":
                parts = len(value)
            case "table":
                parts = len(value["rows"])
            case _:
                parts = 1
        shape.append((kind, parts))
    return shape


class WellFormed(HTMLParser):
    """Fails where a tag is not allowed, carries what it should not, or is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert [name for name, _value in attrs] == (["href"] if tag == "a" else [])
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        assert not data.strip() or self.open, f"{data!r} stands outside any element"


def test_a_page_has_its_texts_in_every_language() -> None:
    written = {key_of(folder): {path.stem for path in folder.glob("??.toml")} for folder in FOLDERS}

    assert {key: languages for key, languages in written.items() if languages != set(LANGUAGES)} == {}


def has_what_a_reader_and_a_search_engine_need(path: Path) -> None:
    page, text = read(path.parent / "page.toml"), read(path)

    assert text["title"]
    assert 0 < len(text["introduction"]) <= 500
    assert 60 <= len(text["search_description"]) <= 180
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text["slug"])
    assert ("image" in page) == bool(text.get("image_alt"))
    assert (page["type"] == "outcome") == ("leads_to" in text)
    assert (page["type"] == "partner") == ("city" in text)
    assert (page["type"] == "event") == ("place" in text)


def is_made_of_blocks_that_exist(path: Path) -> None:
    for item in read(path).get("body", []):
        ((kind, value),) = item.items()
        shape = SHAPES[kind]
        if shape is str:
            assert isinstance(value, str)
            continue
        for part in value if isinstance(value, list) else [value]:
            assert set(part) == shape
        if kind == "table":
            assert {len(row) for row in value["rows"]} == {len(value["header"])}


def uses_only_the_markup_that_editors_may_use(path: Path) -> None:
    for html in html_of(read(path)):
        parser = WellFormed()
        parser.feed(html)
        parser.close()
        assert not parser.open


def leads_to_pages_and_views_that_exist(path: Path) -> None:
    for link in links_of(read(path)):
        scheme, _colon, target = link.partition(":")
        match scheme:
            case "page":
                assert target in KEYS, link
            case "view":
                assert reverse(f"network:{target}")
            case _:
                assert link.startswith("https://"), link


def has_the_parts_and_the_links_of_the_english_text(path: Path) -> None:
    text, english = read(path), read(path.with_name("en.toml"))

    assert text.keys() == english.keys()
    assert shape_of(text) == shape_of(english)
    assert Counter(map(without_language, links_of(text))) == Counter(map(without_language, links_of(english)))


def without_language(link: str) -> str:
    """Links out of the portal may lead to another language's version; those within may not differ."""
    return "https:" if link.startswith("https:") else link


CHECKS = (
    has_what_a_reader_and_a_search_engine_need,
    is_made_of_blocks_that_exist,
    uses_only_the_markup_that_editors_may_use,
    leads_to_pages_and_views_that_exist,
    has_the_parts_and_the_links_of_the_english_text,
)


@pytest.mark.parametrize("check", CHECKS)
def test_every_text(check: Callable[[Path], None]) -> None:
    """Tells of all texts that are not as they should be, each with its file."""
    assert list(faults(check, TEXTS)) == []


def faults(check: Callable[[Path], None], paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        try:
            check(path)
        except Exception as fault:
            yield f"{path.parent.name}/{path.name}: {fault!r}"


def test_what_is_wrong_with_a_text_is_told_with_its_file(tmp_path: Path) -> None:
    parts = ["text = '<p onclick=\"x\">a</p>'", "text = '<a href=\"page:nowhere\">a</a>'", "unknown = 1"]
    facts = 'title = "A"\nslug = "A b"\nintroduction = ""\nsearch_description = "short"\n'
    wrong = facts + "".join(f"[[body]]\n{part}\n" for part in parts)
    for name, text in {"page": 'type = "standard"', "en": 'title = "A"', "bg": wrong}.items():
        (tmp_path / f"{name}.toml").write_text(text)

    for check in CHECKS:
        assert [fault.split(":")[0] for fault in faults(check, [tmp_path / "bg.toml"])] == [f"{tmp_path.name}/bg.toml"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_of_a_language_have_the_same_address(language: str) -> None:
    addresses = Counter((path.parent.parent, read(path)["slug"]) for path in TEXTS if path.stem == language)

    assert [address for address, count in addresses.items() if count > 1] == []
