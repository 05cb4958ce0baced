"""A long list of pages, a piece at a time."""

from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from django.http import HttpRequest
from wagtail.models import Page

from portal.pages.querysets import EditorialPageQuerySet
from search.paging import Pager, pager


@dataclass(frozen=True, slots=True)
class Listing:
    """One piece of a list, with the way to the others."""

    pages: list[Page]
    number: int
    total: int
    pager: Pager


def listing(found: EditorialPageQuerySet, request: HttpRequest, size: int) -> Listing:
    """The piece that the address asks for with `page`; the nearest one where it asks for none that exists."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    total = found.count()
    last = max(1, ceil(total / size))
    number = min(max(number, 1), last)
    pages = list(found[(number - 1) * size : number * size]) if total else []
    return Listing(pages, number, total, pager(number, last, lambda page: _address(request.path, page)))


def _address(path: str, page: int) -> str:
    return f"{path}?{urlencode({'page': page})}" if page > 1 else path
