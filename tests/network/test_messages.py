"""People write to each other, and no address shows."""

import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail, signing
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from network.actions.conversations import (
    NotReachedError,
    TooManyError,
    begin_conversation,
    block,
    confirm_conversation,
    forget_messages,
    unblock,
    write_as_visitor,
    write_on,
)
from network.contact import limits
from network.contact.links import visitors_link
from network.models import Conversation, Member, Message
from network.visibility import Visibility
from portal.accounts.models import User
from portal.mail.seen import noted
from portal.moderation.models import Report
from tests.accounts.factories import UserFactory
from tests.accounts.mailbox import link_to, mail_to, mails_to
from tests.network.factories import MemberFactory
from tests.network.readers import everybody_looking_at, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

RECEIVER, VISITOR = "receiver@hidden.example", "visitor@elsewhere.example"
HERE: Any = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def member() -> Member:
    user = UserFactory.create(email=RECEIVER, language="de")
    return MemberFactory.create(name="Maria Huber", user=user, contact_visibility=Visibility.NOBODY)


@pytest.fixture
def writer() -> User:
    user = UserFactory.create(email="writer@hidden.example", language="fr")
    MemberFactory.create(name="Luc Petit", user=user)
    return user


def form(**fields: str) -> dict[str, str]:
    stamp = signing.dumps(int(time.time()) - 10, salt="contact form")
    return {"name": "Zoë", "email": VISITOR, "text": "May I ask you something?", "shown": stamp} | fields


def from_visitor(member: Member, text: str = "May I ask?", **given: Any) -> Conversation:
    about: dict[str, Any] = {"name": "Zoë", "address": VISITOR, "shows_address": False, "language": "bg"} | given
    begun = write_as_visitor(member, text, **about)
    assert begun is not None
    return begun


def confirmed(member: Member, **given: Any) -> Conversation:
    return confirm_conversation(from_visitor(member, **given))


def whole_mails(address: str) -> list[str]:
    return [str(one.message()) for one in mails_to(address)]


def sees_form(client: Client, member: Member) -> bool:
    return f"/en/write-to/{member.pk}/" in client.get(member.get_absolute_url()).content.decode()


@pytest.mark.parametrize("visibility", Visibility)
def test_the_form_is_for_whom_the_member_chose(visibility: Visibility) -> None:
    member = MemberFactory.create(user=UserFactory.create(), messages_visibility=visibility)
    *others, owner = everybody_looking_at(member)

    for one in others:
        may_write = one.may_read(visibility)
        assert sees_form(one.client, member) == may_write, one.name
        page = one.client.get(f"/en/write-to/{member.pk}/").content.decode()
        assert ("<textarea" in page) == may_write, one.name
        one.client.post(f"/en/write-to/{member.pk}/", form(), **HERE)
    assert Conversation.objects.count() == sum(one.may_read(visibility) for one in others)
    assert not sees_form(owner.client, member)


def test_nobody_writes_to_somebody_who_is_not_to_be_found(client: Client, member: Member, writer: User) -> None:
    fictional = MemberFactory.create()
    Member.objects.filter(pk=member.pk).update(profile_visibility=Visibility.NOBODY)
    member.refresh_from_db()

    assert client.get(f"/en/write-to/{member.pk}/").status_code == 404
    for one in (member, fictional):
        with pytest.raises(NotReachedError):
            begin_conversation(one, "Hello", shows_address=False, acting_user=writer)


def test_no_address_shows_in_what_either_side_gets(member: Member, writer: User) -> None:
    begun = begin_conversation(member, "Do you know Paris?", shows_address=False, acting_user=writer)
    assert member.user is not None
    write_on(begun, "I do.", acting_user=member.user)

    to_member, to_writer = whole_mails(RECEIVER), whole_mails(writer.email)
    assert len(to_member) == len(to_writer) == 1
    assert "Do you know Paris?" in to_member[0]
    assert writer.email not in to_member[0]
    assert RECEIVER not in to_writer[0]
    for one in mail.outbox:
        headers = one.message()
        assert headers["Reply-To"] is None, "an answer by mail goes to the portal, as those of machines do"
        assert headers["Auto-Submitted"] == "auto-generated"
        assert headers["From"] == one.from_email
        assert "hidden.example" not in headers["Message-ID"]
    for user, other in ((member.user, writer.email), (writer, RECEIVER)):
        page = signed_in(user).get(f"/en/account/messages/{begun.pk}/").content.decode()
        assert "Do you know Paris?" in page
        assert other not in page


