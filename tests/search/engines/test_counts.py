"""Totals and counts are true, whatever was chosen."""

from random import Random

import pytest

from network.directory import GROUPS
from search.queries import KIND, Query
from tests.network.brute_force import counts, matching, shown_to
from tests.network.factories import MemberFactory
from tests.network.test_finding_people import PEOPLE, random_people, random_selection, viewer
from tests.pages.factories import make_article, make_event, make_events, make_news
from tests.search.engines.asking import VISITOR, Catalogue, Needs, pks


@pytest.fixture
def people(catalogue: Catalogue) -> None:
    MemberFactory.create(
        name="Anna", countries=["AT", "FR"], languages={"tr": "B2", "bg": "A1"}, expertises=["housing"]
    )
    MemberFactory.create(name="Berta", countries=["AT"], languages={"tr": "A2"}, expertises=["housing", "mediation"])
    MemberFactory.create(name="Clara", countries=["FR"], languages={"bg": "C2"})
    catalogue.bring_up_to_date()


@pytest.mark.usefixtures("people")
def test_terms_of_a_group_are_alternatives_and_its_counts_ignore_its_own_choice(catalogue: Catalogue) -> None:
    found = catalogue.find(facets={"works_in": ("AT", "IS")}, count=("works_in", "expertise"))

    assert set(catalogue.called(found.keys)) == {"Anna", "Berta"}
    assert found.total == 2
    assert found.counts["works_in"] == {"AT": 2, "FR": 2}
    assert found.counts["expertise"] == {"housing": 2, "mediation": 1}


@pytest.mark.usefixtures("people")
def test_languages_add_up_and_count_what_choosing_them_would_show(catalogue: Catalogue) -> None:
    found = catalogue.find(facets={"language": ("tr:A2", "bg:A1")}, count=("language", "works_in"))

    assert catalogue.called(found.keys) == ["Anna"]
    assert found.counts["language"] == {"tr:A1": 1, "tr:A2": 1, "tr:B1": 1, "tr:B2": 1, "bg:A1": 1}
    assert found.counts["works_in"] == {"AT": 1, "FR": 1}


@pytest.mark.usefixtures("people")
def test_words_and_choices_narrow_together(catalogue: Catalogue) -> None:
    chosen = {"works_in": ("AT",), "expertise": ("housing",)}

    assert catalogue.titles("berta", facets=chosen) == ["Berta"]
    found = catalogue.find("berta", facets=chosen, count=("works_in",), tally=("expertise",))
    assert (found.counts["works_in"], found.counts["expertise"]) == ({"AT": 1}, {"housing": 1, "mediation": 1})


@pytest.mark.usefixtures("people")
def test_where_nothing_matches_there_are_no_counts(catalogue: Catalogue) -> None:
    found = catalogue.find(facets={"works_in": ("IS",), "expertise": ("mediation",)}, count=("works_in", "expertise"))

    assert (found.keys, found.total) == ([], 0)
    assert found.counts["works_in"] == {"AT": 1}
    assert not found.counts.get("expertise")


@pytest.mark.usefixtures("people")
def test_an_unknown_term_or_group_finds_nothing(catalogue: Catalogue) -> None:
    for facets in ({"works_in": ("nowhere",)}, {"language": ("tr:A1", "nowhere")}, {"nothing": ("x",)}):
        assert catalogue.find(facets=facets).total == 0, facets


@pytest.mark.usefixtures("people")
def test_there_are_as_many_as_the_total_says(catalogue: Catalogue) -> None:
    for text, facets in (("", {}), ("anna", {}), ("", {"works_in": ("FR",)}), ("nobody", {})):
        query = Query(VISITOR, ("member",), "en", text, facets)
        found = catalogue.engine.find(query)
        assert catalogue.engine.count(query) == found.total == len(found.keys)


def test_kinds_are_a_group_too(catalogue: Catalogue) -> None:
    news, events = make_news("en"), make_events("en")
    for number in range(3):
        make_article(news, f"article-{number}", introduction="Portfolio")
    make_event(events, "event", introduction="Portfolio")
    MemberFactory.create(texts={"en": ("Portfolio", "")})
    catalogue.bring_up_to_date()
    kinds = ("articlepage", "eventpage", "member")

    found = catalogue.find("portfolio", kinds=kinds, count=(KIND,))
    assert found.total == 5
    assert found.counts[KIND] == {"articlepage": 3, "eventpage": 1, "member": 1}

    chosen = catalogue.find("portfolio", kinds=kinds, facets={KIND: ("eventpage", "member")}, count=(KIND,))
    assert chosen.total == len(chosen.keys) == 2
    assert chosen.counts[KIND] == {"articlepage": 3, "eventpage": 1, "member": 1}
    assert catalogue.find("portfolio", kinds=("eventpage",), count=(KIND,)).counts[KIND] == {"eventpage": 1}


@pytest.mark.parametrize("name", ["visitor", "member", "peer"])
def test_random_selections_equal_brute_force(catalogue: Catalogue, name: str) -> None:
    chance = Random(f"20261123 {name}")
    random_people(chance, PEOPLE)
    account = viewer(name)
    catalogue.bring_up_to_date()
    people, looking = shown_to(account), VISITOR.of(account)
    selections = [{}, *(random_selection(chance) for _number in range(100))]

    for chosen in selections:
        found = catalogue.find(viewer=looking, facets=chosen, count=GROUPS, page_size=200)
        expected = matching(people, chosen)
        assert sorted(pks(found)) == sorted(one.pk for one in expected), chosen
        assert found.total == len(expected)
        for group, told in counts(people, chosen).items():
            assert found.counts.get(group, {}) == {term: number for term, number in told.items() if number}, chosen


def test_more_terms_than_a_page_shows_are_counted(catalogue: Catalogue) -> None:
    catalogue.needs(Needs.INDEX)
    countries = ["AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"]
    for country in countries:
        MemberFactory.create(countries=[country])
    catalogue.bring_up_to_date()

    assert catalogue.find(count=("works_in",)).counts["works_in"] == dict.fromkeys(countries, 1)
