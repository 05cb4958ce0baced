"""Inviting people who did not ask for it: from a file or one by one, once, and never again if they say so."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from network.actions.invitations import (
    TooManyInvitedError,
    forget_invitations,
    invite_guests,
    plan_invitations,
    refuse_invitations,
    remind_invited,
)
from network.invitations import limits
from network.invitations.csv_file import Guest, UnreadableFileError, read_guests
from network.models import Invitation, Network
from portal.accounts.models import User
from portal.mail.models import RefusedAddress
from portal.mail.unasked import refusing_unasked
from tests.accounts.factories import UserFactory
from tests.accounts.mailbox import link_to, mail_to
from tests.network.factories import MemberFactory, coordinator_of
from tests.network.readers import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

DESK, NEW = "/admin/network/invitations/", "/admin/network/invitations/new/"
HEAD = "email,name,language,source\n"
MIRA = Guest("mira@example.org", "Мира", "bg", "списъка от срещата в София")


@pytest.fixture
def coordinator() -> User:
    return coordinator_of("BG", language="bg")


@pytest.fixture
def network() -> Network:
    return Network.objects.get(code="BG")


def read(text: str | bytes) -> list[str]:
    """What is wrong with a file, as "line: words"."""
    content = text.encode() if isinstance(text, str) else text
    return [f"{error.line}: {error.words}" for error in read_guests(content, language="en", source="").errors]


def upload(desk: Client, text: str | bytes, **fields: str) -> str:
    content = text.encode() if isinstance(text, str) else text
    network = Network.objects.get(code="BG").pk
    data = {"network": network, "language": "bg", "source": "", "note": "", **fields}
    response = desk.post(NEW, data | {"file": SimpleUploadedFile("guests.csv", content)})
    return response.content.decode()


def sealed_in(html: str) -> str:
    return html.partition('name="sealed" value="')[2].partition('"')[0]


def invited(network: Network, coordinator: User, *guests: Guest) -> Invitation:
    invite_guests(network, guests or [MIRA], note="Здравейте!", acting_user=coordinator)
    return Invitation.objects.latest("pk")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_as_spreadsheet_programs_save_it(mark: str, separator: str) -> None:
    lines = [["E-Mail", "Name", "Language", "Source"], ["A@b.example", "Ann", "fr", "fair"], ["", "", "", ""]]
    lines.append(["c@d.example", '"Cee, ""C"""' if separator == "," else 'Cee, "C"', "", "fair"])
    text = mark + "\r\n".join(separator.join(cells) for cells in lines) + "\r\n"
    reading = read_guests(text.replace('Cee, "C"', '"Cee, ""C"""').encode(), language="de", source="")
    assert reading.errors == []
    assert reading.guests[0] == Guest("a@b.example", "Ann", "fr", "fair")
    assert (reading.guests[1].email, reading.guests[1].language) == ("c@d.example", "de")


def test_each_line_says_what_is_wrong_with_it() -> None:
    lines = [
        "ann@example.org,Ann,en,fair",
        "not an address,Bob,en,fair",
        "cy@example.org,http://spam.example,en,fair",
        "di@example.org,Di,xx,fair",
        "ed@example.org,Ed,en,",
        "ANN@example.org,Ann again,en,fair",
        "flo@example.org,Flo,en,fair,more,and more",
        f"gus@example.org,{'G' * 121},en,fair",
    ]
    wrong = read(HEAD + "\n".join(lines))
    assert [line.partition(":")[0] for line in wrong] == ["3", "4", "5", "6", "7", "8", "9"]
    assert "“not an address” is not an e-mail address." in wrong[0]
    assert "line 2 already" in wrong[4]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"name\nAnn\n",
        b"email,shoe size\na@b.example,43\n",
        b"email,email\na@b.example,c@d.example\n",
        b"email,name\n",
        b"email,name\na@b.example,Zo\xe9\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"PK\x03\x04\x14\0\x06\0",
        b'email,name\na@b.example,"Ann\n',
        ("email\n" + "".join(f"a{number}@b.example\n" for number in range(limits.MOST_A_FILE + 1))).encode(),
    ],
)
def test_a_file_that_is_something_else_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_guests(content, language="en", source="fair")
    assert str(refused.value).endswith(".")


