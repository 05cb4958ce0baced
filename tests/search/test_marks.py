"""Whatever way a row is written, the things whose cards it is in are marked, and no others."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from wagtail.users.views.bulk_actions.set_active_state import SetActiveStateBulkAction

from network.models import Member, MemberCountry, MemberLanguage, Membership, MemberText, Network
from network.states import MembershipState
from portal.accounts.models import User
from portal.operations.bulk_changes import ReportingQuerySet
from portal.vocabulary.models import Audience, Expertise, Term
from search.cards import card_key
from search.catalogue import mark_everything
from search.models import Entry
from search.projector import project_pending
from tests.accounts.factories import UserFactory
from tests.network.factories import MemberFactory, join
from tests.search.truth import pending, stale

pytestmark = pytest.mark.django_db


@dataclass
class People:
    anna: Member
    berta: Member
    bystander: Member


@pytest.fixture
def people() -> People:
    """All known to the catalogue; the bystander has nothing in common with the others."""
    made = People(
        anna=MemberFactory.create(
            name="Anna Berg",
            user=UserFactory.create(),
            expertises=["housing"],
            audiences=["women"],
            texts={"en": ("A headline", "About me")},
            languages={"tr": "B2"},
            countries=["AT"],
            networks=["EU", "AT"],
        ),
        berta=MemberFactory.create(name="Berta Holm", expertises=["housing", "mediation"], networks=["BG"]),
        bystander=MemberFactory.create(
            user=UserFactory.create(),
            expertises=["employment"],
            texts={"fr": ("Bonjour", "")},
            languages={"tr": "B2"},
            countries=["AT"],
            networks=["FR"],
        ),
    )
    mark_everything()
    project_pending()
    return made


def renamed(member: Member, name: str = "Anna Bergmann") -> Member:
    member.name = name
    return member


def text(member: Member, language: str = "fr", headline: str = "Salut") -> MemberText:
    return MemberText(member=member, language=language, headline=headline)


def handed_over(row: MemberText, member: Member) -> MemberText:
    row.member = member
    return row


def expertises_of_members() -> ReportingQuerySet[Any]:
    """The table of a relation, whose manager is Django's."""
    return ReportingQuerySet(Member.expertises.through)


def load(row: Member, folder: object) -> None:
    """Have loaddata bring `row` back."""
    file = f"{folder}/rows.json"
    with open(file, "w", encoding="utf-8") as stream:  # noqa: PTH123 - what serialize writes into
        serialize("json", [row], stream=stream)
    call_command("loaddata", file, verbosity=0)


ANNA, BERTA, BOTH = {"anna"}, {"berta"}, {"anna", "berta"}
Change = Callable[[People], object]

PATHS: dict[str, tuple[Change, set[str]]] = {
    "member updated": (lambda on: Member.objects.filter(pk=on.anna.pk).update(name="Anna Bergmann"), ANNA),
    "member updated by what it is updated in": (
        lambda on: Member.objects.filter(name="Anna Berg").update(name="Anna Bergmann"),
        ANNA,
    ),
    "members updated in bulk": (
        lambda on: Member.objects.bulk_update([renamed(on.anna), renamed(on.berta)], ["name"]),
        BOTH,
    ),
    "members deleted": (lambda on: Member.objects.filter(pk__in=[on.anna.pk, on.berta.pk]).delete(), BOTH),
    "texts deleted without signals": (
        lambda on: MemberText.objects.filter(member=on.anna)._raw_delete("default"),
        ANNA,
    ),
    "texts created": (lambda on: MemberText.objects.bulk_create([text(on.anna), text(on.berta)]), BOTH),
    "texts created through the member": (lambda on: on.anna.texts.bulk_create([text(on.anna)]), ANNA),
    "texts created unless they are there": (
        lambda on: MemberText.objects.bulk_create([text(on.bystander), text(on.berta)], ignore_conflicts=True),
        BERTA,
    ),
    "texts created or changed": (
        lambda on: MemberText.objects.bulk_create(
            [text(on.anna, "en"), text(on.berta, "en")],
            update_conflicts=True,
            unique_fields=["member", "language"],
            update_fields=["headline"],
        ),
        BOTH,
    ),
    "text updated": (lambda on: on.anna.texts.update(headline="Another"), ANNA),
    "text given to another by an update": (lambda on: on.anna.texts.update(member=on.berta), BOTH),
    "text given to another by saving": (lambda on: handed_over(on.anna.texts.get(), on.berta).save(), BOTH),
    "text given to another by adding": (lambda on: on.berta.texts.add(on.anna.texts.get()), BOTH),
    "texts deleted": (lambda on: MemberText.objects.filter(member=on.anna).delete(), ANNA),
    "language updated": (lambda on: MemberLanguage.objects.filter(member=on.anna).update(level="C1"), ANNA),
    "country updated": (lambda on: MemberCountry.objects.filter(member=on.anna).update(country="DE"), ANNA),
    "memberships updated": (
        lambda on: Membership.objects.filter(member=on.anna).update(state=MembershipState.LEFT),
        ANNA,
    ),
    "membership saved": (lambda on: join(on.berta, "EU"), BERTA),
    "network changed": (
        lambda on: Network.objects.update_or_create(code="AT", defaults={"country": "LI"}),
        {"anna", "AT"},
    ),
    "network updated": (lambda on: Network.objects.filter(code="AT").update(country="LI"), {"anna", "AT"}),
    "network created": (
        lambda on: Network.objects.bulk_create([Network(code="IT", kind="national", country="IT")]),
        {"IT"},
    ),
    "network deleted": (
        lambda on: [Membership.objects.filter(network__code="BG").delete(), Network.objects.get(code="BG").delete()],
        {"berta", "BG"},
    ),
    "account closed": (lambda on: User.objects.filter(pk=on.anna.user_id).update(is_active=False), ANNA),
    "account closed from the list of accounts": (
        lambda on: SetActiveStateBulkAction.execute_action([on.anna.user], mark_as_active=False),
        ANNA,
    ),
    "account deleted": (lambda on: User.objects.filter(pk=on.anna.user_id).delete(), ANNA),
    "account taken away": (
        lambda on: Member.objects.filter(pk=on.anna.pk).update(user=None, is_demo=True, city="Graz"),
        ANNA,
    ),
    "term updated": (lambda on: Term.objects.filter(slug="housing").update(label_en="Roofs"), BOTH),
    "term updated as expertise": (lambda on: Expertise.objects.filter(slug="housing").update(label_en="Roofs"), BOTH),
    "audience updated": (lambda on: Audience.objects.filter(slug="women").update(label_bg="Дами"), ANNA),
    "term deleted": (lambda on: Term.objects.filter(slug="mediation").delete(), BERTA),
    "expertises added": (lambda on: on.anna.expertises.add(Expertise.objects.get(slug="mediation")), ANNA),
    "expertises set": (lambda on: on.anna.expertises.set([]), ANNA),
    "expertises written into their table": (
        lambda on: expertises_of_members().bulk_create(
            [Member.expertises.through(member=on.anna, expertise=Expertise.objects.get(slug="mediation"))]
        ),
        ANNA,
    ),
    "expertises deleted from their table": (
        lambda on: expertises_of_members().filter(expertise__slug="housing").delete(),
        BOTH,
    ),
    "expertises changed in their table": (
        lambda on: expertises_of_members().filter(expertise__slug="mediation").update(member=on.anna.pk),
        BOTH,
    ),
}


