"""`find` against brute force: random selections over random people, for each kind of viewer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import TypeVar

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.directory import GROUPS, SORTS
from network.models import Member, MemberCountry, MemberLanguage, Membership, Network
from network.querysets import Account
from network.states import MembershipState
from network.visibility import PROFILE_FIELDS, Visibility
from portal.vocabulary.languages import Level
from portal.vocabulary.models import Scheme, Term
from search.cards import card_key
from search.finding import Results, count, find
from search.marks import mark
from search.projector import project_pending
from search.queries import Query, Viewer
from tests.accounts.factories import UserFactory
from tests.network.brute_force import Selection, Shown, counts, matching, shown_to
from tests.network.factories import MemberFactory, join
from tests.tables import count_rows

T = TypeVar("T")

pytestmark = pytest.mark.django_db

PEOPLE = 80
SELECTIONS = 60  # for each of five viewers
TERMS = 7
SEED = 20261123
COUNTRIES = ["AT", "BG", "ES", "FR", "GB", "DE"]
LANGUAGES = ["tr", "bg", "fr", "ar", "de"]
NETWORKS = ["EU", "AT", "BG", "FR"]
VIEWERS = ["visitor", "account", "applicant", "member", "peer"]
MOSTLY_ACTIVE = [MembershipState.ACTIVE, MembershipState.ACTIVE, MembershipState.ACTIVE, MembershipState.LEFT]
MOSTLY_PUBLIC = [Visibility.PUBLIC, Visibility.PUBLIC, Visibility.MEMBERS, Visibility.NETWORKS, Visibility.NOBODY]


def some(chance: Random, values: Sequence[T], most: int) -> list[T]:
    return chance.sample(values, chance.randint(0, most))


def random_people(chance: Random, number: int) -> None:
    """People written in bulk, which is quick, sends no signals and so has to be marked."""
    terms = {scheme: [term.pk for term in Term.objects.filter(scheme=scheme)[:TERMS]] for scheme in Scheme}
    networks = list(Network.objects.filter(code__in=NETWORKS))
    people = Member.objects.bulk_create(
        Member(
            name=f"Person {number}",
            is_demo=True,
            user=UserFactory.create(is_active=chance.random() > 0.2) if chance.random() > 0.8 else None,
            **{f"{field}_visibility": chance.choice(MOSTLY_PUBLIC) for field in PROFILE_FIELDS},
        )
        for number in range(number)
    )
    MemberCountry.objects.bulk_create(
        MemberCountry(member=member, country=code) for member in people for code in some(chance, COUNTRIES, 3)
    )
    MemberLanguage.objects.bulk_create(
        MemberLanguage(member=member, code=code, level=chance.choice(Level.values))
        for member in people
        for code in some(chance, LANGUAGES, 3)
    )
    Membership.objects.bulk_create(
        Membership(member=member, network=network, state=chance.choice(MOSTLY_ACTIVE))
        for member in people
        for network in some(chance, networks, 2)
    )
    for member in people:
        member.expertises.set(some(chance, terms[Scheme.EXPERTISE], 4))
        member.audiences.set(some(chance, terms[Scheme.AUDIENCE], 4))
    mark(card_key("member", member.pk) for member in people)
    project_pending()
    count_rows()


def slugs(scheme: Scheme) -> list[str]:
    return list(Term.objects.filter(scheme=scheme).values_list("slug", flat=True)[:TERMS])


def random_selection(chance: Random) -> Selection:
    level = chance.choice(Level.values)
    chosen = {
        "works_in": some(chance, [*COUNTRIES, "IS"], 2),
        "language": [f"{code}:{level}" for code in some(chance, LANGUAGES, 2)],
        "expertise": some(chance, slugs(Scheme.EXPERTISE), 2),
        "audience": some(chance, slugs(Scheme.AUDIENCE), 2),
        "network": some(chance, NETWORKS, 2),
    }
    asked = chance.sample(GROUPS, chance.choice([0, 1, 1, 2, 2, 3]))
    return {group: tuple(terms) for group, terms in chosen.items() if terms and group in asked}


def viewer(name: str) -> Account:
    """One of those who may look: in no network, only applying to one, in one with few others, or in two with many."""
    if name == "visitor":
        return AnonymousUser()
    user = UserFactory.create()
    if name == "applicant":
        join(MemberFactory.create(user=user, networks=[]), "EU", MembershipState.APPLIED)
    elif name == "member":
        MemberFactory.create(user=user, networks=["ES"])
    elif name == "peer":
        MemberFactory.create(user=user, networks=["EU", "AT"], visibility=Visibility.NETWORKS)
    project_pending()
    return user


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


@pytest.mark.parametrize("name", VIEWERS)
def test_totals_hits_and_every_count_equal_brute_force(name: str) -> None:
    chance = Random(f"{SEED} {name}")
    random_people(chance, PEOPLE)
    account = viewer(name)
    people = shown_to(account)
    selections = [{}, *(random_selection(chance) for _number in range(SELECTIONS))]
    assert sum(bool(matching(people, chosen)) for chosen in selections) > 5, "too few selections find anybody"

    for chosen in selections:
        assert_true(asked(account, chosen), people, chosen)


def test_different_viewers_see_different_people() -> None:
    random_people(Random(SEED), 40)

    seen = [len(shown_to(viewer(name))) for name in VIEWERS]

    assert seen[0] == seen[1] == seen[2] < seen[3] < seen[4]


@pytest.mark.parametrize("name", VIEWERS)
def test_hits_show_just_what_the_viewer_may_read(name: str) -> None:
    random_people(Random(SEED + 1), 40)
    account = viewer(name)
    shown = {one.pk: one for one in shown_to(account)}

    hits = asked(account, {}).hits

    assert {hit.pk: {group: set(terms) for group, terms in hit.facets.items()} for hit in hits} == {
        pk: one.terms for pk, one in shown.items()
    }


def test_pages_show_everybody_once() -> None:
    random_people(Random(SEED + 2), 25)
    everybody = [one.pk for one in shown_to(AnonymousUser())]

    for sort in SORTS:
        query = Query(Viewer.of(AnonymousUser()), ("member",), "en", sort=sort, page_size=4)
        pages = [find(replace(query, page=page)) for page in range(1, 8)]
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
    query = Query(Viewer.of(AnonymousUser()), ("member",), "en", facets={"works_in": ("AT", "BG")})

    assert count(query) == find(query).total > 0


def queries_of_a_question() -> int:
    project_pending()
    with CaptureQueriesContext(connection) as queries:
        asked(AnonymousUser(), {})
    return len(queries)


def test_a_question_costs_the_same_whatever_the_number_of_people() -> None:
    def add(number: int) -> None:
        for _person in range(number):
            MemberFactory.create(countries=["AT"], languages={"tr": "B2"}, expertises=["housing"], audiences=["women"])

    add(2)
    few = queries_of_a_question()
    add(15)

    assert queries_of_a_question() == few <= 8
