"""From what a page of the demonstration says in TOML to the blocks of its body."""

import re
from collections.abc import Callable, Mapping, Sequence
from json import dumps
from typing import Any
from uuid import uuid4

from django.utils.translation import override
from wagtail.models import Page

from portal.demo.documents import Documents
from portal.pages.destinations import destination

_LINK = re.compile(r'<a href="(page|view):([^"]+)">')


class Links:
    """Where `page:project/portfolio`, `view:directory` and `https://…` lead in each language, and what is offered."""

    def __init__(self, pages: Mapping[str, Mapping[str, Page]], documents: Documents) -> None:
        self._pages = pages
        self.documents = documents

    def page(self, key: str, language: str) -> Page:
        """The page of that folder in the language, else in English. Raises KeyError where there is none."""
        editions = self._pages[key]
        return editions.get(language) or editions["en"]

    def view(self, name: str, language: str) -> str:
        """The address of one of the portal's own views. Raises KeyError for an unknown one."""
        found = destination(name)
        if found is None:
            raise KeyError(name)
        with override(language):
            return found.url

    def target(self, link: str, language: str) -> tuple[Page | None, str, str]:
        """A link as page, name of a view, and address elsewhere: one of them."""
        scheme, _colon, name = link.partition(":")
        if scheme == "page":
            return Page.objects.get(pk=self.page(name, language).pk), "", ""
        return (None, name, "") if scheme == "view" else (None, "", link)

    def chosen(self, link: str, language: str) -> dict[str, Any]:
        """A link as the block for links stores it."""
        page, view, address = self.target(link, language)
        return {
            "page": page.pk if page else None,
            "address": self.view(view, language) if view else address,
            "document": None,
        }

    def rich(self, html: str, language: str) -> str:
        """Text with its links as Wagtail stores them."""

        def stored(match: re.Match[str]) -> str:
            scheme, name = match.groups()
            if scheme == "page":
                return f'<a linktype="page" id="{self.page(name, language).pk}">'
            return f'<a href="{self.view(name, language)}">'

        return _LINK.sub(stored, html)


Convert = Callable[[Any, Links, str], Any]


def stream(items: Sequence[Mapping[str, Any]], links: Links, language: str) -> str:
    """The blocks of a body as a stream field stores them."""
    return dumps(
        [
            {"type": name, "value": _CONVERTERS[name](value, links, language), "id": str(uuid4())}
            for item in items
            for name, value in item.items()
        ]
    )


def _rich(value: str, links: Links, language: str) -> str:
    return links.rich(value, language)


def _as_it_is(value: Any, _links: Links, _language: str) -> Any:
    return value


def _accordion(value: list[dict[str, str]], links: Links, language: str) -> list[dict[str, str]]:
    return [{**item, "text": links.rich(item["text"], language)} for item in value]


def _call_to_action(value: dict[str, str], links: Links, language: str) -> dict[str, Any]:
    return {**value, "link": links.chosen(value["link"], language)}


def _table(value: dict[str, Any], _links: Links, _language: str) -> dict[str, Any]:
    return {
        "columns": [{"type": "text", "heading": heading} for heading in value["header"]],
        "rows": [{"values": row} for row in value["rows"]],
        "caption": value["caption"],
    }


def _downloads(value: list[dict[str, str]], links: Links, _language: str) -> list[dict[str, Any]]:
    return [{**item, "document": links.documents.named(item["document"], item["title"]).pk} for item in value]


_CONVERTERS: Mapping[str, Convert] = {
    "text": _rich,
    "quote": _as_it_is,
    "figures": _as_it_is,
    "accordion": _accordion,
    "call_to_action": _call_to_action,
    "cards": _as_it_is,
    "table": _table,
    "downloads": _downloads,
}
