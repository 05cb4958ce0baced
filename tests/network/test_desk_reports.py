"""What a coordinator sees of her network as a whole: knowledge and gaps, sleeping profiles, figures."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from network.actions.nudging import AGAIN_AFTER, nudge
from network.desk.figures import chart_of, months_of
from network.desk.gaps import heat_table
from network.models import Member, Membership, MembershipEvent, Network
from network.states import Event, MembershipState
from network.visibility import Visibility
from portal.accounts.models import User
from portal.vocabulary.languages import Level
from tests.accounts.factories import UserFactory
from tests.accounts.mailbox import link_to, mail_to
from tests.network.factories import MemberFactory, coordinator_of, join
from tests.network.readers import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

GAPS, SLEEPING, FIGURES = (f"/admin/network/{name}/" for name in ("gaps", "sleeping", "figures"))


@pytest.fixture
def coordinator() -> User:
    return coordinator_of("AT")


def cell(network: str, expertise: str, language: str, level: Level = Level.B1) -> int:
    table = heat_table(Network.objects.get(code=network), level, "en")
    row = next(cells for label, cells in table.rows if label == expertise)
    return row[table.languages.index(language)].count


def asleep(name: str, days: int = 366, code: str = "AT", **fields: object) -> Membership:
    member = MemberFactory.create(name=name, user=UserFactory.create(), networks=[code], **fields)
    Member.objects.filter(pk=member.pk).update(edited=timezone.now() - timedelta(days=days))
    return member.memberships.get()


def test_the_table_counts_who_knows_what_in_which_language() -> None:
    MemberFactory.create(networks=["AT"], expertises=["validation"], languages={"bg": "C1", "tr": "B1"})
    MemberFactory.create(networks=["AT", "FR"], expertises=["validation", "mediation"], languages={"bg": "B1"})
    MemberFactory.create(networks=["FR"], expertises=["validation"], languages={"bg": "C2"})
    assert cell("AT", "Validation of competences", "Bulgarian") == 2
    assert cell("AT", "Validation of competences", "Bulgarian", Level.B2) == 1
    assert cell("AT", "Intercultural mediation", "Bulgarian") == 1
    assert cell("AT", "Intercultural mediation", "Spanish") == 0
    assert cell("AT", "Validation of competences", "Turkish") == 1


@pytest.mark.parametrize("field", ["profile", "languages", "expertises"])
def test_what_a_member_shows_to_nobody_is_not_counted(field: str) -> None:
    hidden = {f"{field}_visibility": Visibility.NOBODY}
    MemberFactory.create(networks=["AT"], expertises=["validation"], languages={"bg": "C1"}, **hidden)
    assert cell("AT", "Validation of competences", "Bulgarian") == 0


def test_each_number_leads_to_these_people(coordinator: User) -> None:
    MemberFactory.create(networks=["AT"], expertises=["validation"], languages={"bg": "C1"})
    html = signed_in(coordinator).get(f"{GAPS}?level=B2").content.decode()
    found = re.search(r'<td class="heat-1">\s*<a href="([^"]+)">1</a>', html)
    assert found is not None
    address = found[1].replace("&amp;", "&")
    assert signed_in(coordinator).get(address).status_code == 200, "written as the directory writes it"


def test_sleeping_profiles_are_woken_once_in_half_a_year(coordinator: User) -> None:
    sleeper, awake = asleep("Sleepy Person"), asleep("Busy Person", days=364)
    desk = signed_in(coordinator)
    html = desk.get(SLEEPING).content.decode()
    assert "Sleepy Person" in html
    assert "Busy Person" not in html

    html = desk.post(SLEEPING, {"membership": [sleeper.pk]}, follow=True).content.decode()
    assert "1 person gets a friendly mail." in html
    address = sleeper.member.user.email  # type: ignore[union-attr]  # a sleeper has an account
    assert "Austria" in mail_to(address)
    assert link_to(address, "/members/me/") == "/en/members/me/"
    assert f'value="{sleeper.pk}"' not in html
    desk.post(SLEEPING, {"membership": [sleeper.pk]})
    assert len(mail.outbox) == 1
    Member.objects.update(nudged=timezone.now() - AGAIN_AFTER)
    assert nudge(sleeper, acting_user=coordinator)
    assert awake.member.nudged is None


def test_a_member_can_switch_such_mails_off(coordinator: User) -> None:
    sleeper = asleep("Sleepy Person")
    sleeper.member.user.mail_switches.create(kind="network.nudge", off=True)  # type: ignore[union-attr]  # as above
    nudge(sleeper, acting_user=coordinator)
    assert mail.outbox == []


def test_nobody_wakes_members_of_another_network(coordinator: User) -> None:
    french = asleep("French Person", code="FR")
    desk = signed_in(coordinator)
    assert "French Person" not in desk.get(SLEEPING).content.decode()
    assert "French Person" not in desk.get(f"{SLEEPING}?network=FR").content.decode()
    assert desk.post(f"{SLEEPING}?network=FR", {"membership": [french.pk]}).status_code == 404
    assert desk.post(SLEEPING, {"membership": ["nonsense", "9" * 30]}).status_code == 302
    with pytest.raises(PermissionDenied):
        nudge(french, acting_user=coordinator)
    assert mail.outbox == []


def test_who_hides_from_everybody_hides_here_as_well(coordinator: User) -> None:
    asleep("Hidden Person", visibility=Visibility.NOBODY)
    html = signed_in(coordinator).get(SLEEPING).content.decode()
    assert "(hidden)" in html
    assert "Hidden Person" not in html


def test_figures_count_by_month_and_the_bars_say_the_same(coordinator: User) -> None:
    membership = join(MemberFactory.create(networks=[]), "AT", MembershipState.APPLIED)
    other = join(MemberFactory.create(networks=[]), "FR", MembershipState.APPLIED)
    now = timezone.now()
    for event, at in (
        (Event.APPLIED, now),
        (Event.APPROVED, now),
        (Event.APPLIED, now - timedelta(days=40)),
        (Event.REMOVED, now),
        (Event.APPLIED, now - timedelta(days=800)),
    ):
        MembershipEvent.objects.create(membership=membership, event=event, at=at)
    MembershipEvent.objects.create(membership=other, event=Event.APPLIED, at=now)

    months = months_of(Network.objects.get(code="AT"))
    assert len(months) == 12
    assert months[-1].first == timezone.localdate().replace(day=1)
    assert (months[-1].applied, months[-1].approved, months[-1].left) == (1, 1, 1)
    assert sum(month.applied for month in months) == 2
    chart = chart_of(months)
    assert chart.highest == 1
    assert [bar.height for bar in chart.bars[-2:]] == [chart.height, chart.height]
    html = signed_in(coordinator).get(FIGURES).content.decode()
    assert "<svg" in html
    assert all(f"{month.first:%B %Y}" in html for month in months)


def test_a_network_without_a_past_has_an_empty_chart(coordinator: User) -> None:
    assert chart_of(months_of(Network.objects.get(code="AT"))).highest == 0
    assert signed_in(coordinator).get(FIGURES).status_code == 200


def test_european_coordinators_choose_among_the_networks_they_decide_for() -> None:
    desk = signed_in(coordinator_of("EU"))
    html = desk.get(f"{GAPS}?network=BG").content.decode()
    assert "?network=BG" in html
    assert "Bulgaria" in html
    coordinator_of("BG")
    assert "?network=BG" not in desk.get(GAPS).content.decode()
    assert desk.get(f"{GAPS}?network=BG").status_code == 404


@pytest.mark.parametrize("path", [GAPS, SLEEPING, FIGURES])
def test_it_is_for_coordinators_alone(path: str, client: Client) -> None:
    assert client.get(path).status_code == 302
    assert signed_in(UserFactory.create()).get(path).status_code in (302, 403)
