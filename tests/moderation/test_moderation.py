"""Reports, decisions with reasons, and appeals to a second person."""

import time
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail, signing
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from network.actions.conversations import NotReachedError, begin_conversation, write_on
from network.models import Conversation, Member
from network.visibility import Visibility
from portal.accounts.groups import MODERATORS
from portal.accounts.models import User
from portal.accounts.personal_data.erasing import erase_account
from portal.moderation import actions
from portal.moderation.models import Case, CaseEvent, Report
from portal.moderation.reportables import Reportable, reportable
from portal.moderation.states import CaseState, Ground, ImpossibleStepError, Reason
from search.projector import project_pending
from tests.accounts.factories import UserFactory
from tests.accounts.mailbox import link_to, mail_to, mails_to
from tests.network.factories import MemberFactory
from tests.network.readers import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

AUTHOR, REPORTER, VISITOR = "author@hidden.example", "reporter@hidden.example", "visitor@elsewhere.example"
HERE: Any = {"HTTP_ORIGIN": "http://testserver"}
WHY = "The certificates that are offered there do not exist."


def moderator(**fields: Any) -> User:
    user = UserFactory.create(**fields)
    user.groups.add(Group.objects.get(name=MODERATORS))
    again: User = User.objects.get(pk=user.pk)
    return again


@pytest.fixture
def first() -> User:
    return moderator(email="first@desk.example", first_name="First")


@pytest.fixture
def second() -> User:
    return moderator(email="second@desk.example", language="de")


@pytest.fixture
def member() -> Member:
    return MemberFactory.create(name="Dubious Person", user=UserFactory.create(email=AUTHOR, language="fr"))


@pytest.fixture
def reporter() -> User:
    return UserFactory.create(email=REPORTER, language="bg")


def kind(name: str = "member") -> Reportable:
    found = reportable(name)
    assert found is not None
    return found


def reported(member: Member, by: User, **given: Any) -> Case:
    thing = kind().seen_by(by, member.pk)
    assert thing is not None
    return actions.report(thing, Reason.FALSE, WHY, language="en", acting_user=by, **given).case


def form(**fields: str) -> dict[str, str]:
    stamp = signing.dumps(int(time.time()) - 10, salt="contact form")
    return {"reason": "false", "text": WHY, "email": VISITOR, "shown": stamp} | fields


def shows(client: Client, member: Member) -> bool:
    return client.get(member.get_absolute_url()).status_code == 200


def test_a_report_is_decided_appealed_against_and_reversed(
    client: Client, member: Member, first: User, second: User
) -> None:
    page = f"/en/report/member/{member.pk}/"
    assert page in client.get(member.get_absolute_url()).content.decode()
    assert "Thank you for the report" in client.post(page, form(), **HERE).content.decode()
    receipt = link_to(VISITOR, "/reports/")
    client.get(receipt)
    assert Report.objects.get().confirmed is None
    client.post(receipt)
    desk = link_to(first.email, "/admin/moderation/")
    assert WHY in signed_in(first).get(desk).content.decode()

    signed_in(first).post(desk, {"verdict": "withhold", "reasons": "There are no such certificates.", "ground": "law"})

    assert not shows(client, member)
    assert "There are no such certificates." in mail_to(VISITOR)
    assert "There are no such certificates." in mail_to(AUTHOR)
    assert "la loi" in mail_to(AUTHOR)
    author = signed_in(User.objects.get(email=AUTHOR))
    assert "/fr/account/decisions/" in author.get("/fr/account/").content.decode()
    mine = author.get(link_to(AUTHOR, "/decisions/")).content.decode()
    assert "There are no such certificates." in mine
    assert "First" not in mine
    case = Case.objects.get()
    author.post(f"/fr/account/decisions/{case.pk}/appeal/", {"text": "The certificates exist: here is the register."})
    assert len(mails_to(first.email)) == 1, "whoever decided first is not asked again"
    assert desk == link_to(second.email, "/admin/moderation/")
    assert "for you to decide" in signed_in(first).post(desk, {"verdict": "reverse"}, follow=True).content.decode()
    signed_in(second).post(desk, {"verdict": "reverse", "reasons": "The register lists these certificates."})

    assert shows(client, member)
    for address in (AUTHOR, VISITOR):
        assert "The register lists these certificates." in mail_to(address)
    assert Case.objects.get().state == CaseState.REVERSED
    for one in mails_to(AUTHOR):
        assert VISITOR not in str(one.message())


def test_the_author_never_learns_who_reported(member: Member, reporter: User, first: User) -> None:
    case = reported(member, reporter)
    actions.withhold(case, WHY, Ground.TERMS, acting_user=first)

    page = signed_in(User.objects.get(email=AUTHOR)).get("/en/account/decisions/").content.decode()
    for text in (page, *(str(one.message()) for one in mails_to(AUTHOR))):
        assert REPORTER not in text
        assert "desk.example" not in text


