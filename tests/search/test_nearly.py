"""Which words of a question may be mistyped, and how many may be missing."""

import pytest
from django.contrib.auth.models import AnonymousUser

from search.finding import find
from search.queries import Query, Viewer
from tests.network.factories import MemberFactory
from tests.search.engines.asking import Catalogue
from tests.search.indexed import catalogue

__all__ = ["catalogue"]

pytestmark = pytest.mark.django_db


def asked(text: str, **more: object) -> Query:
    return Query(Viewer(AnonymousUser()), ("member",), "en", text, **more)  # type: ignore[arg-type]  # as each test says


@pytest.mark.parametrize(
    ("text", "required"), [("anna", 1), ("anna berg", 1), ("anna berg graz", 2), ("anna berg graz housing women", 3)]
)
def test_of_several_words_one_or_two_may_be_missing(text: str, required: int) -> None:
    assert asked(text).required == len(text.split()), "unless that is asked for"
    assert asked(text, nearly=True).required == required


def test_only_words_that_nothing_says_are_taken_for_mistyped() -> None:
    query = asked("housng advice", nearly=True, mistyped=frozenset(["housng"]))

    assert query.may_be_mistyped("housng")
    assert not query.may_be_mistyped("advice")
    assert asked("housng", nearly=True).may_be_mistyped("housng")
    assert not asked("housng").may_be_mistyped("housng")


def test_every_page_answers_what_the_first_took_to_be_meant(catalogue: Catalogue) -> None:
    for name in ("Tamutzib One", "Tamutzibo Two"):
        MemberFactory.create(name=name)
    catalogue.bring_up_to_date()

    pages = [find(asked("tamutazib", page=page, page_size=1)) for page in (1, 2, 3)]

    assert {results.query.text for results in pages} == {"tamutzib"}
    assert len({results.total for results in pages}) == 1
