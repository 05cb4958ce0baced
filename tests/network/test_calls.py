"""Calls: published by members, answered by others, as many as one can read, closed by themselves, thanked for."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from network.actions.calls import (
    CallClosedError,
    CallFullError,
    TooManyCallsError,
    answer_call,
    close_call,
    close_overdue_calls,
    forget_calls,
    publish_call,
    shortlist,
    thank_answerers,
    withhold_call,
)
from network.calls import limits
from network.calls.states import AnswerState, CallState
from network.models import Call, CallAnswer, Member
from network.visibility import Visibility
from portal.moderation.actions import appeal, reverse, withhold
from portal.moderation.models import Case
from portal.moderation.states import Ground
from portal.vocabulary.models import Expertise
from search.projector import project_pending
from search.saved.actions import save_search, send_alerts
from search.saved.models import Rhythm, SavedSearch
from search.saved.pages import search_page
from tests.accounts.factories import UserFactory
from tests.accounts.mailbox import link_to, mail_to, mails_to
from tests.network.brute_force import account_of
from tests.network.factories import MemberFactory
from tests.network.readers import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

WHY = "We have worked with portfolios in Graz for three years."


def in_days(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


def a_member(name: str, **fields: Any) -> Member:
    return MemberFactory.create(name=name, user=UserFactory.create(**fields.pop("account", {})), **fields)


def a_call(author: Member, **fields: Any) -> Call:
    given: dict[str, Any] = {
        "kind": "partner",
        "title": "A partner in Spain",
        "text": "We plan a project on portfolios.",
        "language": "en",
        "country": "ES",
        "deadline": in_days(10),
        **fields,
    }
    return publish_call(author, given, [], acting_user=account_of(author))


def filled(**fields: Any) -> dict[str, Any]:
    return {
        "kind": "trainer",
        "title": "A trainer who speaks Bulgarian",
        "text": "For two days in spring, with a group of ten.",
        "language": "en",
        "country": "AT",
        "wanted": "1",
        "most_answers": "20",
        "deadline": in_days(30).isoformat(),
        **fields,
    }


@pytest.fixture
def author() -> Member:
    return a_member("Ana Author", account={"email": "author@hidden.example"})


@pytest.fixture
def reader() -> Member:
    return a_member("Rita Reader", account={"email": "reader@hidden.example", "language": "de"})


def test_from_the_form_to_a_thank_you(author: Member, reader: Member) -> None:
    own, other = signed_in(account_of(author)), signed_in(account_of(reader))
    expertise = Expertise.objects.get(slug="validation").pk
    path = own.post("/en/calls/new/", filled(expertises=[expertise]))["Location"]
    project_pending()

    listed = other.get("/de/calls/?call_kind=trainer&country=AT&expertise=validation").content.decode()
    assert "A trainer who speaks Bulgarian" in listed
    assert "Ana Author" in listed
    assert "A trainer who speaks Bulgarian" not in other.get("/de/calls/?country=FR").content.decode()

    html = other.post(path, {"text": WHY}, follow=True).content.decode()
    assert WHY in html
    assert WHY in mail_to("author@hidden.example")
    assert link_to("author@hidden.example", "/calls/") == path
    assert "reader@hidden.example" not in str(mails_to("author@hidden.example")[-1].message())

    html = own.get(path).content.decode()
    assert WHY in html
    answer = CallAnswer.objects.get()
    own.post(f"{path}answers/{answer.pk}/")
    answer.refresh_from_db()
    assert answer.state == AnswerState.SHORTLISTED
    html = own.post(f"{path}thank/", {"thanks": "Thank you all, I will write soon."}, follow=True).content.decode()
    assert "1 person gets your words." in html
    assert "Thank you all" in mail_to("reader@hidden.example")
    assert "engeren Wahl von Ana Author" in mail_to("reader@hidden.example")
    assert Call.objects.get().state == CallState.CLOSED
    assert "A trainer who speaks Bulgarian" not in signed_in(UserFactory.create()).get("/en/calls/").content.decode()
    assert WHY in other.get(path).content.decode(), "whoever answered still reads it"


def test_members_read_calls_and_visitors_those_for_them(author: Member, reader: Member, client: Client) -> None:
    inside, public = a_call(author, title="Inside only"), a_call(author, title="For everybody", is_public=True)
    project_pending()
    stranger = signed_in(UserFactory.create())
    for looking, sees in ((client, False), (stranger, False), (signed_in(account_of(reader)), True)):
        html = looking.get("/en/calls/").content.decode()
        assert "For everybody" in html
        assert ("Inside only" in html) is sees
        assert (looking.get(inside.get_absolute_url()).status_code == 200) is sees
        assert looking.get(public.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("visibility", Visibility)
def test_whoever_may_not_find_the_author_finds_no_call_of_hers(
    author: Member, client: Client, visibility: Visibility
) -> None:
    call = a_call(author, is_public=True)
    author.profile_visibility = visibility
    author.save()
    project_pending()
    elsewhere = signed_in(account_of(a_member("Elsewhere", networks=["ES"])))
    for looking, readable in ((client, {"public"}), (elsewhere, {"public", "members"})):
        sees = visibility in readable
        assert ("A partner in Spain" in looking.get("/en/calls/").content.decode()) is sees
        assert (call.get_absolute_url() in looking.get("/en/search/?q=spain").content.decode()) is sees
        assert (looking.get(call.get_absolute_url()).status_code == 200) is sees


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "lover"},
        {"title": ""},
        {"title": "x" * 121},
        {"title": "two\u202elines"},
        {"text": "short"},
        {"text": "x" * 4001},
        {"language": "xx"},
        {"country": "QQ"},
        {"wanted": "0"},
        {"wanted": "51"},
        {"most_answers": "101"},
        {"deadline": "yesterday"},
        {"deadline": "2020-01-01"},
        {"deadline": "9999-12-31"},
        {"expertises": ["999999"]},
        {"expertises": ["nonsense"]},
    ],
)
def test_what_cannot_be_a_call_is_said_and_kept(author: Member, wrong: dict[str, Any]) -> None:
    response = signed_in(account_of(author)).post("/en/calls/new/", filled(**wrong))
    assert response.status_code == 422
    assert not Call.objects.exists()
    if "text" not in wrong:
        assert "For two days in spring" in response.content.decode()


def test_only_members_publish_and_answer(author: Member) -> None:
    call = a_call(author, is_public=True)
    outsider = UserFactory.create()
    hidden = a_member("Hidden", profile_visibility=Visibility.NOBODY)
    for user in (outsider, account_of(hidden)):
        looking = signed_in(user)
        assert looking.post("/en/calls/new/", filled()).status_code == 200
        assert "Join a network" in looking.get("/en/calls/new/").content.decode()
        assert 'name="text"' not in looking.get(call.get_absolute_url()).content.decode()
        assert looking.post(call.get_absolute_url(), {"text": WHY}).status_code == 403
    assert Client().post(call.get_absolute_url(), {"text": WHY}).status_code == 403
    with pytest.raises(PermissionDenied):
        answer_call(call, author, WHY, acting_user=account_of(author))
    with pytest.raises(PermissionDenied):
        publish_call(author, {}, [], acting_user=outsider)
    assert Call.objects.count() == 1
    assert not CallAnswer.objects.exists()


def test_nobody_but_the_author_manages_a_call_or_reads_its_answers(author: Member, reader: Member) -> None:
    call = a_call(author)
    answer = answer_call(call, reader, WHY, acting_user=account_of(reader))
    third = a_member("Third")
    for member in (reader, third):
        looking = signed_in(account_of(member))
        path = call.get_absolute_url()
        for deed in ("close/", "delete/", "thank/", f"answers/{answer.pk}/", "change/"):
            assert looking.post(f"{path}{deed}", {"thanks": WHY}).status_code == 404
        with pytest.raises(PermissionDenied):
            close_call(call, acting_user=account_of(member))
        with pytest.raises(PermissionDenied):
            shortlist(answer, is_on=True, acting_user=account_of(member))
    assert WHY not in signed_in(account_of(third)).get(call.get_absolute_url()).content.decode()
    other = a_call(author, title="Another")
    assert signed_in(account_of(author)).post(f"{other.get_absolute_url()}answers/{answer.pk}/").status_code == 404


def test_a_call_takes_as_many_answers_as_its_author_can_read(author: Member, reader: Member) -> None:
    call = a_call(author, most_answers=1)
    answer_call(call, reader, WHY, acting_user=account_of(reader))
    late = a_member("Late Comer")
    with pytest.raises(CallFullError):
        answer_call(call, late, WHY, acting_user=account_of(late))
    response = signed_in(account_of(late)).post(call.get_absolute_url(), {"text": WHY})
    assert response.status_code == 422
    assert WHY in response.content.decode(), "what was written is not lost"

    answer_call(call, reader, f"{WHY} Yes.", acting_user=account_of(reader))
    assert CallAnswer.objects.get().text == f"{WHY} Yes."
    assert len(mails_to("author@hidden.example")) == 1, "a changed answer is no new one"
    signed_in(account_of(reader)).post(f"{call.get_absolute_url()}withdraw/")
    answer_call(call, late, WHY, acting_user=account_of(late))


def test_it_closes_by_itself_and_says_so_once(author: Member, reader: Member) -> None:
    call = a_call(author)
    answer_call(call, reader, WHY, acting_user=account_of(reader))
    Call.objects.update(deadline=in_days(-1))
    mail.outbox.clear()

    looking = signed_in(account_of(reader))
    assert looking.post(call.get_absolute_url(), {"text": f"{WHY} More."}).status_code == 422, "before the sweep too"
    assert close_overdue_calls() == 1
    assert close_overdue_calls() == 0
    assert [message.subject for message in mails_to("author@hidden.example")] == [
        "Your call is closed: A partner in Spain"
    ]
    assert "1 answer" in mail_to("author@hidden.example")
    call.refresh_from_db()
    assert call.state == CallState.CLOSED
    project_pending()
    assert "A partner in Spain" not in looking.get("/en/calls/").content.decode()
    with pytest.raises(CallClosedError):
        answer_call(call, reader, WHY, acting_user=account_of(reader))


def test_all_who_answered_are_written_to_once(author: Member, reader: Member) -> None:
    call = a_call(author)
    answer_call(call, reader, WHY, acting_user=account_of(reader))
    assert thank_answerers(call, "Thank you.", acting_user=account_of(author)) == 1
    with pytest.raises(CallClosedError):
        thank_answerers(call, "Thank you.", acting_user=account_of(author))
    assert len(mails_to("reader@hidden.example")) == 1
    assert "für andere entschieden" in mail_to("reader@hidden.example")


def test_nobody_has_too_many_calls_or_answers_too_many(
    author: Member, reader: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(limits.OPEN_CALLS):
        a_call(author, title=f"Call {number}")
    with pytest.raises(TooManyCallsError):
        a_call(author)
    response = signed_in(account_of(author)).post("/en/calls/new/", filled())
    assert response.status_code == 422
    assert "For two days in spring" in response.content.decode()
    monkeypatch.setattr(limits, "ANSWERS_A_DAY", 1)
    first, second, *_others = Call.objects.order_by("pk")
    answer_call(first, reader, WHY, acting_user=account_of(reader))
    with pytest.raises(TooManyCallsError):
        answer_call(second, reader, WHY, acting_user=account_of(reader))


def test_it_can_be_changed_while_it_is_open(author: Member) -> None:
    call = a_call(author)
    own = signed_in(account_of(author))
    path = f"{call.get_absolute_url()}change/"
    assert 'value="A partner in Spain"' in own.get(path).content.decode()
    own.post(path, filled(title="Another title"))
    call.refresh_from_db()
    assert call.title == "Another title"
    close_call(call, acting_user=account_of(author))
    own.post(path, filled(title="Too late"))
    call.refresh_from_db()
    assert call.title == "Another title"
    assert own.post(f"{call.get_absolute_url()}delete/")["Location"] == "/en/account/calls/"
    assert not Call.objects.exists()


def test_an_alert_tells_of_a_new_call(author: Member, reader: Member) -> None:
    page = search_page("calls")
    assert page is not None
    save_search(page, "?country=ES", "Spain", Rhythm.DAILY, acting_user=account_of(reader))
    a_call(author, country="FR", title="In France")
    a_call(author, country="ES", title="In Spain")
    project_pending()
    SavedSearch.objects.update(looked=timezone.now() - timedelta(days=2))
    assert send_alerts() == 1
    assert "In Spain" in mail_to("reader@hidden.example")
    assert "In France" not in mail_to("reader@hidden.example")


def test_what_moderators_withhold_its_author_alone_sees(author: Member, reader: Member) -> None:
    call = a_call(author, is_public=True)
    looking = signed_in(account_of(reader))
    assert looking.get(f"/en/report/call/{call.pk}/").status_code == 200
    assert signed_in(account_of(author)).get(f"/en/report/call/{call.pk}/").status_code == 404
    answer_call(call, reader, WHY, acting_user=account_of(reader))
    withhold_call(call.pk)
    project_pending()
    assert "A partner in Spain" not in looking.get("/en/calls/").content.decode()
    assert looking.get(call.get_absolute_url()).status_code == 404
    assert "Withheld by the moderators" in signed_in(account_of(author)).get(call.get_absolute_url()).content.decode()


def test_nothing_is_kept_for_ever(author: Member, reader: Member) -> None:
    call = a_call(author)
    answer_call(call, reader, WHY, acting_user=account_of(reader))
    close_call(call, acting_user=account_of(author))
    Call.objects.update(closed=timezone.now() - limits.ANSWERS_KEPT)
    assert forget_calls() == 1
    assert Call.objects.exists()
    Call.objects.update(closed=timezone.now() - limits.CALLS_KEPT)
    forget_calls()
    assert not Call.objects.exists()


def test_its_reader_reports_an_answer_and_moderators_withhold_it(author: Member, client: Client) -> None:
    call = a_call(author, most_answers=1)
    other = a_member("Lena", account={"email": "lena@answers.example"})
    given = answer_call(call, other, "Pay me first.", acting_user=account_of(other))
    page, report = call.get_absolute_url(), f"/en/report/answer/{given.pk}/"
    reader = signed_in(account_of(author))
    assert report in reader.get(page).content.decode()
    for one in (client, signed_in(account_of(other)), signed_in(UserFactory.create())):
        assert one.get(report).status_code == 404
    reader.post(
        report,
        {"reason": "harassment", "text": "She wants money for an answer.", "attaches": "on"},
        HTTP_ORIGIN="http://testserver",
    )
    case = Case.objects.get()
    assert (case.author, case.reports.get().attached) == (other.user, "Pay me first.")
    decider = UserFactory.create(is_superuser=True)

    withhold(case, "Nobody pays for answers here.", Ground.TERMS, acting_user=decider)

    assert "Pay me first." not in reader.get(page).content.decode()
    hers = signed_in(account_of(other)).get(page).content.decode()
    assert "Pay me first." in hers
    assert "The moderators withheld it" in hers
    assert "Nobody pays for answers here." in mail_to("lena@answers.example")
    third = a_member("Third")
    answer_call(call, third, WHY, acting_user=account_of(third))
    assert thank_answerers(call, "Thank you for writing.", acting_user=account_of(author)) == 1
    appeal(case, "I did not ask anybody for money.", acting_user=account_of(other))
    reverse(case, "She did not ask for money.", acting_user=UserFactory.create(is_superuser=True))
    assert "Pay me first." in reader.get(page).content.decode()


def test_the_database_knows_what_a_call_is(author: Member) -> None:
    call = a_call(author)
    for wrong in ({"kind": "x"}, {"state": "closed"}, {"wanted": 0}, {"most_answers": 101}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Call.objects.filter(pk=call.pk).update(**wrong)


@pytest.mark.parametrize("path", ["/en/calls/999999/", "/en/calls/999999999999999999999/", "/en/calls/new/x/"])
def test_addresses_that_lead_nowhere(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_list_names_the_same_last_day_as_the_call(author: Member, client: Client) -> None:
    call = a_call(author, is_public=True, deadline=in_days(20))
    project_pending()
    day = f"{call.deadline.day} {call.deadline:%B %Y}"
    assert f"until {day}" in client.get("/en/calls/").content.decode()
    assert f"until {day}" in client.get(call.get_absolute_url()).content.decode()
    assert f"until {day}" in client.get("/en/calls/?sort=soonest").content.decode()
