"""A word that stands in one field only finds its member exactly when the reader may read that field."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from network.directory import GROUPS
from network.models import Member
from network.profile import reader_of
from network.visibility import PROFILE_FIELDS, Visibility
from search.finding import Results, find
from search.projector import project_pending
from search.queries import Query, Viewer
from tests.accounts.factories import UserFactory
from tests.network.factories import MemberFactory, NetworkFactory
from tests.network.readers import READER, Looking, everybody_looking_at
from tests.vocabulary.factories import AudienceFactory, ExpertiseFactory

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Canary:
    """What stands in a field and nowhere else: a text to find it by, a term in a facet, or both."""

    field: str
    given: dict[str, Any]
    shown: str
    text: str = ""
    facet: tuple[str, str] | None = None

    def __str__(self) -> str:
        return self.field + (f" {next(iter(self.given))}" if self.field == "profile" else "")


CANARIES = [
    Canary("profile", {"name": "Zanzibara Quill"}, "Zanzibara", "zanzibara"),
    Canary("profile", {"name_other_script": "Занзибара Куил"}, "Занзибара", "занзибара"),
    Canary("introduction", {"texts": {"en": ("I keep ospreys", "All day")}}, "ospreys", "ospreys"),
    Canary("introduction", {"texts": {"en": ("All day", "I keep ospreys")}}, "ospreys", "ospreys"),
    Canary("organisation", {"organisation": "Osprey House"}, "Osprey House", "osprey"),
    Canary("city", {"city": "Ytterby"}, "Ytterby", "ytterby"),
    Canary("works_in", {"countries": ["IS"]}, "Iceland", "исландия", ("works_in", "IS")),
    Canary("languages", {"languages": {"fo": "B1"}}, "Faroese", "фарьорски", ("language", "fo:B1")),
    Canary("expertises", {"expertises": ["falconry"]}, "Falconry", "beizjagd", ("expertise", "falconry")),
    Canary("audiences", {"audiences": ["falconers"]}, "Falconers", "halconeros", ("audience", "falconers")),
    Canary("networks", {"networks": ["EU", "LI"]}, "Liechtenstein", "", ("network", "LI")),
]


@pytest.fixture(autouse=True)
def rare_terms() -> None:
    ExpertiseFactory.create(slug="falconry", label_en="Falconry", label_de="Beizjagd")
    AudienceFactory.create(slug="falconers", label_en="Falconers", label_es="Halconeros")
    NetworkFactory.create(code="LI")


def test_every_field_has_a_canary() -> None:
    assert {canary.field for canary in CANARIES} == set(PROFILE_FIELDS)


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("canary", CANARIES, ids=str)
def test_a_field_is_found_counted_and_shown_to_its_readers_only(canary: Canary, visibility: Visibility) -> None:
    member = MemberFactory.create(
        **{"user": UserFactory.create(), "networks": ["EU"], "city": "Graz", **canary.given},
        **{f"{canary.field}_visibility": visibility},
    )
    looking = everybody_looking_at(member)
    project_pending()

    for one in looking:
        assert reader_of(member, one.account) == READER[one.name]
        finds = one.may_find(visibility)
        if canary.text:
            assert_text_finds(one, member, canary, finds)
        if canary.facet:
            assert_facet_counts(one, *canary.facet, finds)
        assert_lists_show(one, canary, finds)
        assert_profile_shows(one, member, canary, one.may_read(visibility))


def asked(one: Looking, **options: Any) -> Results:
    return find(Query(Viewer.of(one.account), ("member",), "en", count=GROUPS, **options))


def assert_text_finds(one: Looking, member: Member, canary: Canary, finds: bool) -> None:
    results = asked(one, text=canary.text)
    assert results.total == len(results.hits) == int(finds), (one.name, canary.text)
    if not finds:
        assert not any(facet.count for facets in results.facets.values() for facet in facets)


def assert_facet_counts(one: Looking, group: str, term: str, finds: bool) -> None:
    assert {facet.term: facet.count for facet in asked(one).facets[group]}.get(term, 0) == int(finds)
    assert asked(one, facets={group: (term,)}).total == int(finds)


def assert_lists_show(one: Looking, canary: Canary, finds: bool) -> None:
    """In a hit, by which no word was asked for, nothing may stand that the reader may not read."""
    everything = repr(asked(one).hits)
    if not finds:
        assert canary.shown not in everything
        if canary.text:
            assert canary.text not in everything.casefold()
        for path in ("/en/", "/en/members/", "/en/members/?view=map", "/en/networks/"):
            html = html_of(one.client, path).replace(network_names(canary), "")
            assert canary.shown not in html, (one.name, path)


def network_names(canary: Canary) -> str:
    """The networks themselves are no secret: the page of networks names each, with how many may be seen."""
    return '<span class="stamp-name">Liechtenstein</span>' if canary.field == "networks" else "\0"


def assert_profile_shows(one: Looking, member: Member, canary: Canary, reads: bool) -> None:
    response = one.client.get(f"/en/members/{member.pk}/-/", follow=True)
    assert (canary.shown in response.content.decode()) == reads, one.name
    if canary.field == "profile":
        assert response.status_code == (200 if reads else 404)


def html_of(client: Client, path: str) -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize("visibility", Visibility)
def test_a_snippet_quotes_only_what_the_reader_may_read(visibility: Visibility) -> None:
    member = MemberFactory.create(
        user=UserFactory.create(),
        city="Osprey Bay",
        texts={"en": ("Falconer", "By day I keep ospreys on a hill.")},
        introduction_visibility=visibility,
    )
    looking = everybody_looking_at(member)
    project_pending()

    for one in looking:
        hits = asked(one, text="osprey").hits
        assert len(hits) == 1, "the city is there for all to find"
        quoted = "".join(piece.text for piece in hits[0].snippet)
        assert ("I keep ospreys" in quoted) == one.may_find(visibility), one.name


@pytest.mark.parametrize(
    "change",
    [
        lambda member: member.memberships.update(state="left"),
        lambda member: member.memberships.all().delete(),
        lambda member: type(member.user).objects.filter(pk=member.user.pk).update(is_active=False),
        lambda member: type(member).objects.filter(pk=member.pk).update(profile_visibility=Visibility.NOBODY),
    ],
    ids=["left", "no membership", "account closed", "hidden"],
)
def test_whoever_goes_is_gone_from_the_next_page_before_the_catalogue_knows(
    change: Callable[[Member], object], client: Client
) -> None:
    member = MemberFactory.create(name="Zanzibara Quill", user=UserFactory.create())
    project_pending()
    assert "Zanzibara" in html_of(client, "/en/members/")

    change(member)

    for path in ("/en/", "/en/members/", f"/en/members/{member.pk}/zanzibara-quill/"):
        assert "Zanzibara" not in html_of(client, path)
