"""Somebody in Sofia is invited from a list, accepts in Bulgarian on her phone, and is a member the same day."""

import pytest
from django.test import Client
from pytest_django import Settings

from network.models import Invitation, Member, Membership
from portal.accounts.models import User
from tests.accounts.mailbox import link_to, mail_to
from tests.journeys.test_join import fill, page, send
from tests.network.factories import coordinator_of
from tests.network.readers import signed_in
from tests.network.test_invitations import HEAD, NEW, sealed_in, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

ADDRESS, PASSWORD = "radka@example.org", "rowing boats on the Danube"


@pytest.mark.parametrize("is_open", [True, False])
def test_from_the_mail_into_the_network(client: Client, settings: Settings, is_open: bool) -> None:
    settings.SIGN_UP_IS_OPEN = is_open
    coordinator = coordinator_of("BG", language="bg")
    desk = signed_in(coordinator)
    desk.post(NEW, {"sealed": sealed_in(upload(desk, f"{HEAD}{ADDRESS},Радка,bg,списъка от София\n"))})

    assert "списъка от София" in mail_to(ADDRESS)
    invitation = link_to(ADDRESS, "/account/invitations/")
    assert invitation.startswith("/bg/")
    assert 'value="yes"' in page(client, invitation)
    sign_up = client.post(invitation, {"answer": "yes"})["Location"]
    assert f'value="{ADDRESS}"' in page(client, sign_up)
    html = send(client, sign_up, email=ADDRESS, password1=PASSWORD, next="/bg/networks/BG/apply/")
    assert "_auth_user_id" in client.session, "the link has proved the address"
    assert "/bg/members/me/about/" in html, "a profile comes first"

    fill(client, "България")
    send(client, "/bg/members/me/exposure/", visitors="on")
    send(client, "/bg/networks/BG/apply/", motivation="Поканихте ме и идвам.")
    membership = Membership.objects.get(member__user__email=ADDRESS)
    application = f"/admin/network/memberships/{membership.pk}/"
    assert "Was invited by the network" in page(desk, application)
    send(desk, application, deed="decide", decision="approve", text="")
    assert Member.objects.listed().filter(user__email=ADDRESS).exists()
    assert Invitation.objects.get().accepted is not None


def test_another_address_has_to_be_confirmed(client: Client) -> None:
    desk = signed_in(coordinator_of("BG"))
    desk.post(NEW, {"sealed": sealed_in(upload(desk, f"{HEAD}{ADDRESS},Радка,bg,fair\n"))})
    sign_up = client.post(link_to(ADDRESS, "/account/invitations/"), {"answer": "yes"})["Location"]
    send(client, sign_up, email="other@example.org", password1=PASSWORD)
    assert "_auth_user_id" not in client.session
    client.post(link_to("other@example.org", "/confirm/"))
    assert User.objects.get(pk=client.session["_auth_user_id"]).email == "other@example.org"
