"""The way through the pages of a long list."""

import re

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string


def links(number: int, pages: int, address: str = "/en/news/") -> str:
    return render_to_string(
        "components/pagination.html", {"page": Paginator(range(pages), 1).page(number), "address": address}
    )


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [
        (1, 3, "1 2 3"),
        (1, 9, "1 2 3 … 9"),
        (5, 9, "1 2 3 4 5 6 7 8 9"),
        (6, 11, "1 … 4 5 6 7 8 … 11"),
        (9, 9, "1 … 7 8 9"),
        (4, 6, "1 2 3 4 5 6"),
    ],
)
def test_both_ends_and_what_is_near_are_offered(number: int, pages: int, shown: str) -> None:
    made = links(number, pages)

    assert " ".join(re.findall(r"(?:</span> |<span>)(\d+|…)<", made)) == shown
    assert re.findall(r'aria-current="page">.*?</span> (\d+)<', made) == [str(number)]


def test_a_list_of_one_page_needs_no_way_through_it() -> None:
    assert not links(1, 1).strip()


@pytest.mark.parametrize(
    ("first", "second"),
    [("/en/news/", "/en/news/?page=2"), ("/en/members/?q=a&sort=name", "/en/members/?q=a&amp;sort=name&amp;page=2")],
)
def test_the_first_page_is_the_list_itself_and_the_others_keep_what_was_asked(first: str, second: str) -> None:
    assert f'rel="next" href="{second}"' in links(1, 3, first)
    assert f'rel="prev" href="{first.replace("&", "&amp;")}"' in links(2, 3, first)