def test_reports_on_the_same_thing_are_one_case(member: Member, reporter: User, first: User) -> None:
    case = reported(member, reporter)
    again = reported(member, UserFactory.create())
    assert case == again
    assert len(mails_to(first.email)) == 1
    actions.keep(case, WHY, acting_user=first)

    assert reported(member, reporter) != case


def test_what_one_does_not_see_one_does_not_report(client: Client, member: Member, reporter: User) -> None:
    Member.objects.filter(pk=member.pk).update(profile_visibility=Visibility.MEMBERS)

    assert client.get(f"/en/report/member/{member.pk}/").status_code == 404
    assert client.get("/en/report/nothing/1/").status_code == 404
    assert kind().seen_by(reporter, member.pk) is None
    assert signed_in(User.objects.get(email=AUTHOR)).get(f"/en/report/member/{member.pk}/").status_code == 404


def test_moderators_decide_nothing_of_their_own(member: Member, first: User, reporter: User) -> None:
    own = MemberFactory.create(user=first)
    about_her, by_her = reported(own, reporter), reported(member, first)

    assert not Case.objects.visible_to(first).filter(pk=about_her.pk).exists()
    assert signed_in(first).get(f"/admin/moderation/{about_her.pk}/", follow=True).status_code == 404
    for case in (about_her, by_her):
        with pytest.raises(PermissionDenied):
            actions.keep(case, WHY, acting_user=first)


def test_the_database_wants_a_second_person(member: Member, reporter: User, first: User) -> None:
    case = actions.withhold(reported(member, reporter), WHY, Ground.TERMS, acting_user=first)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(appeal_decided_by=first)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseEvent.objects.update(text="Something else")


def test_two_moderators_at_once_decide_once(member: Member, reporter: User, first: User, second: User) -> None:
    case = reported(member, reporter)
    actions.keep(case, WHY, acting_user=first)

    with pytest.raises(ImpossibleStepError):
        actions.withhold(case, WHY, Ground.TERMS, acting_user=second)
    page = (
        signed_in(second)
        .post(f"/admin/moderation/{case.pk}/", {"verdict": "withhold", "reasons": WHY}, follow=True)
        .content.decode()
    )
    assert "decided already" in page


def test_an_appeal_has_its_time_and_its_author(member: Member, reporter: User, first: User) -> None:
    case = actions.withhold(reported(member, reporter), WHY, Ground.TERMS, acting_user=first)
    author = User.objects.get(email=AUTHOR)
    with pytest.raises(PermissionDenied):
        actions.appeal(case, WHY, acting_user=reporter)
    assert signed_in(reporter).post(f"/en/account/decisions/{case.pk}/appeal/", {"text": WHY}).status_code == 404

    Case.objects.update(decided=timezone.now() - timedelta(days=184))
    with pytest.raises(ImpossibleStepError):
        actions.appeal(case, WHY, acting_user=author)


def test_the_desk_is_for_moderators(client: Client, member: Member, reporter: User, first: User) -> None:
    case = reported(member, reporter)
    for path in ("", "figures/", f"{case.pk}/"):
        assert client.get(f"/admin/moderation/{path}").status_code == 302
        assert signed_in(reporter).get(f"/admin/moderation/{path}").status_code in (302, 403)
        assert signed_in(first).get(f"/admin/moderation/{path}").status_code == 200


def test_the_figures_of_a_year_add_up(member: Member, reporter: User, first: User, second: User) -> None:
    kept = actions.keep(reported(member, reporter), WHY, acting_user=first)
    Case.objects.filter(pk=kept.pk).update(opened=timezone.now() - timedelta(hours=5))
    case = actions.withhold(reported(member, reporter), WHY, Ground.TERMS, acting_user=first)
    actions.appeal(case, WHY, acting_user=User.objects.get(email=AUTHOR))
    actions.uphold(case, WHY, acting_user=second)

    page = signed_in(first).get("/admin/moderation/figures/").content.decode()

    row = page.split(f'<th scope="row">{timezone.now().year}</th>')[1].split("</tr>")[0]
    cells = [part.split("</td>")[0] for part in row.split("<td>")[1:]]
    assert cells[:5] == ["2", "1", "1", "1", "0"]
    assert cells[5] in ("2", "3"), "half of five hours"


