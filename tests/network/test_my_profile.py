"""Filling one's profile, over several visits, and what comes of a mistake."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from network.actions.editing import ProfileChange, change_profile
from network.models import Member
from portal.accounts.models import User
from tests.accounts.factories import UserFactory
from tests.network.factories import MemberFactory
from tests.network.readers import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

BIDI = "Anna\u202egnp.exe"


@pytest.fixture
def user() -> User:
    return UserFactory.create(first_name="Anna", last_name="Berg")


@pytest.fixture
def client(user: User) -> Client:
    return signed_in(user)


def rows(prefix: str, *filled: dict[str, str]) -> dict[str, str]:
    data = {f"{prefix}-TOTAL_FORMS": str(len(filled)), f"{prefix}-INITIAL_FORMS": "0"}
    return data | {f"{prefix}-{place}-{name}": value for place, row in enumerate(filled) for name, value in row.items()}


def places(
    *countries: str, advice: tuple[str, ...] = (), languages: tuple[tuple[str, str], ...] = ()
) -> dict[str, str]:
    return {
        **rows("worksin", *({"country": name} for name in countries)),
        **rows("advisesin", *({"country": name} for name in advice)),
        **rows("languages", *({"code": name, "level": level} for name, level in languages)),
    }


def section(client: Client, name: str, data: dict[str, Any]) -> Any:
    return client.post(f"/en/members/me/{name}/", data)


def test_a_profile_begins_with_a_name_and_grows_page_by_page(client: Client, user: User) -> None:
    assert "Begin my profile" in client.get("/en/members/me/").content.decode()
    assert 'value="Anna Berg"' in client.get("/en/members/me/about/").content.decode()
    assert not Member.objects.exists(), "looking saves nothing"

    saved = section(client, "about", {"name": "Анна Берг", "name_other_script": "Anna Berg", "city": "Wien"})
    assert saved["Location"] == "/en/members/me/introduction/"
    section(
        client, "introduction", {"headline_en": "Adviser", "headline_bg": "Консултант", "bio_bg": "От шест години."}
    )
    section(client, "places", places("Австрия", "france", advice=("Bulgarie",), languages=(("турски", "C1"),)))
    section(client, "expertise", {"expertises": ["housing", "validation"], "tags": "theatre, ESCO, Theatre"})
    last = {"contact_email": "anna@example.org", "phone": "+43 1 0", **rows("links"), **rows("publications")}
    last |= rows("links", {"label": "Site", "url": "example.org"})
    last |= rows("publications", {"title": "On bridges", "year": "2019", "published_in": "", "url": ""})
    stopped = section(client, "contact", last | {"stop": "1"})
    assert stopped["Location"] == "/en/members/me/"

    member = Member.objects.with_profile().get(user=user)
    assert member.slug == "anna-berg"
    assert {text.language: text.headline for text in member.texts.all()} == {"en": "Adviser", "bg": "Консултант"}
    assert [row.country for row in member.countries.all()] == ["AT", "FR"]
    assert [row.country for row in member.advice.all()] == ["BG"]
    assert [(row.code, row.level) for row in member.languages.all()] == [("tr", "C1")]
    assert {term.slug for term in member.expertises.all()} == {"housing", "validation"}
    assert sorted(name.casefold() for name in member.tags.names()) == ["esco", "theatre"]
    assert member.links.get().url == "https://example.org"
    assert member.publications.get().year == 2019


def test_the_main_country_can_be_changed_and_a_line_be_emptied(client: Client, user: User) -> None:
    member = MemberFactory.create(user=user, countries=["AT", "FR", "BG"], languages={"tr": "B1"})

    section(client, "places", places("Bulgaria", "", "Austria"))

    assert [row.country for row in member.countries.all()] == ["BG", "AT"]
    assert not member.languages.exists()


@pytest.mark.parametrize(
    ("name", "data", "complaint", "kept"),
    [
        ("about", {"name": ""}, "Please fill this in.", ""),
        ("about", {"name": "https://spam.example"}, "Leave them out.", "https://spam.example"),
        ("about", {"name": BIDI}, "cannot be seen", "Anna"),
        ("about", {"name": "12345"}, "A name has letters in it.", "12345"),
        ("about", {"name": "x" * 121}, "at most 120", "x" * 121),
        ("about", {"name": "Anna\0"}, "Null characters", "Anna"),
        ("introduction", {"bio_en": "I advise."}, "Please write one line as well", "I advise."),
        ("introduction", {"headline_en": "A", "bio_en": "y" * 10_000}, "at most 4000", "y" * 10_000),
        ("places", places("Oesterreich"), "Did you mean Austria?", "Oesterreich"),
        ("places", places("Atlantis-on-Sea"), "Please choose from the list.", "Atlantis-on-Sea"),
        ("places", places("Austria", "AT"), "This is in the list already.", "Austria"),
        ("places", places(languages=(("Turkish", ""),)), "Please say how well you speak it.", "Turkish"),
        ("places", places(languages=(("", "B2"),)), "Please say which language.", ""),
        ("places", places(languages=(("Turkish", "Z9"),)), "Select a valid choice", "Turkish"),
        ("expertise", {"expertises": ["no-such-term"]}, "Select a valid choice", ""),
        ("expertise", {"tags": ",".join(f"word{n}" for n in range(13))}, "more than 12", "word12"),
        ("expertise", {"tags": "w" * 41}, "too long for a word", "w" * 41),
    ],
)
def test_a_mistake_is_named_and_nothing_that_was_typed_is_lost(
    client: Client, name: str, data: dict[str, str], complaint: str, kept: str
) -> None:
    response = section(client, name, data)

    html = response.content.decode()
    assert complaint in html
    assert kept in html
    assert not Member.objects.exists()


def test_links_lead_to_pages_only(client: Client) -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "ftp://example.org/"):
        response = section(client, "contact", rows("publications") | rows("links", {"label": "X", "url": url}))
        assert "valid URL" in response.content.decode(), url


def test_one_more_row_saves_nothing_and_asks_nothing_back(client: Client) -> None:
    response = section(client, "places", places("Austria") | {"more": "languages"})

    html = response.content.decode()
    assert 'name="languages-0-code"' in html
    assert 'value="Austria"' in html
    assert not Member.objects.exists()


def test_rows_without_end_are_refused(client: Client) -> None:
    data = places("Austria") | {"languages-TOTAL_FORMS": "5000", "more": "languages"}

    assert section(client, "places", data).status_code == 200
    assert section(client, "places", {"worksin-TOTAL_FORMS": "x"}).status_code == 200
    assert not Member.objects.exists()


def test_pages_that_there_are_not(client: Client) -> None:
    for path in ("me/nowhere/", "me/preview/owner/", "me/preview/x/"):
        assert client.get(f"/en/members/{path}").status_code == 404


@pytest.mark.parametrize("page", ["", "about/", "exposure/", "visibility/", "preview/visitor/"])
def test_ones_own_profile_is_for_whoever_is_signed_in(page: str) -> None:
    response = Client().get(f"/de/members/me/{page}")

    assert response["Location"].startswith("/de/account/sign-in/?next=/de/members/me/")


def test_the_preview_shows_what_each_reader_reads(client: Client, user: User) -> None:
    MemberFactory.create(user=user, name="Anna Berg", city="Ytterby", visibility="networks", networks=[])

    pages = {reader: client.get(f"/en/members/me/preview/{reader}/").content.decode() for reader in ("visitor", "peer")}

    assert "Ytterby" in pages["peer"]
    assert "Ytterby" not in pages["visitor"]
    assert "You are not shown here" in pages["visitor"]


def test_nobody_edits_somebody_elses_profile(user: User) -> None:
    other = MemberFactory.create(user=UserFactory.create(), city="Ytterby")

    with pytest.raises(PermissionDenied):
        change_profile(other, ProfileChange({"city": "Graz"}), acting_user=user)

    other.refresh_from_db()
    assert other.city == "Ytterby"


def test_a_form_that_is_sent_twice_makes_one_profile(user: User) -> None:
    for _time in range(2):
        change_profile(Member(user=user, name="Anna"), ProfileChange({"name": "Anna"}), acting_user=user)

    assert Member.objects.count() == 1


def test_a_page_costs_the_same_however_much_there_is(
    client: Client, user: User, django_assert_max_num_queries: Any
) -> None:
    MemberFactory.create(
        user=user,
        countries=["AT", "FR", "BG", "ES"],
        languages={"tr": "B1", "de": "C1", "bg": "A1"},
        expertises=["housing", "validation"],
        networks=["EU", "AT", "FR", "BG"],
    )

    with django_assert_max_num_queries(26):
        client.get("/en/members/me/")
