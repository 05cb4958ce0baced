"""A random population: people and pages of which some words are for some readers and some for nobody."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser, Group
from wagtail.models import Page, PageViewRestriction

from network.models import Member
from network.querysets import Account
from network.states import MembershipState
from network.visibility import PROFILE_FIELDS, Visibility
from portal.accounts.models import User
from search.catalogue import mark_everything
from tests.accounts.factories import OperatorFactory, UserFactory
from tests.network.factories import MemberFactory, join
from tests.search.leaks.oracle import Thing, readable_by
from tests.search.leaks.pages import Editorial
from tests.search.leaks.words import in_cyrillic, invented
from tests.vocabulary.factories import AudienceFactory, ExpertiseFactory

T = TypeVar("T")

SEED = 20261125
NETWORKS = ["EU", "AT", "BG", "FR", "ES"]
COUNTRIES = ["AT", "BG", "IS", "FR"]
SPOKEN = ["tr", "bg", "fo"]
LEVELS = ["A1", "B1", "C2"]
VISIBILITIES = [Visibility.PUBLIC, Visibility.PUBLIC, Visibility.MEMBERS, Visibility.NETWORKS, Visibility.NOBODY]
STATES = [MembershipState.ACTIVE] * 4 + [MembershipState.APPLIED, MembershipState.DECLINED, MembershipState.LEFT]
RESTRICTIONS = [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD, PageViewRestriction.GROUPS]


@dataclass(frozen=True)
class Population:
    """Who may look, by name, and all the words and terms that stand anywhere, whoever may read them."""

    viewers: dict[str, Account]
    words: list[str]
    terms: dict[str, list[str]]
    readable: dict[str, list[Thing]] = field(default_factory=dict)

    def readable_by(self, viewer: str) -> list[Thing]:
        """What a viewer may read, worked out once: nothing changes while questions are asked."""
        if viewer not in self.readable:
            self.readable[viewer] = readable_by(self.viewers[viewer])
        return self.readable[viewer]


def populate(people: int = 36, pages: int = 16, seed: int = SEED) -> Population:
    """Fill the tables. The same seed gives the same population."""
    chance = Random(seed)
    words = invented(90, chance)
    slugs = [f"term-of-many-{number}" for number in range(5)]
    for slug in slugs:
        labels = {f"label_{code}": chance.choice(words) for code in ("en", "fr", "de", "bg", "es")}
        ExpertiseFactory.create(slug=slug, **labels)
        AudienceFactory.create(slug=slug, **labels)
    members = [_person(chance, words, slugs) for _number in range(people)]
    _restrict(chance, Editorial(chance, words).write(pages))
    mark_everything()
    owners = [member for member in members if member.user and member.user.is_active]
    viewers = _viewers() | {f"owner {number}": _account(owner) for number, owner in enumerate(owners[:4])}
    terms = {
        "works_in": COUNTRIES,
        "country": COUNTRIES,
        "speaks": SPOKEN,
        "language": [f"{code}:{level}" for code in SPOKEN for level in LEVELS],
        "expertise": slugs,
        "audience": slugs,
        "network": NETWORKS,
        "written_in": ["en", "bg", "de"],
        "year": ["2024", "2025"],
    }
    return Population(viewers, words, terms)


def _account(member: Member) -> User:
    assert member.user is not None
    return member.user


def _viewers() -> dict[str, Account]:
    """Those who look are hidden themselves."""
    accounts = UserFactory.create_batch(6)
    names = ["in no network", "applicant", "declined", "gone", "elsewhere", "peer"]
    places = [[], [], [], [], ["ES"], ["EU", "FR"]]
    members = {
        name: MemberFactory.create(user=user, networks=networks, visibility=Visibility.NOBODY)
        for name, user, networks in zip(names[1:], accounts[1:], places[1:], strict=True)
    }
    join(members["applicant"], "EU", MembershipState.APPLIED)
    join(members["declined"], "EU", MembershipState.DECLINED)
    join(members["gone"], "EU", MembershipState.LEFT)
    return {"visitor": AnonymousUser(), "staff": OperatorFactory.create(), **dict(zip(names, accounts, strict=True))}


def _person(chance: Random, words: Sequence[str], slugs: Sequence[str]) -> Member:
    def said(most: int) -> str:
        return " ".join(chance.sample(words, chance.randint(1, most)))

    user = UserFactory.create(is_active=chance.random() > 0.2) if chance.random() > 0.4 else None
    member = MemberFactory.create(
        user=user,
        name=said(2),
        name_other_script=in_cyrillic(said(1)) if chance.random() > 0.7 else "",
        organisation=said(2),
        city=said(1),
        texts={code: (said(2), said(4)) for code in some(chance, ["en", "de", "bg"], 2)},
        countries=some(chance, COUNTRIES, 2),
        languages={code: chance.choice(LEVELS) for code in some(chance, SPOKEN, 2)},
        expertises=some(chance, slugs, 2),
        audiences=some(chance, slugs, 1),
        networks=[],
        **{f"{field}_visibility": chance.choice(VISIBILITIES) for field in PROFILE_FIELDS},
    )
    for code in some(chance, NETWORKS, 3):
        join(member, code, chance.choice(STATES))
    return member


def _restrict(chance: Random, pages: Sequence[Page]) -> None:
    """Some pages are for some readers only, one of them with others below it; and some are withdrawn."""
    below = [page for page in pages if page.depth > 3 and page.numchild]
    for page in {*chance.sample(pages, 5), *below[:1]}:
        kind = chance.choice(RESTRICTIONS)
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=kind, password="open" if kind == PageViewRestriction.PASSWORD else ""
        )
        if kind == PageViewRestriction.GROUPS:
            restriction.groups.set(Group.objects.all()[:1])
    for page in chance.sample(pages, 4):
        page.unpublish()


def some(chance: Random, values: Sequence[T], most: int) -> list[T]:
    return chance.sample(values, chance.randint(0, most))