def test_messages_are_read_only_where_the_reporter_shows_them(member: Member, reporter: User, first: User) -> None:
    begun = begin_conversation(member, "An insult", shows_address=False, acting_user=reporter)
    author = User.objects.get(email=AUTHOR)
    client, desk = signed_in(author), signed_in(first)
    page = f"/en/report/conversation/{begun.pk}/"
    assert page in client.get(f"/en/account/messages/{begun.pk}/").content.decode()
    client.post(page, {"reason": "harassment", "text": "It goes on and on, please stop it."}, **HERE)
    case = Case.objects.get()
    assert case.author == reporter
    assert "An insult" not in desk.get(f"/admin/moderation/{case.pk}/").content.decode()

    client.post(page, {"reason": "harassment", "text": "Now you may read all of it.", "attaches": "on"}, **HERE)

    assert "An insult" in desk.get(f"/admin/moderation/{case.pk}/").content.decode()
    actions.withhold(case, WHY, Ground.TERMS, acting_user=first)
    with pytest.raises(NotReachedError):
        write_on(Conversation.objects.get(), "Another", acting_user=reporter)


def test_a_conversation_is_reported_by_those_in_it(client: Client, member: Member, reporter: User) -> None:
    begun = begin_conversation(member, "Hello", shows_address=False, acting_user=reporter)

    for one in (client, signed_in(UserFactory.create())):
        assert one.get(f"/en/report/conversation/{begun.pk}/").status_code == 404


def test_an_address_gets_few_receipts_and_no_decision_unconfirmed(client: Client, member: Member, first: User) -> None:
    for _report in range(5):
        client.post(f"/en/report/member/{member.pk}/", form(), **HERE)
    assert len(mails_to(VISITOR)) == actions.RECEIPTS_A_DAY
    assert WHY not in mail_to(VISITOR)

    actions.keep(Case.objects.get(), "It is as it should be, in our view.", acting_user=first)

    assert len(mails_to(VISITOR)) == actions.RECEIPTS_A_DAY


def test_a_report_needs_no_address(client: Client, member: Member) -> None:
    client.post(f"/en/report/member/{member.pk}/", form(email=""), **HERE)

    assert Report.objects.get().address == ""
    assert not mail.outbox


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "Too short"},
        {"text": "x" * 4001},
        {"text": "\x00" * 30},
        {"reason": "boredom"},
        {"email": "nobody"},
        {"website": "https://spam.example"},
        {"shown": "1"},
    ],
)
def test_what_cannot_be_reported_comes_back(client: Client, member: Member, fields: dict[str, str]) -> None:
    assert client.post(f"/en/report/member/{member.pk}/", form(**fields), **HERE).status_code == 422
    assert not Report.objects.exists()


def test_a_form_on_another_site_reports_nothing(client: Client, member: Member) -> None:
    page = f"/en/report/member/{member.pk}/"
    assert client.post(page, form(), HTTP_ORIGIN="https://evil.example").status_code == 403
    assert not client.get(page).cookies


@pytest.mark.parametrize("token", ["x", "a" * 3000, "%00"])
def test_a_forged_link_confirms_nothing(client: Client, token: str) -> None:
    assert client.post(f"/en/account/reports/{token}/").status_code in (404, 410)


def test_a_case_about_somebody_who_leaves_is_closed(member: Member, reporter: User) -> None:
    case = reported(member, reporter)
    author = User.objects.get(email=AUTHOR)
    erase_account(author, acting_user=author)

    case.refresh_from_db()
    assert case.state == CaseState.GONE
    assert case.author is None
    assert "вече го няма" in mail_to(REPORTER)


def test_a_case_about_a_profile_that_was_deleted_is_closed(member: Member, reporter: User) -> None:
    case = reported(member, reporter)
    member.delete()

    actions.settle_cases()

    case.refresh_from_db()
    assert case.state == CaseState.GONE
    assert "Dubious Person" in mail_to(REPORTER)


def test_words_go_after_six_months_and_counts_stay(member: Member, reporter: User, first: User) -> None:
    case = actions.keep(reported(member, reporter), WHY, acting_user=first)
    Case.objects.update(changed=timezone.now() - timedelta(days=182))
    actions.settle_cases()
    assert Report.objects.exists()

    Case.objects.update(changed=timezone.now() - timedelta(days=184))
    actions.settle_cases()

    case.refresh_from_db()
    assert not Report.objects.exists()
    assert not CaseEvent.objects.exists()
    assert (case.title, case.author, case.state) == ("", None, CaseState.KEPT)


def test_a_withheld_profile_is_found_by_nobody(client: Client, member: Member, reporter: User, first: User) -> None:
    project_pending()
    assert "Dubious Person" in client.get("/en/members/").content.decode()

    actions.withhold(reported(member, reporter), WHY, Ground.TERMS, acting_user=first)

    assert "Dubious Person" not in client.get("/en/members/").content.decode()
    assert shows(signed_in(User.objects.get(email=AUTHOR)), member)