def keys(people: People, names: set[str]) -> set[str]:
    """The keys of the members called so, and of the networks that there are with these codes."""
    members = {card_key("member", getattr(people, name).pk or 0) for name in names if name.islower()}
    networks = Network.objects.filter(code__in=names).values_list("pk", flat=True)
    return members | {card_key("network", pk) for pk in networks}


@pytest.mark.parametrize("path", PATHS)
def test_what_is_written_is_marked_and_nothing_else(people: People, path: str) -> None:
    change, names = PATHS[path]
    before = keys(people, names)

    change(people)

    assert pending() == before | keys(people, names)
    assert stale() <= pending(), "nothing else shows otherwise than it should"
    assert card_key("member", people.bystander.pk) not in pending()


@pytest.mark.parametrize("path", PATHS)
def test_what_is_rolled_back_leaves_no_mark(people: People, path: str) -> None:
    entries = list(Entry.objects.order_by("pk").values())

    with transaction.atomic():
        PATHS[path][0](people)
        transaction.set_rollback(True)

    assert list(Entry.objects.order_by("pk").values()) == entries


def test_rows_that_are_loaded_from_a_file_are_marked(people: People, tmp_path: object) -> None:
    load(renamed(people.anna), tmp_path)

    assert pending() == stale() == keys(people, ANNA)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Member.objects.update(city="Graz"),
        lambda: MemberText.objects.update(headline="New"),
        lambda: MemberText.objects.bulk_create(text(member) for member in Member.objects.all()),
        lambda: Member.objects.bulk_create(Member(name=f"New {number}", is_demo=True) for number in range(1000)),
        lambda: Term.objects.filter(slug="housing").update(label_en="Roofs"),
        lambda: Network.objects.filter(code="AT").update(country="LI"),
    ],
    ids=["members", "texts", "new texts", "new members", "term", "network"],
)
def test_a_thousand_in_bulk_cost_few_statements(change: Callable[[], object]) -> None:
    """SQLite takes fewer values in one statement than PostgreSQL."""
    members = Member.objects.bulk_create(Member(name=f"Member {number}", is_demo=True) for number in range(1000))
    MemberText.objects.bulk_create(text(member, "en") for member in members)
    at, housing = Network.objects.get(code="AT"), Expertise.objects.get(slug="housing")
    Membership.objects.bulk_create(Membership(member=member, network=at) for member in members)
    through = Member.expertises.through
    through._default_manager.bulk_create(through(member=member, expertise=housing) for member in members)
    Entry.objects.update(pending=False)

    with CaptureQueriesContext(connection) as statements:
        change()

    assert Entry.objects.pending().filter(kind="member").count() == 1000
    assert len(statements) < 60


def test_an_update_costs_one_query_more_where_nothing_is_met(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2 if connection.features.max_query_params else 1):
        Member.objects.filter(name="Nobody").update(city="Graz")