def test_nothing_is_sent_before_a_look_and_nothing_half(coordinator: User) -> None:
    desk = signed_in(coordinator)
    html = upload(desk, HEAD + "mira@example.org,Мира,bg,среща\nnobody,Никой,bg,среща\n")
    assert "3" in html
    assert sealed_in(html) == ""
    assert not Invitation.objects.exists()

    html = upload(desk, HEAD + "mira@example.org,Мира,bg,среща\n", note="Здравейте!")
    assert "mira@example.org" in html
    assert not Invitation.objects.exists()
    assert mail.outbox == []

    for _twice in range(2):
        desk.post(NEW, {"sealed": sealed_in(html)})
    assert Invitation.objects.get().by == coordinator
    assert [message.to for message in mail.outbox] == [["Мира <mira@example.org>"]]
    assert "Здравейте!" in mail_to("mira@example.org")


@pytest.mark.parametrize("sealed", ["", "nonsense", "gAAAAA"])
def test_a_look_that_is_not_ours_sends_nothing(coordinator: User, sealed: str) -> None:
    response = signed_in(coordinator).post(NEW, {"sealed": sealed})
    assert (response.status_code, response["Location"]) == (302, NEW)
    assert not Invitation.objects.exists()


def test_either_one_address_or_a_file(coordinator: User) -> None:
    desk = signed_in(coordinator)
    network = Network.objects.get(code="BG").pk
    base = {"network": network, "language": "bg", "note": ""}
    assert desk.post(NEW, {**base, "source": "fair"}).status_code == 422
    assert desk.post(NEW, {**base, "email": "a@b.example"}).status_code == 422
    html = desk.post(NEW, {**base, "email": "A@b.example", "source": "fair"}).content.decode()
    desk.post(NEW, {"sealed": sealed_in(html)})
    assert Invitation.objects.get().address == "a@b.example"


def test_members_those_invited_and_those_who_refuse_are_left_out(network: Network, coordinator: User) -> None:
    MemberFactory.create(user=UserFactory.create(email="here@example.org"), networks=["BG"])
    invited(network, coordinator)
    refuse_invitations("Never@Example.org")
    guests = [
        Guest(address, "", "bg", "fair") for address in ("here@example.org", "never@example.org", "new@example.org")
    ]
    plan = plan_invitations(network, [*guests, MIRA])
    assert [guest.email for guest in plan.to_invite] == ["new@example.org"]
    assert len(plan.left_out) == 3


def test_only_whoever_decides_for_a_network_invites_into_it(network: Network, coordinator: User) -> None:
    french = coordinator_of("FR")
    with pytest.raises(PermissionDenied):
        invite_guests(network, [MIRA], note="", acting_user=french)
    invitation = invited(network, coordinator)
    desk = signed_in(french)
    assert MIRA.email not in desk.get(DESK).content.decode()
    assert desk.post(DESK, {"take_back": invitation.pk}).status_code == 404
    assert desk.post(DESK, {"take_back": "nonsense"}).status_code == 404
    html = upload(desk, HEAD + "a@b.example,Ann,en,fair\n")
    assert sealed_in(html) == ""
    assert Client().get(NEW).status_code == 302
    assert signed_in(UserFactory.create()).get(NEW).status_code in (302, 403)


def test_a_look_does_not_help_somebody_who_lost_the_role(coordinator: User) -> None:
    sealed = sealed_in(upload(signed_in(coordinator), HEAD + "a@b.example,Ann,en,fair\n"))
    assert sealed
    assert signed_in(coordinator_of("FR")).post(NEW, {"sealed": sealed}).status_code == 404