def test_an_address_shows_where_its_owner_said_so(member: Member, writer: User) -> None:
    begun = begin_conversation(member, "Do you know Paris?", shows_address=True, acting_user=writer)
    assert member.user is not None

    text = mail_to(RECEIVER)
    assert writer.email in text
    assert "sieht Luc Petit" in text or "sees your address" in text
    page = signed_in(member.user).get(f"/en/account/messages/{begun.pk}/").content.decode()
    assert f"mailto:{writer.email}" in page
    assert "sees yours" in page


def test_a_visitors_message_leaves_once_she_confirms_and_never_by_a_look(client: Client, member: Member) -> None:
    answer = client.post(f"/bg/write-to/{member.pk}/", form(), **HERE)
    assert answer.status_code == 302
    assert not whole_mails(RECEIVER)
    page = link_to(VISITOR, "/by-link/")
    asking = whole_mails(VISITOR)[0]
    for typed in (RECEIVER, "Zoë", "Zo=C3=AB", "May I ask you"):
        assert typed not in asking, "a stranger gets no text of somebody's choice, and no address"

    for _look in range(2):
        assert client.get(page).status_code == 200
        assert not whole_mails(RECEIVER)
    for _click in range(2):
        client.post(page, {"deed": "confirm"})
    assert len(whole_mails(RECEIVER)) == 1
    assert VISITOR not in whole_mails(RECEIVER)[0]


def test_in_a_demonstration_she_reads_that_mail_in_her_browser(
    client: Client, member: Member, settings: Settings
) -> None:
    client.post(f"/bg/write-to/{member.pk}/", form(), **HERE)
    assert not client.cookies
    settings.DEMO = True

    client.post(f"/bg/write-to/{member.pk}/", form(), **HERE)

    assert VISITOR in noted(client.get("/bg/").wsgi_request)


def test_what_nobody_confirms_is_deleted_after_a_day(member: Member) -> None:
    waiting, sent = from_visitor(member), confirmed(member, address="other@elsewhere.example")
    Conversation.objects.update(started=timezone.now() - timedelta(hours=23))
    forget_messages()
    assert Conversation.objects.count() == 2

    Conversation.objects.update(started=timezone.now() - timedelta(hours=25))
    forget_messages()

    assert list(Conversation.objects.all()) == [sent]
    assert Client().get(visitors_link(waiting)).status_code == 410


def test_messages_go_after_thirty_days_and_a_block_stays(member: Member, writer: User) -> None:
    begun = begin_conversation(member, "Hello", shows_address=False, acting_user=writer)
    blocked = confirmed(member)
    assert member.user is not None
    block(blocked, acting_user=member.user)
    Message.objects.update(sent=timezone.now() - timedelta(days=29))
    forget_messages()
    assert Message.objects.count() == 2

    Message.objects.update(sent=timezone.now() - timedelta(days=31))
    forget_messages()

    assert not Message.objects.exists()
    assert not Conversation.objects.filter(pk=begun.pk).exists()
    assert write_as_visitor(member, "Me", name="Zoë", address=VISITOR, shows_address=False, language="bg") is None


def test_whoever_is_blocked_writes_no_more_until_allowed_again(member: Member, writer: User) -> None:
    begun = begin_conversation(member, "Hello", shows_address=False, acting_user=writer)
    client = signed_in(writer)
    assert member.user is not None
    block(begun, acting_user=member.user)
    mails = len(mail.outbox)

    page = client.post(f"/en/account/messages/{begun.pk}/", {"text": "Why?"}).content.decode()

    assert "Maria Huber cannot be written to through the portal at the moment." in page
    assert "blocked Luc" not in page
    for acting_user in (writer, member.user):
        with pytest.raises(NotReachedError):
            write_on(begun, "Hello?", acting_user=acting_user)
    assert len(mail.outbox) == mails
    unblock(begun, acting_user=writer)
    with pytest.raises(NotReachedError):
        write_on(begun, "I unblocked myself", acting_user=writer)
    unblock(begun, acting_user=member.user)
    write_on(begun, "Thank you", acting_user=writer)
    assert len(mail.outbox) == mails + 1


