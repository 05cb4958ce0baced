"""The coordinator of Spain admits one, declines another, saves her list, and learns nothing about France."""

import csv
from io import StringIO

import pytest
from django.test import Client

from network.models import Member, Membership, Network
from network.states import MembershipState
from portal.accounts.models import User
from tests.accounts.factories import UserFactory
from tests.accounts.mailbox import link_to, mail_to
from tests.journeys.test_join import page, send
from tests.network.brute_force import account_of
from tests.network.factories import MemberFactory, coordinator_of, join
from tests.network.readers import signed_in
from tests.network.test_desk import body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

DESK = "/admin/network/"
FIRST, SECOND = "lucia@example.org", "mateo@example.org"
WHY = "Acompaño a personas recién llegadas a Zaragoza."


@pytest.fixture
def coordinator() -> User:
    return coordinator_of("ES", email="coordina@example.org", language="es")


@pytest.fixture
def desk(coordinator: User) -> Client:
    return signed_in(coordinator)


def apply(name: str, email: str, motivation: str = WHY) -> Membership:
    """Somebody with a whole profile applies to Spain."""
    account = User.objects.filter(email=email).first() or UserFactory.create(email=email, language="es")
    if not Member.objects.of(account).exists():
        MemberFactory.create(
            name=name,
            user=account,
            networks=[],
            countries=["ES"],
            languages={"es": "C2"},
            expertises=["validation"],
            texts={"es": ("Orientadora", "")},
        )
    send(signed_in(account), "/es/networks/ES/apply/", motivation=motivation)
    return Membership.objects.get(member__user=account, network__code="ES")


def state_of(membership: Membership) -> str:
    return Membership.objects.get(pk=membership.pk).state


def test_from_the_mail_to_the_list_of_members(coordinator: User, desk: Client) -> None:
    admitted, declined = apply("Lucía Prat", FIRST), apply("Mateo Rius", SECOND)
    assert page(desk, f"{DESK}applications/").index("Lucía Prat")
    application = link_to(coordinator.email, f"{DESK}memberships/")
    assert WHY in page(desk, application)

    send(desk, f"{DESK}memberships/{admitted.pk}/", deed="decide", decision="approve", text="")
    reason = "Buscamos a quienes ya trabajan en España."
    send(desk, f"{DESK}memberships/{declined.pk}/", deed="decide", decision="decline", text=reason)

    assert (state_of(admitted), state_of(declined)) == (MembershipState.ACTIVE, MembershipState.DECLINED)
    assert reason in mail_to(SECOND)
    saved = desk.get(f"{DESK}members/?network=ES&q=Prat&export=csv")
    rows = list(csv.reader(StringIO(body(saved).decode())))
    assert [row[0] for row in rows[1:]] == ["Lucía Prat"]
    assert "en una lista que guardó la coordinación" in page(
        signed_in(account_of(admitted.member)), "/es/account/data/"
    )

    apply("Mateo Rius", SECOND, "Desde este mes trabajo en Zaragoza.")
    history = page(desk, f"{DESK}memberships/{declined.pk}/")
    assert reason in history
    assert "Desde este mes trabajo en Zaragoza." in history
    send(desk, f"{DESK}memberships/{declined.pk}/", deed="decide", decision="approve", text="")
    assert state_of(declined) == MembershipState.ACTIVE


def test_france_is_not_hers(desk: Client) -> None:
    french = MemberFactory.create(name="Zanzibara Quill", user=UserFactory.create(), networks=["FR"], countries=["FR"])
    applicant = MemberFactory.create(name="Ospreya Quill", user=UserFactory.create(), networks=[])
    waiting = join(applicant, "FR", MembershipState.APPLIED)
    france = Network.objects.get(code="FR")

    theirs = [
        *(f"{DESK}{name}/?network=FR" for name in ("applications", "members", "figures", "gaps", "sleeping")),
        f"{DESK}members/?network=FR&export=csv",
        f"{DESK}members/?network=FR&export=xlsx",
        f"{DESK}memberships/{french.memberships.get().pk}/",
        f"{DESK}memberships/{waiting.pk}/",
        f"{DESK}pages/{france.pk}/fr/",
    ]
    for path in theirs:
        assert desk.get(path, follow=True).status_code == 404, path
    for path in (f"{DESK}memberships/{waiting.pk}/", f"{DESK}pages/{france.pk}/fr/"):
        sent = {"deed": "decide", "decision": "approve", "text": "x", "lead": "x"}
        assert desk.post(path, sent, follow=True).status_code == 404, path
    assert state_of(waiting) == MembershipState.APPLIED
    for name in ("applications", "members", "invitations", "sleeping", "gaps"):
        assert "Quill" not in page(desk, f"{DESK}{name}/"), name
