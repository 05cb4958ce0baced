"""A copy: everything of hers, nothing of anybody else's."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.test import Client
from wagtail.users.models import UserProfile

from portal.accounts.consents import give_consent
from portal.accounts.personal_data.registry import registered
from tests.accounts.factories import PASSWORD, UserFactory
from tests.accounts.reauthenticated import confirm_password
from tests.accounts.unlike_anybody import EMAIL, WORDS, make_canary
from tests.network.factories import MemberFactory

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def archive(client: Client, language: str = "en") -> ZipFile:
    confirm_password(client)
    response = client.post(f"/{language}/account/data/copy/")
    assert response.status_code == 200
    assert response.streaming
    return ZipFile(BytesIO(response.getvalue()))


def test_every_field_of_hers_is_in_it(client: Client) -> None:
    canary = make_canary(client)

    files = archive(client)

    assert files.testzip() is None
    data = json.loads(files.read("data.json"))
    assert set(data) == {"format", "portal", "made_at", "purposes"}
    assert set(data["purposes"]) == {one.purpose.key for one in registered()}
    (profile,) = data["purposes"]["member_profile"]
    assert profile["texts"] == [
        {"language": "en", "headline": "Umbrellastand maker", "bio": "I mend every umbrellastand."}
    ]
    assert profile["name_other_script"] == canary.member.name_other_script
    assert profile["works_in"] == ["AT"]
    assert profile["languages"] == [{"code": "tr", "level": "C1"}]
    assert len(profile["expertises"]) == 1
    *memberships, nomination = data["purposes"]["memberships"]
    assert [one["steps"][0]["text"] for one in memberships] == ["Plumcake and I"] * 2
    assert nomination["reason"] == "Knows vexillology"
    (account,) = data["purposes"]["account"]
    assert (account["email"], account["first_name"], account["last_name"]) == (EMAIL, "Zanzibaria", "Plumcake")
    edited = {record["kind"] for record in data["purposes"]["editing"]}
    assert {"change", "comment", "image"} <= edited
    readable = files.read("index.html").decode()
    for word in (*WORDS, EMAIL):
        assert word in files.read("data.json").decode()
        assert word in readable
    stored = [files.read(name) for name in files.namelist() if name.startswith("files/editing/")]
    assert stored == [b"Plumcake's face", b"A bridge"]


def test_no_secret_is_in_it(client: Client) -> None:
    canary = make_canary(client)

    files = archive(client)

    for secret in (canary.user.password, '"secret"', "x" * 64):
        assert secret not in files.read("data.json").decode()


def test_nobody_elses_data_are_in_it(client: Client) -> None:
    other = UserFactory.create(email="other@example.org", first_name="Wilhelmine")
    MemberFactory.create(user=other, name="Wilhelmine Somebody")
    make_canary(client)

    files = archive(client)

    for name in ("data.json", "index.html"):
        content = files.read(name).decode()
        assert "Wilhelmine" not in content
        assert "other@example.org" not in content
        assert "A kind word" not in content, "a comment of somebody else"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_readable_part_is_in_her_language_and_needs_nothing_else(client: Client, language: str) -> None:
    client.force_login(UserFactory.create(language=language))

    page = archive(client, language).read("index.html").decode()

    assert f'<html lang="{language}">' in page
    assert "src=" not in page
    assert "<link" not in page


def test_what_she_wrote_is_text_and_no_markup(client: Client) -> None:
    user = UserFactory.create(first_name="<script>alert(1)</script>")
    client.force_login(user)

    assert "<script>" not in archive(client).read("index.html").decode()


def test_a_picture_that_is_gone_spoils_nothing(client: Client) -> None:
    user = UserFactory.create()
    UserProfile.objects.create(user=user, avatar="avatar_images/gone.png")
    client.force_login(user)

    assert archive(client).namelist() == ["data.json", "index.html"]


def test_the_copy_is_kept_by_nobody(client: Client) -> None:
    client.force_login(UserFactory.create())
    confirm_password(client)

    response = client.post("/en/account/data/copy/")

    assert {"private", "no-store", "no-cache"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith('attachment; filename="my-data-')
    assert response["Content-Type"] == "application/zip"


def test_it_takes_the_password_and_then_goes_on(client: Client) -> None:
    client.force_login(UserFactory.create())

    asked = client.get("/en/account/data/copy/")
    assert asked["Location"] == "/en/account/again/password/?next=%2Fen%2Faccount%2Fdata%2Fcopy%2F"
    refused = client.post(asked["Location"], {"password": "wrong", "next": "/en/account/data/copy/"})
    assert refused.status_code == 200
    goes_on = client.post(asked["Location"], {"password": PASSWORD, "next": "/en/account/data/copy/"})

    assert goes_on["Location"] == "/en/account/data/copy/"
    assert client.get("/en/account/data/copy/").status_code == 200


def test_the_page_shows_what_is_held_with_counts(client: Client) -> None:
    canary = make_canary(client)

    page = client.get("/en/account/data/").content.decode()

    for data in registered():
        assert str(data.purpose.title) in page
    assert "2 entries" in page
    assert canary.member.organisation in page


def test_every_key_of_every_record_is_explained(client: Client, demo_consent: str) -> None:
    canary = make_canary(client)
    give_consent(canary.user, demo_consent, wording="Yes, write to me.", where="/en/")

    for data in registered():
        for record in data.export(canary.user):
            assert _keys(record) <= set(data.labels), data.purpose.key


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()
