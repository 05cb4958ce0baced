"""The way through the pages of a long list, for Django's own paginator."""

from collections.abc import Iterator

from django import template
from django.core.paginator import Page

register = template.Library()


@register.filter
def numbers(page: "Page[object]") -> Iterator[int | str]:
    """The numbers to offer: both ends and what is near, with the paginator's ellipsis for a gap."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def on_page(address: str, number: int) -> str:
    """Where page `number` is of a list whose first page is at `address`."""
    if number == 1:
        return address
    return f"{address}{'&' if '?' in address else '?'}page={number}"
