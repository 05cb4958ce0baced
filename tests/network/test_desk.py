"""The coordinators' desk: one's own network, whole, and nothing else."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from network.models import Membership, MembershipEvent, Network
from network.states import Event, MembershipRole, MembershipState
from network.visibility import Visibility
from tests.accounts.factories import OperatorFactory, UserFactory
from tests.accounts.mailbox import mail_to
from tests.network.brute_force import account_of
from tests.network.factories import MemberFactory, coordinator_of, join
from tests.network.readers import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

APPLICATIONS, MEMBERS = "/admin/network/applications/", "/admin/network/members/"
OF_A_NETWORK = ("/admin/network/figures/", "/admin/network/gaps/", "/admin/network/sleeping/")
WORDS = "I have advised newcomers for six years."


@pytest.fixture
def austria() -> Client:
    return signed_in(coordinator_of("AT"))


def waiting(code: str = "AT", **fields: object) -> Membership:
    applicant = MemberFactory.create(networks=[], user=UserFactory.create(), **fields)
    membership = join(applicant, code, MembershipState.APPLIED)
    MembershipEvent.objects.create(membership=membership, event=Event.APPLIED, text=WORDS, by=membership.member.user)
    return membership


def page(membership: Membership) -> str:
    return f"/admin/network/memberships/{membership.pk}/"


def body(response: Any) -> bytes:
    """Of a page, or of a file that is streamed."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def html(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    content: str = response.content.decode()
    return content


def decide(client: Client, membership: Membership, decision: str, text: str = "") -> str:
    sent = {"deed": "decide", "decision": decision, "text": text}
    content: str = client.post(page(membership), sent, follow=True).content.decode()
    return content


def test_the_role_alone_opens_the_desk_and_closes_it(austria: Client) -> None:
    membership = Membership.objects.get(role=MembershipRole.COORDINATOR)
    assert APPLICATIONS in html(austria, "/admin/")

    membership.role = MembershipRole.MEMBER
    membership.save()

    assert austria.get("/admin/").status_code == 403
    assert austria.get(APPLICATIONS).status_code == 403


def test_a_member_an_applicant_and_an_operator_have_no_such_desk() -> None:
    member = signed_in(account_of(MemberFactory.create(user=UserFactory.create(), networks=["AT"])))
    applicant = signed_in(account_of(waiting().member))
    operator = signed_in(OperatorFactory.create())

    for path in (APPLICATIONS, MEMBERS, page(waiting())):
        assert member.get(path).status_code == 403
        assert applicant.get(path).status_code == 403
        assert operator.get(path)["Location"] == "/admin/", "Wagtail says there that she may not"


def test_the_longest_waits_first_and_only_the_own_network_is_there(austria: Client) -> None:
    waiting(name="Newer Person")
    waiting(name="Older Person")
    Membership.objects.filter(member__name="Older Person").update(applied="2026-01-01T00:00Z")
    waiting("FR", name="French Person")

    shown = html(austria, APPLICATIONS)

    assert 0 < shown.index("Older Person") < shown.index("Newer Person")
    assert "French Person" not in shown


def test_frances_coordinator_finds_nothing_of_austrias() -> None:
    france = signed_in(coordinator_of("FR"))
    application = waiting(name="Zanzibara Quill")
    member = join(MemberFactory.create(name="Ospreya Quill", networks=[]), "AT")

    for membership in (application, member):
        assert france.get(page(membership), follow=True).status_code == 404
        for deed in ("decide", "remove", "nominate"):
            sent = {"deed": deed, "decision": "approve", "text": "x", "removal-text": "x", "nomination-text": "x"}
            assert france.post(page(membership), sent, follow=True).status_code == 404
    for query in ("", "?export=csv", "?q=quill"):
        response = france.get(f"{MEMBERS}{query}")
        assert "Quill" not in body(response).decode()
    for path in (APPLICATIONS, MEMBERS, f"{MEMBERS}results/", *OF_A_NETWORK):
        for foreign in ("AT", "EU", "XX", "%00", "at"):
            assert france.get(f"{path}?network={foreign}").status_code == 404
            assert france.get(f"{path}?network={foreign}&export=csv").status_code == 404
        assert france.get(f"{path}?network=FR").status_code == 200
    assert not MembershipEvent.objects.filter(event__in=[Event.APPROVED, Event.REMOVED, Event.EXPORTED]).exclude(
        membership__network__code="FR"
    )


def test_an_application_is_admitted_asked_about_or_declined(austria: Client) -> None:
    admitted, asked, declined = waiting(), waiting(), waiting()
    assert WORDS in html(austria, page(admitted))

    assert "is a member now." in decide(austria, admitted, "approve")
    assert "gets your question" in decide(austria, asked, "ask", "Which institution?")
    assert "gets your reason" in decide(austria, declined, "decline", "Only advisers.")

    states = [Membership.objects.get(pk=one.pk).state for one in (admitted, asked, declined)]
    assert states == [MembershipState.ACTIVE, MembershipState.ASKED, MembershipState.DECLINED]
    assert "Only advisers." in mail_to(account_of(declined.member).email)


