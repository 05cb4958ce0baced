"""An index, and even the catalogue, may be behind: nobody is shown what she may no longer read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import PageViewRestriction

from network.models import Member, Membership
from network.visibility import Visibility
from portal.accounts.models import User
from portal.operations import generation
from portal.pages.models import ArticlePage
from search.cards import card_key
from search.finding import Results, find
from search.page.kinds import kinds_of
from search.projector import project
from search.queries import Query, Viewer
from search.registry import Account
from tests.accounts.factories import UserFactory
from tests.network.brute_force import account_of
from tests.network.factories import MemberFactory
from tests.network.readers import signed_in
from tests.pages.factories import make_article, make_news
from tests.search.engines.asking import VISITOR, Catalogue

GOES: dict[str, Callable[[Member], object]] = {
    "hides": lambda member: Member.objects.filter(pk=member.pk).update(profile_visibility=Visibility.NOBODY),
    "shows herself to others": lambda member: Member.objects.filter(pk=member.pk).update(
        profile_visibility=Visibility.NETWORKS
    ),
    "leaves": lambda member: member.memberships.update(state="left"),
    "is declined": lambda member: member.memberships.update(state="declined"),
    "is in no network any more": lambda member: member.memberships.all().delete(),
    "closes her account": lambda member: User.objects.filter(pk=account_of(member).pk).update(is_active=False),
    "is deleted": lambda member: member.delete(),
}
CLOSES: dict[str, Callable[[ArticlePage], object]] = {
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "for accounts": lambda page: restrict(page, PageViewRestriction.LOGIN),
    "behind a password": lambda page: restrict(page, PageViewRestriction.PASSWORD),
    "for a group": lambda page: restrict(page, PageViewRestriction.GROUPS),
    "below a restricted page": lambda page: restrict(page.get_parent(), PageViewRestriction.LOGIN),
}


def restrict(page: ArticlePage, kind: str) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open")


def asked(account: Account | None = None, **options: Any) -> Results:
    viewer = Viewer.of(account) if account else VISITOR
    return find(Query(**{"viewer": viewer, "kinds": kinds_of(""), "language": "en", **options}))


@pytest.fixture
def member(catalogue: Catalogue) -> Member:
    member = MemberFactory.create(
        name="Zanzibara Quill", user=UserFactory.create(), city="Ytterby", countries=["IS"], languages={"fo": "B1"}
    )
    catalogue.bring_up_to_date()
    return member


@pytest.mark.parametrize("goes", GOES)
def test_whoever_goes_is_no_hit_before_any_task_ran(member: Member, goes: str) -> None:
    elsewhere = UserFactory.create()
    MemberFactory.create(user=elsewhere, networks=["ES"], visibility=Visibility.NOBODY)
    assert asked(text="zanzibara").hits

    GOES[goes](member)

    for looking in (None, elsewhere):
        for options in ({"text": "zanzibara"}, {"text": "zanzibraa"}, {"facets": {"country": ("IS",)}}, {}):
            results = asked(looking, **options)
            assert "Zanzibara" not in repr(results.hits)
            assert not results.suggestion


@pytest.mark.parametrize("closes", CLOSES)
def test_a_page_that_is_closed_is_no_hit_before_any_task_ran(catalogue: Catalogue, closes: str) -> None:
    page = make_article(make_news("en", title="List"), "workshop", title="Zanzibara", introduction="Ospreys")
    catalogue.bring_up_to_date()
    assert asked(text="zanzibara").hits

    CLOSES[closes](page)

    staff = UserFactory.create(is_superuser=True, is_staff=True)
    for looking in (None, staff):
        for text in ("zanzibara", "zanzibraa", "osprey", ""):
            results = asked(looking, text=text)
            assert "Zanzibara" not in repr(results.hits)
            assert not results.suggestion


@pytest.mark.parametrize(
    "asked_for",
    [
        {"text": "ytterby"},
        {"text": "ytter"},
        {"text": "ytetrby"},
        {"text": "исландия"},
        {"facets": {"country": ("IS",)}},
        {"facets": {"speaks": ("fo",)}},
        {"text": "zanzibara", "facets": {"country": ("IS",)}},
    ],
    ids=str,
)
def test_what_was_hidden_finds_nobody_though_the_index_was_not_told(member: Member, asked_for: dict[str, Any]) -> None:
    """The engine took no changes: it still answers by what she has hidden."""
    Member.objects.filter(pk=member.pk).update(
        **{f"{field}_visibility": Visibility.NOBODY for field in ("city", "works_in", "languages")}
    )
    project([card_key("member", member.pk)])

    results = asked(**asked_for)
    assert not results.hits
    assert not results.suggestion
    assert [hit.title for hit in asked(text="zanzibara").hits] == ["Zanzibara Quill"], "the rest of her is still found"


def test_whoever_leaves_a_network_opens_no_face_of_its_members_any_more(catalogue: Catalogue) -> None:
    peer = UserFactory.create()
    MemberFactory.create(user=peer, networks=["EU", "ES"], visibility=Visibility.NOBODY)
    MemberFactory.create(name="Anna Berg", city="Ytterby", city_visibility=Visibility.NETWORKS)
    MemberFactory.create(name="Zanzibara Quill", visibility=Visibility.NETWORKS)
    catalogue.bring_up_to_date()
    client = signed_in(peer)
    addresses = ("/en/search/?q=ytterb", "/en/search/?q=zanzibar", "/en/search/?kind=people", "/en/members/")
    traces = ("Zanzibara", "Ytterby")
    before = "".join(client.get(address).content.decode() for address in addresses)
    assert all(trace in before for trace in traces)

    Membership.objects.filter(member__user=peer, network__code="EU").update(state="left")

    for address in addresses:
        page = client.get(address).content.decode()
        assert not any(trace in page for trace in traces), address
    results = asked(peer, text="ytterby")
    assert (results.hits, results.total) == ([], 0), "counted by what she may read now"


def test_nobody_who_left_is_shown_to_visitors_because_she_looked_at_herself_first(
    member: Member, settings: Settings
) -> None:
    """What a page gives in common to all who open the same faces has nothing that only its first reader may see."""
    settings.PAGE_CACHE_BYTES = 1_000_000
    mine = signed_in(account_of(member))
    member.memberships.update(state="left")
    generation.advance()

    mine.get("/en/")

    assert "Zanzibara" not in Client().get("/en/").content.decode()
