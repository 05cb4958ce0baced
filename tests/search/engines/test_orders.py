"""In which order things come, and that each comes once however one pages."""

from datetime import UTC, datetime, timedelta

import pytest

from search.queries import Sort
from tests.network.factories import MemberFactory
from tests.pages.factories import make_article, make_event, make_events, make_news
from tests.search.engines.asking import Catalogue


def test_people_are_sorted_by_name_without_case_accents_or_script(catalogue: Catalogue) -> None:
    for name in ("Ёлка", "élise", "Anna", "Борис", "Łukasz", "zoe"):
        MemberFactory.create(name=name)
    catalogue.bring_up_to_date()

    assert catalogue.titles(sort=Sort.NAME) == ["Anna", "Борис", "élise", "Ёлка", "Łukasz", "zoe"]


def test_the_newest_come_first_where_nothing_was_typed(catalogue: Catalogue) -> None:
    for day, name in ((2, "Second"), (1, "First"), (3, "Third")):
        MemberFactory.create(name=name, joined=datetime(2026, 1, day, 9, tzinfo=UTC))
    catalogue.bring_up_to_date()

    assert catalogue.titles(sort=Sort.NEWEST) == catalogue.titles() == ["Third", "Second", "First"]


def test_moments_are_told_apart_to_the_microsecond(catalogue: Catalogue) -> None:
    moment = datetime(2026, 1, 1, 9, tzinfo=UTC)
    for number in (1, 3, 0, 2):
        MemberFactory.create(name=f"Number {number}", joined=moment + timedelta(microseconds=number))
    catalogue.bring_up_to_date()

    assert catalogue.titles() == ["Number 3", "Number 2", "Number 1", "Number 0"]


def test_words_can_be_asked_for_in_any_order(catalogue: Catalogue) -> None:
    for day, name in ((2, "Cara"), (1, "Abel"), (3, "Bela")):
        MemberFactory.create(name=name, city="Graz", joined=datetime(2026, 1, day, 9, tzinfo=UTC))
    MemberFactory.create(name="Somebody Else")
    catalogue.bring_up_to_date()

    assert catalogue.titles("graz", sort=Sort.NAME) == ["Abel", "Bela", "Cara"]
    assert catalogue.titles("graz", sort=Sort.NEWEST) == ["Bela", "Cara", "Abel"]


def test_of_things_that_are_as_good_the_newest_comes_first(catalogue: Catalogue) -> None:
    for day in (2, 5, 1, 4, 3):
        MemberFactory.create(name=f"Ivan Number{day}", joined=datetime(2026, 1, day, 9, tzinfo=UTC))
    catalogue.bring_up_to_date()

    assert catalogue.titles("ivan") == [f"Ivan Number{day}" for day in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize(
    ("text", "sort"),
    [("", Sort.NEWEST), ("", Sort.NAME), ("", Sort.RELEVANCE), ("ivan", Sort.RELEVANCE), ("ivan", Sort.NAME)],
)
def test_over_all_pages_each_thing_comes_once(catalogue: Catalogue, text: str, sort: Sort) -> None:
    """Also where all are as good as each other and as old, and many bear one name."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    for number in range(60):
        MemberFactory.create(name="Ivan Petrov" if number % 3 else f"Ivan {number}", joined=moment)
    catalogue.bring_up_to_date()

    pages = [catalogue.find(text, sort=sort, page=page, page_size=7) for page in range(1, 11)]
    keys = [key for page in pages for key in page.keys]

    assert len(keys) == len(set(keys)) == 60
    assert {page.total for page in pages} == {60}
    assert pages[9].keys == [], "a page past the last is empty and knows the total"
    assert keys == catalogue.find(text, sort=sort, page_size=100).keys, "whatever the size of the page"


def test_a_page_far_past_the_end_is_empty(catalogue: Catalogue) -> None:
    MemberFactory.create()
    catalogue.bring_up_to_date()

    for page, size in ((500, 20), (501, 20), (10_001, 1), (10**6, 200)):
        found = catalogue.find(page=page, page_size=size)
        assert (found.keys, found.total) == ([], 1)


def test_what_is_not_over_comes_by_when_it_starts(catalogue: Catalogue) -> None:
    events = make_events("en")
    for title, starts, hours in (("Later", 72, 2), ("Over", -5, 2), ("Now", -2, 4), ("Next", 24, 2)):
        make_event(events, title.lower(), title=title, in_hours=starts, hours=hours)
    make_article(make_news("en"), "article")
    catalogue.bring_up_to_date()

    def soonest(text: str = "", kinds: tuple[str, ...] = ("eventpage", "articlepage")) -> list[str]:
        found = catalogue.find(text, kinds=kinds, sort=Sort.SOONEST)
        assert found.total == len(found.keys)
        return catalogue.called(found.keys)

    assert soonest() == ["Now", "Next", "Later"]
    assert soonest("later") == ["Later"]
    assert soonest(kinds=("articlepage",)) == []


def test_whoever_wants_no_hit_is_told_how_many_there_are_all_the_same(catalogue: Catalogue) -> None:
    MemberFactory.create_batch(3)
    catalogue.bring_up_to_date()

    assert catalogue.find(page_size=0).total == 3