@pytest.mark.parametrize("decision", ["ask", "decline"])
def test_a_question_and_a_refusal_need_words(austria: Client, decision: str) -> None:
    membership = waiting()

    assert "Please write what you want to know" in decide(austria, membership, decision)

    assert Membership.objects.get(pk=membership.pk).state == MembershipState.APPLIED


def test_what_is_too_long_stays_in_the_form(austria: Client) -> None:
    membership = waiting()

    content = decide(austria, membership, "decline", "x" * 10_000)

    assert "x" * 10_000 in content
    assert "at most 4000" in content


def test_a_page_that_stood_open_says_what_happened_meanwhile(austria: Client) -> None:
    membership = waiting()
    decide(austria, membership, "approve")

    assert "Somebody has decided about this meanwhile" in decide(austria, membership, "decline", "No.")
    assert Membership.objects.get(pk=membership.pk).state == MembershipState.ACTIVE


def test_what_is_shown_to_nobody_is_not_shown_to_the_coordinator(austria: Client) -> None:
    hidden = {"city_visibility": Visibility.NOBODY, "contact_visibility": Visibility.NOBODY}
    membership = waiting(city="Ytterby", phone="+43 1 999", organisation="Heron House", **hidden)
    invisible = join(MemberFactory.create(name="Zanzibara Quill", networks=[], visibility=Visibility.NOBODY), "AT")

    shown = html(austria, page(membership))
    assert "Heron House" in shown
    assert "Ytterby" not in shown
    assert "+43 1 999" not in shown
    assert account_of(membership.member).email not in shown
    assert "Zanzibara" not in html(austria, MEMBERS)
    assert "Zanzibara" not in html(austria, page(invisible))


def test_nobody_sees_a_form_to_decide_about_herself() -> None:
    coordinator = coordinator_of("EU")
    membership = Membership.objects.create(member=coordinator.member, network=Network.objects.get(code="AT"))

    shown = html(signed_in(coordinator), page(membership))

    assert "another coordinator decides" in shown
    assert 'value="decide"' not in shown


def rows_of(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"{MEMBERS}?export=csv{query}")
    return list(csv.DictReader(StringIO(body(response).decode())))


def test_the_list_is_saved_as_the_screen_shows_it_and_each_member_can_see_that(austria: Client) -> None:
    shown = {"networks": ["AT"], "countries": ["AT"], "city": "Graz"}
    anna = MemberFactory.create(name="Anna Berg", user=UserFactory.create(), city_visibility=Visibility.NOBODY, **shown)
    MemberFactory.create(name="Berta Berg", in_downloads=False, **shown)
    MemberFactory.create(name="Clara Tal", **shown)

    rows = rows_of(austria, "&q=Berg")

    assert [row["Name"] for row in rows] == ["Anna Berg"]
    assert rows[0]["Works in"] == "Austria"
    assert rows[0]["City"] == ""
    assert "1 person does not want to be in downloads" in html(austria, MEMBERS)
    exported = MembershipEvent.objects.filter(event=Event.EXPORTED)
    assert [one.membership.member for one in exported] == [anna]
    assert "in a list that a coordinator saved" in html(signed_in(account_of(anna)), "/en/account/data/")


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")'])
def test_no_cell_begins_a_formula(austria: Client, hostile: str) -> None:
    MemberFactory.create(name=hostile, networks=["AT"])

    cells = [cell for row in rows_of(austria) for cell in row.values()]
    book = load_workbook(BytesIO(body(austria.get(f"{MEMBERS}?export=xlsx"))))

    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    assert f"'{hostile}" in cells
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)


def test_members_are_listed_in_a_fixed_number_of_queries(austria: Client) -> None:
    counts = []
    for _round in range(2):
        for _person in range(5):
            MemberFactory.create(networks=["AT"], countries=["AT"], languages={"tr": "B1"}, expertises=["housing"])
        with CaptureQueriesContext(connection) as queries:
            html(austria, MEMBERS)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_operators_name_coordinators(austria: Client) -> None:
    operator = signed_in(OperatorFactory.create())
    member = MemberFactory.create(user=UserFactory.create(), networks=["FR"])
    path = f"/admin/network/networks/{Network.objects.get(code='FR').pk}/coordinators/"
    assert "Nobody coordinates this network yet" in html(operator, path)

    unknown = operator.post(path, {"email": "nobody@example.org"})
    assert "Nobody with this address is a member" in unknown.content.decode()
    operator.post(path, {"email": account_of(member).email})
    membership = member.memberships.get()
    assert membership.role == MembershipRole.COORDINATOR
    operator.post(path, {"dismiss": str(membership.pk)})
    membership.refresh_from_db()

    assert membership.role == MembershipRole.MEMBER
    assert austria.get(path)["Location"] == "/admin/"


def test_a_country_that_is_added_has_a_desk_at_once() -> None:
    Network.objects.create(code="IT", kind="national", country="IT")
    italy = signed_in(coordinator_of("IT"))
    membership = waiting("IT", name="Zanzibara Quill")

    assert "Zanzibara" in html(italy, APPLICATIONS)
    assert "is a member now." in decide(italy, membership, "approve")
