"""An adviser in Vienna joins the Austrian network on her phone, in Bulgarian, and is nominated as an expert."""

import pytest
from django.test import Client

from network.models import Member, Membership
from network.states import MembershipState
from search.projector import project_pending
from tests.accounts.mailbox import link_to, mail_to
from tests.network.factories import coordinator_of
from tests.network.readers import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

ADDRESS, PASSWORD = "mira@example.org", "rowing boats on the Danube"


def page(client: Client, path: str) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == 200, path
    content: str = response.content.decode()
    return content


def send(client: Client, path: str, **data: str) -> str:
    response = client.post(path, data, follow=True)
    assert response.status_code == 200, path
    content: str = response.content.decode()
    return content


def sign_up(client: Client) -> None:
    send(client, "/bg/account/sign-up/", email=ADDRESS, password1=PASSWORD)
    client.post(link_to(ADDRESS, "/confirm/"))
    assert "_auth_user_id" in client.session


def fill(client: Client, country: str = "Австрия") -> None:
    none = {"worksin-TOTAL_FORMS": "1", "advisesin-TOTAL_FORMS": "0", "languages-TOTAL_FORMS": "2"}
    none |= {f"{prefix}-INITIAL_FORMS": "0" for prefix in ("worksin", "advisesin", "languages")}
    send(client, "/bg/members/me/about/", name="Мира Коларова", city="Wien")
    send(client, "/bg/members/me/introduction/", headline_bg="Консултантка", bio_bg="")
    spoken = {"languages-0-code": "български", "languages-0-level": "C2"}
    spoken |= {"languages-1-code": "немски", "languages-1-level": "B2"}
    send(client, "/bg/members/me/places/", **none, **spoken, **{"worksin-0-country": country})
    send(client, "/bg/members/me/expertise/", expertises="validation")


def test_somebody_joins_is_found_and_becomes_an_expert(client: Client) -> None:
    coordinator = coordinator_of("AT", language="de")
    european = coordinator_of("EU", language="fr")
    desk, visitor = signed_in(coordinator), Client()

    sign_up(client)
    assert "/bg/members/me/" in page(client, "/bg/account/")
    assert "/bg/members/me/about/" in page(client, "/bg/networks/AT/apply/"), "a profile comes first"
    fill(client)
    assert "/bg/members/me/exposure/" in page(client, "/bg/networks/AT/apply/"), "then who may find her"
    send(client, "/bg/members/me/exposure/", visitors="on")
    send(client, "/bg/networks/AT/apply/", motivation="От шест години съветвам новодошли във Виена.")

    waiting = page(desk, "/admin/network/applications/")
    membership = Membership.objects.get(member__user__email=ADDRESS)
    assert "Мира Коларова" in waiting
    application = f"/admin/network/memberships/{membership.pk}/"
    assert application in mail_to(coordinator.email)
    send(desk, application, deed="decide", decision="ask", text="In welcher Einrichtung?")
    assert "In welcher Einrichtung?" in mail_to(ADDRESS)
    assert link_to(ADDRESS, "/members/me/") == "/bg/members/me/"
    assert "In welcher Einrichtung?" in page(client, "/bg/networks/AT/answer/")
    send(client, "/bg/networks/AT/answer/", answer="В Отакринг.")
    send(desk, application, deed="decide", decision="approve", text="")

    project_pending()
    member = Member.objects.get(user__email=ADDRESS)
    found = page(visitor, "/fr/members/?language=bg&works_in=AT&q=kolarova")
    assert f"/fr/members/{member.pk}/mira-kolarova/" in found
    assert ADDRESS not in page(visitor, member.get_absolute_url())

    send(desk, application, **{"deed": "nominate", "nomination-text": "Sie schrieb die Leitlinien."})
    invitation = link_to(ADDRESS, "/apply/")
    assert "Sie schrieb" in mail_to(ADDRESS)
    send(client, invitation, motivation="Искам да споделя опита си с експерти от други страни.")
    expert = member.memberships.get(network__code="EU")
    assert f"/admin/network/memberships/{expert.pk}/" in mail_to(european.email)
    send(signed_in(european), f"/admin/network/memberships/{expert.pk}/", deed="decide", decision="approve", text="")

    assert [one.network.code for one in member.memberships.active().order_by("pk")] == ["AT", "EU"]
    send(client, "/bg/networks/AT/leave/")
    membership.refresh_from_db()
    assert membership.state == MembershipState.LEFT
    assert Member.objects.listed().filter(pk=member.pk).exists(), "the other network keeps her"
