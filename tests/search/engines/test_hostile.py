"""Whatever is typed or chosen gets an answer."""

import pytest

from search.queries import Sort
from tests.network.factories import MemberFactory
from tests.search.engines.asking import Catalogue, Needs

TEXTS = [
    '"',
    "''; DROP TABLE network_member; --",
    "%%% ___",
    "\\",
    "*",
    "anna*",
    ")(",
    "((((",
    "a\0b",
    "\0",
    "x" * 10_000,
    "x " * 5_000,
    "😀🏳️‍🌈",
    "مرحبا بالعالم",
    "\u202eRTL\u202c",
    "\ud800",
    "anna\udfff berg",
    "<script>alert(1)</script>",
    "AND OR NOT NEAR/3",
    "+anna -berg AND (",
    "name:anna",
    "words:/.*/",
    "[a TO z}",
    "[]{}^~?|&!",
    "anna~2^9",
    "\r\nSet-Cookie: a=b",
    "你好 世界",
    "ﬀ ǆ ß İ",
    "l'l'l'l' d’ qu'",
    "1 22 333 4444",
]


@pytest.fixture(autouse=True)
def somebody(catalogue: Catalogue) -> None:
    MemberFactory.create(name="Anna Berg", city="100% Graz_", texts={"en": ("A", "B"), "bg": ("А", "Б")})
    catalogue.bring_up_to_date()


def test_whatever_is_typed_gets_an_answer(catalogue: Catalogue) -> None:
    for text in TEXTS:
        for sort in Sort:
            for typos in (False, True):
                found = catalogue.find(text, sort=sort, nearly=typos, count=("works_in", "kind"))
                assert found.total in (0, 1), text
                assert len(found.keys) == found.total, text


def test_whatever_is_chosen_gets_an_answer(catalogue: Catalogue) -> None:
    catalogue.needs(Needs.ANY_TERM)
    for term in TEXTS:
        for group in ("works_in", "language", "kind"):
            found = catalogue.find(facets={group: (term, "x")}, count=("works_in", "kind"))
            assert (found.keys, found.total) == ([], 0), (group, term)


def test_signs_of_query_languages_mean_nothing(catalogue: Catalogue) -> None:
    for text in ("b*rg", "b?rg", "/b.rg/", "name:anna", "anna OR zoe", "anna -zoe", "[anna TO zoe]", "zoe^9"):
        assert catalogue.find(text).total == 0, text
    assert catalogue.titles("(anna)") == catalogue.titles('"anna berg"') == catalogue.titles("-anna") == ["Anna Berg"]


def test_signs_alone_are_no_question(catalogue: Catalogue) -> None:
    assert catalogue.titles("% _ *") == ["Anna Berg"]
