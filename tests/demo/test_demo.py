"""The demonstration: what it brings, and that it goes without a trace."""

import re
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path
from shutil import copytree
from tomllib import loads
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import Page

from network.calls.permissions import may_publish
from network.models import Call, Member, Membership, validate_country, validate_language
from network.states import MembershipRole
from network.visibility import PROFILE_FIELDS, Visibility
from portal.accounts.models import User
from portal.demo.accounts import ROLES, demo_accounts
from portal.demo.models import DemoItem
from portal.demo.pages import SITE, read_sources
from portal.demo.people import MEMBERS
from portal.files.models import PortalImage
from portal.pages.models import ArticleIndexPage, ArticlePage, ContactPage, ImprintSettings, OutcomePage
from portal.vocabulary.languages import Level
from portal.vocabulary.models import Audience, Availability, Expertise
from search.models import Document, Entry
from tests.demo.fixtures import Loaded, files, rows
from tests.pages.factories import make_article, make_page

LANGUAGES = [code for code, _name in portal_settings.LANGUAGES]
PEOPLE: list[dict[str, Any]] = [
    person for path in sorted(MEMBERS.glob("*.toml")) for person in loads(path.read_text(encoding="utf-8"))["member"]
]
# Besides the accounts themselves: what names them, and whom the site belongs to.
NOT_WITHOUT_ACCOUNTS = {"pages_imprintsettings", "demo_demoitem"}


def demo(*arguments: str) -> str:
    output = StringIO()
    call_command("demo", *arguments, stdout=output)
    return output.getvalue()


def test_loading_brings_sixty_people_whom_the_catalogue_knows(loaded: Loaded) -> None:
    assert Member.objects.filter(is_demo=True).count() == 60
    shown = [person for person in PEOPLE if person["profile_visibility"] != "nobody"]
    assert Entry.objects.filter(kind="member").count() == len(shown)
    assert not Entry.objects.pending().exists()
    assert Document.objects.filter(kind="member", face__in=["any", "public"]).count() == sum(
        person["profile_visibility"] == "public" for person in shown
    )


def test_the_pages_are_those_that_the_project_promised(loaded: Loaded) -> None:
    """In each language: what the call named, six partners, and enough of the rest to show how it is browsed."""
    written = sum(len(source.texts) for source in read_sources(SITE))
    assert Page.objects.live().count() == written + len(LANGUAGES) + 1
    kinds = {"outcomepage": 9, "partnerpage": 6, "articlepage": 12, "eventpage": 6}
    published = Counter(
        Page.objects.live()
        .filter(content_type__model__in=kinds)
        .values_list("content_type__model", "locale__language_code")
    )
    assert published == {(kind, language): count for kind, count in kinds.items() for language in LANGUAGES}
    assert set(OutcomePage.objects.values_list("number", flat=True)) == set(range(1, 10))


def test_the_roles_sign_in_with_the_passwords_that_are_printed(loaded: Loaded, settings: Settings) -> None:
    settings.DEMO = True
    printed = demo_accounts()

    assert [account.role for account in printed] == [role.name for role in ROLES]
    assert len({account.password for account in printed}) == len(ROLES)
    for account in printed:
        client = Client()
        client.post("/en/account/sign-in/", {"login": account.email, "password": account.password})
        assert "_auth_user_id" in client.session, account.role
        assert client.get("/en/").status_code == 200, account.role
        desk = client.get("/admin/").status_code
        assert desk == (200 if account.role in {"coordinator", "writer", "editor", "operator"} else 403), account.role


def test_a_role_is_one_of_the_people(loaded: Loaded) -> None:
    assert Member.objects.get(user__email="professional@demo.example").name == "Elif Yıldız"
    coordinator = Membership.objects.get(member__user__email="coordinator@demo.example", network__code="AT")
    assert coordinator.role == MembershipRole.COORDINATOR


def test_a_role_has_a_call_with_answers_to_read(loaded: Loaded) -> None:
    call = Call.objects.get(author__user__email="professional@demo.example")
    assert call.is_open
    answers = call.answers.shown()
    assert len(answers) > 1
    assert all(call.published < answer.sent and may_publish(answer.member) for answer in answers)


def test_passwords_belong_to_an_installation(loaded: Loaded, settings: Settings) -> None:
    here = {account.password for account in demo_accounts()}

    settings.SECRET_KEY = "another installation"

    assert not here & {account.password for account in demo_accounts()}
    assert all(re.fullmatch("[a-z2-7]{12}", password) for password in here)


def test_loading_twice_is_refused_or_does_nothing(loaded: Loaded) -> None:
    before = rows()

    with pytest.raises(CommandError, match="here already"):
        demo()
    demo("--once")

    assert rows() == before


def test_a_deployment_with_demo_accounts_is_refused(loaded: Loaded) -> None:
    assert "demo.E001" in deployment_errors()