def test_a_blocked_visitor_is_told_what_everybody_is(client: Client, member: Member) -> None:
    assert member.user is not None
    block(confirmed(member), acting_user=member.user)
    mails = len(mail.outbox)

    answer = client.post(f"/en/write-to/{member.pk}/", form(email=VISITOR.upper()), **HERE)

    assert answer["Location"] == f"/en/write-to/{member.pk}/sent/"
    assert len(mail.outbox) == mails


def test_a_strangers_mailbox_is_not_filled(member: Member) -> None:
    for number in range(limits.UNCONFIRMED_A_DAY):
        from_visitor(member, f"Message {number}")

    again = write_as_visitor(member, "More", name="Zoë", address=VISITOR, shows_address=False, language="bg")

    assert again is None
    assert len(whole_mails(VISITOR)) == limits.UNCONFIRMED_A_DAY


def test_one_account_does_not_write_to_everybody(writer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BEGUN_A_DAY", 2)
    members = [MemberFactory.create(user=UserFactory.create()) for _ in range(3)]
    for member in members[:2]:
        begin_conversation(member, "Hello", shows_address=False, acting_user=writer)

    page = signed_in(writer).post(f"/en/write-to/{members[2].pk}/", {"text": "My long letter"}, **HERE)

    assert page.status_code == 422
    assert "My long letter" in page.content.decode(), "nothing typed is lost"
    assert "a lot of messages" in page.content.decode()


def test_one_member_is_not_flooded(member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RECEIVED_A_DAY", 1)
    from_visitor(member)

    with pytest.raises(TooManyError):
        from_visitor(member, address="other@elsewhere.example")


def test_a_conversation_has_its_measure(member: Member, writer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WRITTEN_AN_HOUR", 2)
    begun = begin_conversation(member, "One", shows_address=False, acting_user=writer)
    write_on(begun, "Two", acting_user=writer)

    with pytest.raises(TooManyError):
        write_on(begun, "Three", acting_user=writer)


def test_one_goes_on_where_one_has_written_before(member: Member, writer: User) -> None:
    begun = begin_conversation(member, "Hello", shows_address=False, acting_user=writer)
    back = Member.objects.get(user=writer)
    assert member.user is not None

    assert signed_in(member.user).get(f"/en/write-to/{back.pk}/")["Location"].endswith(f"/messages/{begun.pk}/")
    assert begin_conversation(back, "You too", shows_address=False, acting_user=member.user) == begun
    assert begun.messages.count() == 2


def test_what_is_sent_twice_arrives_once(member: Member, writer: User) -> None:
    client = signed_in(writer)
    for _click in range(2):
        client.post(f"/en/write-to/{member.pk}/", {"text": "Hello"}, **HERE)
    begun = Conversation.objects.get()
    for _click in range(2):
        client.post(f"/en/account/messages/{begun.pk}/", {"text": "Are you there?"})

    assert [one.text for one in begun.messages.all()] == ["Hello", "Are you there?"]
    assert len(whole_mails(RECEIVER)) == 2


def test_others_find_no_conversation(client: Client, member: Member, writer: User) -> None:
    begun = begin_conversation(member, "Hello", shows_address=False, acting_user=writer)
    stranger = UserFactory.create()
    page, blocking = f"/en/account/messages/{begun.pk}/", f"/en/account/messages/{begun.pk}/block/"

    assert client.get(page).status_code == 302
    assert signed_in(stranger).get(page).status_code == 404
    assert signed_in(stranger).post(blocking, {"blocked": "on"}).status_code == 404
    for acting_user in (stranger, None):
        with pytest.raises(PermissionDenied):
            write_on(begun, "Me too", acting_user=acting_user)


@pytest.mark.parametrize("token", ["x", "0", "%00", "a" * 3000, "1:2"])
def test_a_forged_link_opens_nothing(client: Client, token: str) -> None:
    assert client.get(f"/en/account/messages/by-link/{token}/").status_code in (404, 410)


def test_a_visitor_ends_it_by_her_link(client: Client, member: Member) -> None:
    begun = confirmed(member)
    page = link_to(VISITOR, "/by-link/")
    assert member.user is not None
    client.post(page, {"deed": "block"})

    with pytest.raises(NotReachedError):
        write_on(begun, "One more thing", acting_user=member.user)
    client.post(page, {"deed": "unblock"})
    write_on(begun, "One more thing", acting_user=member.user)
    assert "One more thing" in mail_to(VISITOR)


def test_a_visitor_reports_what_was_written_to_her(client: Client, member: Member) -> None:
    begun = confirmed(member)
    assert member.user is not None
    write_on(begun, "Send me money first", acting_user=member.user)
    page = link_to(VISITOR, "/by-link/")
    report = f"{urlsplit(page).path}report/"
    assert report in client.get(page).content.decode()
    assert client.post(report, {"reason": "false"}, **HERE).status_code == 422
    said = {"reason": "false", "text": "She wants money for her advice.", "attaches": "on"}

    thanks = client.post(report, said, **HERE).content.decode()

    assert urlsplit(page).path in thanks
    made = Report.objects.get()
    assert made.attached == "Send me money first"
    assert made.confirmed, "the link was in her own mail"
    assert made.case.author == member.user
    assert page not in made.case.url
    assert "/reports/" not in whole_mails(VISITOR)[-1]


def test_only_who_holds_the_link_reports_by_it(client: Client, member: Member) -> None:
    waiting = from_visitor(member)
    page = urlsplit(visitors_link(waiting)).path

    assert client.get(f"{page}report/").status_code == 302
    assert client.get("/en/account/messages/by-link/forged/report/").status_code == 410
    confirm_conversation(waiting)
    assert client.post(f"{page}report/", {}, HTTP_ORIGIN="https://elsewhere.example").status_code == 403
    assert not Report.objects.exists()


def test_what_is_unread_comes_first_and_is_counted(member: Member, writer: User) -> None:
    assert member.user is not None
    old = begin_conversation(member, "Hello", shows_address=False, acting_user=writer)
    client = signed_in(member.user)
    client.get(f"/en/account/messages/{old.pk}/")
    confirmed(member)
    write_on(old, "I am here", acting_user=member.user)

    page = client.get("/en/account/messages/").content.decode()

    assert page.index("Zoë") < page.index("Luc Petit")
    assert "Messages (1)" in page
    assert "1 new" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"text": ""},
        {"text": "x" * 4001},
        {"text": "a\x00b"},
        {"name": "Visit http://evil.example"},
        {"email": "nobody"},
        {"email": "a@b.example\nBcc: c@d.example"},
        {"website": "https://spam.example"},
        {"shown": ""},
    ],
)
def test_what_cannot_be_sent_comes_back_with_what_was_written(
    client: Client, member: Member, fields: dict[str, str]
) -> None:
    page = client.post(f"/en/write-to/{member.pk}/", form(**fields), **HERE)

    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode() or 'role="alert"' in page.content.decode()
    assert fields.get("name", "Zoë") in page.content.decode()
    assert not Conversation.objects.exists()


def test_a_form_on_another_site_sends_nothing(client: Client, member: Member) -> None:
    assert client.post(f"/en/write-to/{member.pk}/", form(), HTTP_ORIGIN="https://evil.example").status_code == 403
    assert not Conversation.objects.exists()


def test_a_visitors_page_sets_no_cookie(client: Client, member: Member) -> None:
    assert not client.get(f"/en/write-to/{member.pk}/").cookies


def test_the_words_of_others_are_text_and_nothing_else(member: Member, writer: User) -> None:
    begun = begin_conversation(member, "<script>x</script> https://e.example", shows_address=False, acting_user=writer)
    assert member.user is not None

    page = signed_in(member.user).get(f"/en/account/messages/{begun.pk}/").content.decode()

    assert "&lt;script&gt;x" in page
    assert 'href="https://e.example' not in page
    [html] = [part.get_payload(decode=True) for part in mail.outbox[-1].message().walk() if "html" in str(part)[:60]]
    assert b"&lt;script&gt;x" in html
    assert b'href="https://e.example' not in html