def test_a_network_does_not_write_to_thousands(
    network: Network, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_A_DAY", 1)
    with pytest.raises(TooManyInvitedError):
        invite_guests(network, [MIRA, Guest("b@example.org", "", "en", "fair")], note="", acting_user=coordinator)
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_the_mail_says_where_the_address_comes_from_and_how_to_end_it(network: Network, coordinator: User) -> None:
    invited(network, coordinator)
    [message] = mail.outbox
    body = mail_to(MIRA.email)
    assert MIRA.source in body
    assert coordinator.email not in message.message().as_string()
    stop = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop.endswith("/never/")
    assert stop in body

    strict = Client(enforce_csrf_checks=True)
    assert strict.get(link_to(MIRA.email, "/never/")).status_code == 200
    assert Invitation.objects.exists(), "looking changes nothing"
    assert strict.post(link_to(MIRA.email, "/never/"), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Invitation.objects.exists()
    assert refusing_unasked(["MIRA@example.org "])
    assert "mira" not in RefusedAddress.objects.get().digest
    assert strict.get(link_to(MIRA.email, "/never/")).status_code == 410


def test_saying_no_deletes_the_address_and_closes_no_door(network: Network, coordinator: User, client: Client) -> None:
    invited(network, coordinator)
    page = link_to(MIRA.email, "/account/invitations/")
    assert client.get(page).status_code == 200
    assert client.post(page, {"answer": "no"}).status_code == 200
    assert not Invitation.objects.exists()
    assert not refusing_unasked([MIRA.email])
    assert client.get(page).status_code == 410
    assert invited(network, coordinator).address == MIRA.email


def test_one_reminder_after_a_week_and_then_silence(network: Network, coordinator: User) -> None:
    accepted = invited(network, coordinator, Guest("came@example.org", "", "fr", "fair"))
    Invitation.objects.filter(pk=accepted.pk).update(accepted=timezone.now())
    invited(network, coordinator)
    mail.outbox.clear()
    assert remind_invited() == 0

    Invitation.objects.update(sent=timezone.now() - timedelta(days=7))
    assert remind_invited() == 1
    assert remind_invited() == 0
    assert [message.to for message in mail.outbox] == [["Мира <mira@example.org>"]]


def test_after_thirty_days_nothing_is_left(network: Network, coordinator: User, client: Client) -> None:
    invitation = invited(network, coordinator)
    page = link_to(MIRA.email, "/account/invitations/")
    Invitation.objects.update(sent=timezone.now() - limits.KEPT)
    assert client.get(page).status_code == 410, "even before the row is deleted"
    assert forget_invitations() == 1
    assert not Invitation.objects.filter(pk=invitation.pk).exists()


@pytest.mark.parametrize("token", ["nonsense", "x" * 3000, "gAAAAABmAAAA"])
def test_a_link_that_is_none_of_ours(client: Client, token: str) -> None:
    assert client.get(f"/en/account/invitations/{token}/").status_code == 410
    assert client.post(f"/en/account/invitations/{token}/never/").status_code == 410


def test_a_coordinator_takes_an_invitation_back(network: Network, coordinator: User) -> None:
    invitation = invited(network, coordinator)
    desk = signed_in(coordinator)
    assert MIRA.email in desk.get(DESK).content.decode()
    desk.post(DESK, {"take_back": invitation.pk})
    assert not Invitation.objects.exists()


def test_whoever_has_an_account_signs_in_and_whoever_is_in_goes_on(
    network: Network, coordinator: User, client: Client
) -> None:
    user = UserFactory.create(email=MIRA.email)
    invited(network, coordinator)
    page = link_to(MIRA.email, "/account/invitations/")
    answer = client.post(page, {"answer": "yes"})
    assert answer["Location"].startswith("/bg/account/sign-in/?next=")
    assert signed_in(user).post(page, {"answer": "yes"})["Location"] == "/bg/networks/BG/apply/"