def test_removing_leaves_every_table_and_folder_as_it_was(
    loaded: Loaded,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    """Then it can come back: without accounts, as a site does that is left online."""
    settings.DATA_DIR = Path(copytree(loaded.folder, tmp_path / "copy"))
    settings.DEMO, settings.MEDIA_ROOT = True, settings.DATA_DIR / "media"
    once, account = rows(), demo_accounts()[0]
    client = Client()
    client.post("/en/account/sign-in/", {"login": account.email, "password": account.password})
    assert client.get("/en/members/").wsgi_request.user.is_authenticated

    # The files of pictures go once the transaction is committed.
    with django_capture_on_commit_callbacks(execute=True):
        assert "Removed" in demo("--remove")

    assert changes(loaded.rows_before, rows()) == {}
    assert files(settings.DATA_DIR) == loaded.files_before
    assert not client.get("/en/members/").wsgi_request.user.is_authenticated

    demo("--without-accounts")

    assert Member.objects.filter(is_demo=True).count() == 60
    assert demo_accounts() == []
    assert not User.objects.demo().exists()
    assert {table for table in changes(once, rows()) if not table.startswith("account")} == NOT_WITHOUT_ACCOUNTS
    assert "demo.E001" not in deployment_errors()


def changes(before: dict[str, int], after: dict[str, int]) -> dict[str, tuple[int, int]]:
    return {table: (before[table], after[table]) for table in after if after[table] != before[table]}


def test_removing_survives_that_somebody_deleted_a_part(loaded: Loaded) -> None:
    Member.objects.filter(is_demo=True).order_by("?")[0].delete()
    Page.objects.filter(depth__gt=2).order_by("?")[0].delete()

    demo("--remove")

    left = rows()
    assert not DemoItem.objects.exists()
    for table in ("network_member", "search_entry"):
        assert left[table] == loaded.rows_before[table]

    demo("--remove")  # of what is there no longer

    assert rows() == left


def test_what_people_wrote_is_not_removed_unasked(loaded: Loaded) -> None:
    news = ArticleIndexPage.objects.get(locale__language_code="en", slug="news")
    make_article(news, "our-first-meeting", title="Our first meeting")
    make_article(news, "a-draft", title="A draft", live=False)
    changed = ContactPage.objects.get(locale__language_code="bg")
    changed.title = "Пишете ни тук"
    changed.save_revision().publish()
    before = rows()

    with pytest.raises(CommandError, match=r"(?s)Our first meeting.*/en/news/a-draft/.*--with-") as said:
        demo("--remove")

    assert rows() == before
    assert "Пишете ни тук" in str(said.value)
    assert len(re.findall("/(?:en|bg)/", str(said.value))) == 3, (
        "pages of the demo are named though nobody touched them"
    )

    demo("--remove", "--with-what-was-added")

    assert not ArticlePage.objects.exists()
    assert not ContactPage.objects.exists()
    assert not DemoItem.objects.exists()


def test_what_the_site_has_come_to_use_stays(loaded: Loaded) -> None:
    """A picture that a page beside the demonstration shows, and the imprint of a real association."""
    shown, unused = PortalImage.objects.order_by("pk")[:2]
    page = make_page("en", "ours", image=shown)
    ImprintSettings.objects.update(organisation="Verein Anna", address="Beispielgasse 1", email="office@example.org")

    demo("--remove")

    page.refresh_from_db()
    assert page.image == shown
    assert not PortalImage.objects.filter(pk=unused.pk).exists()
    assert ImprintSettings.objects.get().organisation == "Verein Anna"
    assert not DemoItem.objects.exists()


def test_what_was_added_is_said_to_go_only_when_the_demo_goes(loaded: Loaded) -> None:
    with pytest.raises(CommandError, match="--remove"):
        demo("--with-what-was-added")

    assert DemoItem.objects.exists()


def deployment_errors() -> str:
    try:
        call_command("check", deploy=True, databases=["default"], stdout=StringIO(), stderr=StringIO())
    except SystemCheckError as error:
        return str(error)
    return ""


def test_sixty_people_are_described() -> None:
    assert len(PEOPLE) == 60
    assert len({person["key"] for person in PEOPLE}) == 60
    assert len({person["name"] for person in PEOPLE}) == 60


@pytest.mark.django_db
@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["key"])
def test_a_description_uses_known_words(person: dict[str, Any]) -> None:
    assert set(person["expertises"]) <= set(Expertise.objects.values_list("slug", flat=True))
    assert set(person["audiences"]) <= set(Audience.objects.values_list("slug", flat=True))
    assert set(person.get("availabilities", ())) <= set(Availability.objects.values_list("slug", flat=True))
    assert set(person["networks"]) <= {"EU", "AT", "BG", "ES", "FR", "UK"}
    assert set(person.get("coordinates", ())) <= set(person["networks"])
    assert not set(person.get("applications", ())) & set(person["networks"])
    assert person["networks"]
    assert person["expertises"]
    assert set(person["languages"].values()) <= set(Level.values)
    assert {person["profile_visibility"], *person.get("visibility", {}).values()} <= set(Visibility.values)
    assert set(person.get("visibility", {})) <= set(PROFILE_FIELDS)
    assert person["texts"].keys() <= set(LANGUAGES)
    for code in person["languages"]:
        validate_language(code)
    for code in (*person["works_in"], *person.get("advises_in", ())):
        validate_country(code)
    for text in person["texts"].values():
        assert 0 < len(text["headline"]) <= 100
        assert 0 < len(text["bio"]) <= 4000
    assert isinstance(person["joined"], date)
    assert len(person["name"]) <= 120


def test_among_the_people_is_every_kind_of_visibility() -> None:
    chosen = Counter(person["profile_visibility"] for person in PEOPLE)

    assert set(chosen) == set(Visibility.values)
    assert chosen["public"] > 30


def test_the_roles_are_people_that_exist() -> None:
    keys = {person["key"] for person in PEOPLE}

    assert {role.member for role in ROLES if role.member} <= keys
