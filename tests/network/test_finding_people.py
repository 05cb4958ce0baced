"""`find` against brute force: random selections over random people, for each kind of viewer."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from django.contrib.auth.models import AnonymousUser

from network.directory import GROUPS
from network.models import Member
from network.querysets import Account
from network.states import MembershipState
from network.visibility import PROFILE_FIELDS, Visibility
from portal.vocabulary.languages import Level
from portal.vocabulary.models import Audience, Expertise
from search.finding import Results, count, find
from search.projector import project_pending
from search.queries import Query, Sort, Viewer
from tests.accounts.factories import UserFactory
from tests.network.brute_force import Selection, Shown, counts, matching, shown_to
from tests.network.factories import MemberFactory, join

pytestmark = pytest.mark.django_db

PEOPLE = 80
SELECTIONS = 300
SEED = 20261123
COUNTRIES = ["AT", "BG", "ES", "FR", "GB", "DE"]
LANGUAGES = ["tr", "bg", "fr", "ar", "de"]
NETWORKS = ["EU", "AT", "BG", "FR"]
MOSTLY_PUBLIC = [Visibility.PUBLIC, Visibility.PUBLIC, Visibility.MEMBERS, Visibility.NETWORKS, Visibility.NOBODY]


def some(chance: Random, values: list[str], most: int) -> list[str]:
    return chance.sample(values, chance.randint(0, most))


def random_people(chance: Random, number: int) -> None:
    expertises = list(Expertise.objects.values_list("slug", flat=True))[:8]
    audiences = list(Audience.objects.values_list("slug", flat=True))[:5]
    for _person in range(number):
        MemberFactory.create(
            networks=some(chance, NETWORKS, 2),
            countries=some(chance, COUNTRIES, 3),
            languages={code: chance.choice(Level.values) for code in some(chance, LANGUAGES, 3)},
            expertises=some(chance, expertises, 4),
            audiences=some(chance, audiences, 3),
            user=UserFactory.create(is_active=chance.random() > 0.1) if chance.random() > 0.8 else None,
            **{f"{field}_visibility": chance.choice(MOSTLY_PUBLIC) for field in PROFILE_FIELDS},
        )


def random_selection(chance: Random) -> Selection:
    level = chance.choice(Level.values)
    chosen = {
        "works_in": some(chance, [*COUNTRIES, "IS"], 2),
        "language": [f"{code}:{level}" for code in some(chance, LANGUAGES, 2)],
        "expertise": some(chance, list(Expertise.objects.values_list("slug", flat=True))[:8], 2),
        "audience": some(chance, list(Audience.objects.values_list("slug", flat=True))[:5], 2),
        "network": some(chance, NETWORKS, 2),
    }
    asked = chance.sample(GROUPS, chance.choice([0, 1, 1, 2, 2, 3]))
    return {group: tuple(terms) for group, terms in chosen.items() if terms and group in asked}


def viewers() -> dict[str, Account]:
    """A visitor, an account in no network, a member of one where few are, one of two, and one who only applied."""
    alone = MemberFactory.create(user=UserFactory.create(), networks=["ES"])
    peer = MemberFactory.create(user=UserFactory.create(), networks=["EU", "AT"], visibility=Visibility.NETWORKS)
    applicant = MemberFactory.create(user=UserFactory.create(), networks=[])
    join(applicant, "EU", MembershipState.APPLIED)
    return {
        "visitor": AnonymousUser(),
        "account": UserFactory.create(),
        "member": _account(alone),
        "peer": _account(peer),
        "applicant": _account(applicant),
    }


def _account(member: Member) -> Account:
    assert member.user is not None
    return member.user


def asked(account: Account, chosen: Selection) -> Results:
    viewer = Viewer.of(account)
    return find(Query(viewer, ("member",), "en", facets=chosen, count=GROUPS, page_size=200))


def assert_true(results: Results, people: list[Shown], chosen: Selection) -> None:
    expected = matching(people, chosen)
    assert {hit.pk for hit in results.hits} == {one.pk for one in expected}
    assert len(results.hits) == results.total == len(expected)
    told = {group: {facet.term: facet.count for facet in results.facets[group]} for group in GROUPS}
    assert told == counts(people, chosen)
    for group in GROUPS:
        assert {facet.term for facet in results.facets[group] if facet.selected} == set(chosen.get(group, ()))


def test_totals_hits_and_every_count_equal_brute_force() -> None:
    chance = Random(SEED)
    random_people(chance, PEOPLE)
    accounts = viewers()
    project_pending()
    people = {name: shown_to(account) for name, account in accounts.items()}
    assert len({len(shown) for shown in people.values()}) > 2, "the viewers should see different people"

    for number in range(SELECTIONS):
        name = list(accounts)[number % len(accounts)]
        chosen = random_selection(chance)
        assert_true(asked(accounts[name], chosen), people[name], chosen)


def test_hits_show_just_what_the_viewer_may_read() -> None:
    chance = Random(SEED + 1)
    random_people(chance, 25)
    accounts = viewers()
    project_pending()

    for account in accounts.values():
        shown = {one.pk: one for one in shown_to(account)}
        for hit in asked(account, {}).hits:
            terms = {group: set(values) for group, values in hit.facets.items()}
            assert terms == shown[hit.pk].terms


def test_pages_show_everybody_once() -> None:
    chance = Random(SEED + 2)
    random_people(chance, 25)
    project_pending()
    everybody = [one.pk for one in shown_to(AnonymousUser())]

    for sort in Sort:
        query = Query(Viewer.of(AnonymousUser()), ("member",), "en", sort=sort, page_size=4)
        pages = [find(replace(query, page=page)) for page in range(1, find(query).pages + 1)]
        assert sorted(hit.pk for page in pages for hit in page.hits) == sorted(everybody)


Find = Callable[..., Results]


@pytest.fixture
def visitor_finds() -> Find:
    def visitor_finds(**chosen: tuple[str, ...]) -> Results:
        project_pending()
        return asked(AnonymousUser(), chosen)

    return visitor_finds


def counted(results: Results, group: str) -> dict[str, int]:
    return {facet.term: facet.count for facet in results.facets[group]}


def test_languages_add_up(visitor_finds: Find) -> None:
    both = MemberFactory.create(languages={"bg": "B1", "fr": "B1"})
    MemberFactory.create(languages={"bg": "C2"})
    MemberFactory.create(languages={"fr": "C2"})

    results = visitor_finds(language=("bg:A1", "fr:A1"))

    assert [hit.pk for hit in results.hits] == [both.pk]


def test_a_level_belongs_to_its_language(visitor_finds: Find) -> None:
    MemberFactory.create(languages={"tr": "A2", "de": "C2"})

    assert visitor_finds(language=("tr:A2",)).total == 1
    assert visitor_finds(language=("tr:B1",)).total == 0
    assert visitor_finds(language=("tr:C2",)).total == 0


def test_a_language_is_counted_with_all_that_is_chosen(visitor_finds: Find) -> None:
    MemberFactory.create(languages={"bg": "A1", "fr": "A1"})
    MemberFactory.create(languages={"bg": "A1"})
    MemberFactory.create(languages={"fr": "A1"})

    assert counted(visitor_finds(language=("bg:A1",)), "language") == {"bg:A1": 2, "fr:A1": 1}


def test_values_in_other_groups_are_alternatives(visitor_finds: Find) -> None:
    MemberFactory.create(countries=["AT"])
    MemberFactory.create(countries=["FR"])
    MemberFactory.create(countries=["ES"])

    results = visitor_finds(works_in=("AT", "FR"))

    assert results.total == 2
    assert counted(results, "works_in") == {"AT": 1, "FR": 1, "ES": 1}


def test_groups_narrow_each_other(visitor_finds: Find) -> None:
    MemberFactory.create(countries=["AT"], expertises=["housing"])
    MemberFactory.create(countries=["FR"], expertises=["mediation"])

    results = visitor_finds(works_in=("AT",), expertise=("mediation",))

    assert results.total == 0
    assert counted(results, "works_in") == {"AT": 0, "FR": 1}
    assert counted(results, "expertise") == {"housing": 1, "mediation": 0}


def test_a_chosen_value_stays_with_a_count_of_nobody(visitor_finds: Find) -> None:
    MemberFactory.create(countries=["AT"])

    facets = visitor_finds(works_in=("IS",), network=("BG",)).facets

    assert [(one.term, one.label, one.count) for one in facets["works_in"] if one.selected] == [("IS", "Iceland", 0)]
    assert [(one.term, one.label, one.count) for one in facets["network"] if one.selected] == [("BG", "Bulgaria", 0)]


def test_a_value_that_nobody_knows_finds_nobody(visitor_finds: Find) -> None:
    MemberFactory.create(expertises=["housing"])

    results = visitor_finds(expertise=("no-such-thing",))

    assert results.total == 0
    assert counted(results, "expertise") == {"housing": 1}


def test_facets_are_labelled_in_the_readers_language() -> None:
    MemberFactory.create(countries=["AT"], languages={"tr": "B2"}, expertises=["mediation"])
    project_pending()

    found = find(Query(Viewer.of(AnonymousUser()), ("member",), "bg", count=GROUPS))

    assert [facet.label for facet in found.facets["works_in"]] == ["Австрия"]
    assert [facet.label for facet in found.facets["expertise"]] == ["Междукултурна медиация"]
    assert "Турски B2" in [facet.label for facet in found.facets["language"]]
    assert found.hits[0].chips == ["Турски B2", "Междукултурна медиация"]


def test_counting_gives_the_total_of_finding() -> None:
    random_people(Random(SEED + 3), 25)
    project_pending()
    query = Query(Viewer.of(AnonymousUser()), ("member",), "en", facets={"works_in": ("AT", "BG")})

    assert count(query) == find(query).total > 0


@pytest.mark.parametrize("number", [5, 20])
def test_a_question_costs_the_same_whatever_the_number_of_people(
    number: int, django_assert_num_queries: Callable[..., object]
) -> None:
    random_people(Random(SEED + 4), number)
    project_pending()

    with django_assert_num_queries(7):
        asked(AnonymousUser(), {})
