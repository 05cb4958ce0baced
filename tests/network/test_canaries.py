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
from search.cards import card_key
from search.finding import Results, find
from search.projector import project_pending
from search.queries import Query, Viewer
from tests.accounts.factories import UserFactory
from tests.network.factories import MemberFactory, NetworkFactory
from tests.network.readers import READER, Looking, everybody_looking_at, look_at_herself
from tests.vocabulary.factories import AudienceFactory, AvailabilityFactory, ExpertiseFactory

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Canary:
    """What stands in a field and nowhere else: a text to find it by, a term in a facet, or both."""

    field: str
    given: dict[str, Any]
    shown: str
    text: str = ""
    facet: tuple[str, str] | None = None


CANARIES = [
    Canary("profile", {"name": "Zanzibara Quill"}, "Zanzibara", "zanzibara"),
    Canary("profile", {"name_other_script": "Фламинга Перо"}, "Фламинга", "фламинга"),
    Canary("introduction", {"texts": {"en": ("I keep ospreys", "All day")}}, "ospreys", "ospreys"),
    Canary("introduction", {"texts": {"en": ("All day", "I keep kestrels")}}, "kestrels", "kestrels"),
    Canary("organisation", {"organisation": "Heron House"}, "Heron House", "heron"),
    Canary("city", {"city": "Ytterby"}, "Ytterby", "ytterby"),
    Canary("works_in", {"countries": ["IS"]}, "Iceland", "исландия", ("works_in", "IS")),
    Canary("advises_in", {"advice": ["FO"]}, "Faroe Islands", "фарьорски острови", ("advises_in", "FO")),
    Canary("languages", {"languages": {"se": "B1"}}, "Northern Sami", "северносаамски", ("language", "se:B1")),
    Canary("expertises", {"expertises": ["falconry"]}, "Falconry", "beizjagd", ("expertise", "falconry")),
    Canary("audiences", {"audiences": ["falconers"]}, "Falconers", "halconeros", ("audience", "falconers")),
    Canary("photo", {"photo": "0h00poe0"}, "0h00poe0"),
    Canary("tags", {"tags": ["lapwings"]}, "lapwings", "lapwings"),
    Canary("availability", {"availabilities": ["hatching"]}, "Hatching", "ausbrüten", ("availability", "hatching")),
    Canary("links", {"links": {"My aviary": "https://aviary.example/"}}, "My aviary"),
    Canary("publications", {"publications": {"On hoopoes": 2019}}, "On hoopoes", "hoopoes"),
    Canary("contact", {"contact_email": "wren@example.org"}, "wren@example.org"),
    Canary("contact", {"phone": "+43 1 0000 17"}, "+43 1 0000 17"),
    Canary("messages", {}, "/write-to/"),
    Canary("networks", {"networks": ["EU", "LI"]}, "Liechtenstein", "", ("network", "LI")),
]

LISTS = ("/en/", "/en/members/", "/en/members/?view=map", "/en/networks/")


@pytest.fixture(autouse=True)
def rare_terms() -> None:
    ExpertiseFactory.create(slug="falconry", label_en="Falconry", label_de="Beizjagd")
    AudienceFactory.create(slug="falconers", label_en="Falconers", label_es="Halconeros")
    AvailabilityFactory.create(slug="hatching", label_en="Hatching", label_de="Ausbrüten")
    NetworkFactory.create(code="LI")


def test_every_field_has_a_canary() -> None:
    assert {canary.field for canary in CANARIES} == set(PROFILE_FIELDS)


@pytest.mark.parametrize("visibility", Visibility)
def test_a_field_is_found_counted_and_shown_to_its_readers_only(visibility: Visibility) -> None:
    """A member for each canary shows that field to `visibility` and all others to everybody."""
    cages = [Cage.holding(canary, visibility) for canary in CANARIES]
    *others, owner = everybody_looking_at(cages[0].member)
    owners = [owner, *(look_at_herself(cage.member) for cage in cages[1:])]
    project_pending()

    for one in others:
        assert_reader(one, cages, visibility)
    for one, cage in zip(owners, cages, strict=True):
        assert_reader(one, [cage], visibility)


@dataclass(frozen=True)
class Cage:
    """Who shows the canary, and has nothing else of her own."""

    canary: Canary
    member: Member

    @classmethod
    def holding(cls, canary: Canary, visibility: Visibility) -> "Cage":
        given = {"user": UserFactory.create(), "networks": ["EU"], "city": "Graz", **canary.given}
        return cls(canary, MemberFactory.create(**given, **{f"{canary.field}_visibility": visibility}))


def assert_reader(one: Looking, cages: list[Cage], visibility: Visibility) -> None:
    finds = one.may_find(visibility)
    for cage in cages:
        assert reader_of(cage.member, one.account) == READER[one.name]
        if cage.canary.text:
            assert_text_finds(one, cage, finds)
        if cage.canary.facet:
            assert_facet_counts(one, *cage.canary.facet, finds)
        assert_profile_shows(one, cage, one.may_read(visibility))
    if not finds:
        assert_lists_are_silent(one, [cage.canary for cage in cages])


def asked(one: Looking, **options: Any) -> Results:
    return find(Query(Viewer.of(one.account), ("member",), "en", count=GROUPS, **options))


def assert_text_finds(one: Looking, cage: Cage, finds: bool) -> None:
    results = asked(one, text=cage.canary.text)
    found = [hit.key for hit in results.hits]
    assert found == [card_key("member", cage.member.pk)] * finds, (one.name, cage.canary.text)
    assert results.total == len(found)
    if not finds:
        assert not any(facet.count for facets in results.facets.values() for facet in facets)


def assert_facet_counts(one: Looking, group: str, term: str, finds: bool) -> None:
    assert {facet.term: facet.count for facet in asked(one).facets[group]}.get(term, 0) == int(finds)
    assert asked(one, facets={group: (term,)}).total == int(finds)


def assert_lists_are_silent(one: Looking, canaries: list[Canary]) -> None:
    """In a hit, by which no word was asked for, nothing may stand that the reader may not read."""
    everything = repr(asked(one).hits)
    pages = {path: html_of(one.client, path) for path in LISTS}
    for canary in canaries:
        assert canary.shown not in everything, one.name
        assert not canary.text or canary.text not in everything.casefold(), one.name
        for path, html in pages.items():
            assert canary.shown not in html.replace(network_names(canary), ""), (one.name, path)


def network_names(canary: Canary) -> str:
    """The networks themselves are no secret: the page of networks names each, with how many may be seen."""
    return '<span class="stamp-name">Liechtenstein</span>' if canary.field == "networks" else "\0"


def assert_profile_shows(one: Looking, cage: Cage, reads: bool) -> None:
    response = one.client.get(cage.member.get_absolute_url())
    to_herself = (one.name, cage.canary.field) == ("owner", "messages")
    assert (cage.canary.shown in response.content.decode()) == (reads and not to_herself), (one.name, cage.canary.field)
    if cage.canary.field == "profile":
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
