"""A woman in Sofia, without an account, asks an adviser in Vienna something and is answered. No address shows."""

import pytest
from django.core import mail
from django.test import Client

from network.models import Conversation
from search.projector import project_pending
from tests.accounts.factories import UserFactory
from tests.accounts.mailbox import link_to, mail_to, mails_to
from tests.network.factories import MemberFactory
from tests.network.readers import signed_in
from tests.network.test_messages import HERE, form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

HERS, ADVISERS = "rada@hidden.example", "huber@hidden.example"


def page(client: Client, path: str) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == 200, path
    content: str = response.content.decode()
    assert "hidden.example" not in content, path
    return content


def send(client: Client, path: str, data: dict[str, str]) -> str:
    response = client.post(path, data, follow=True, **HERE)
    assert response.status_code == 200, path
    content: str = response.content.decode()
    assert "hidden.example" not in content, path
    return content


def test_a_visitor_and_a_member_write_to_each_other(client: Client) -> None:
    user = UserFactory.create(email=ADVISERS, language="de")
    member = MemberFactory.create(
        name="Maria Huber", user=user, countries=["AT"], languages={"bg": "C1"}, contact_visibility="nobody"
    )
    project_pending()
    adviser = signed_in(user)

    assert member.get_absolute_url().replace("/en/", "/bg/") in page(client, "/bg/members/?works_in=AT&language=bg")
    writing = f"/bg/write-to/{member.pk}/"
    assert writing in page(client, member.get_absolute_url().replace("/en/", "/bg/"))
    send(client, writing, form(name="Рада", email=HERS, text="Как се признава дипломата ми?"))
    hers = link_to(HERS, "/bg/account/messages/")
    assert "Как се признава дипломата ми?" in page(client, hers)
    send(client, hers, {"deed": "confirm"})

    assert "Рада" in mail_to(ADVISERS)
    assert "Как се признава дипломата ми?" in mail_to(ADVISERS)
    theirs = link_to(ADVISERS, "/de/account/messages/")
    assert "Рада" in page(adviser, "/de/account/messages/")
    assert "Как се признава" in page(adviser, theirs)
    send(adviser, theirs, {"text": "Пишете на ENIC-NARIC."})

    assert "Пишете на ENIC-NARIC." in mail_to(HERS)
    hers = link_to(HERS, "/bg/account/messages/")
    assert "Пишете на ENIC-NARIC." in page(client, hers)
    send(client, hers, {"deed": "answer", "text": "Благодаря Ви!"})

    assert "Благодаря Ви!" in mail_to(ADVISERS)
    assert all(ADVISERS not in str(one.message()) for one in mails_to(HERS))
    assert all(HERS not in str(one.message()) for one in mails_to(ADVISERS))
    assert len(mail.outbox) == len(mails_to(HERS)) + len(mails_to(ADVISERS)) == 4
    assert Conversation.objects.get().messages.count() == 3
