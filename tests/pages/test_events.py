"""Events: when and where, what is over, and what calendars and search engines are told."""

import json
import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from portal.pages.event_times import when
from portal.pages.models import EventIndexPage, EventPage
from tests.pages.factories import make, make_event
from tests.pages.visits import queries, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def events() -> EventIndexPage:
    return make(EventIndexPage, "en", "events", title="Events")


def parsed(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def plain(text: str) -> str:
    """CLDR sets dates with thin and unbreakable spaces."""
    return " ".join(text.split())


def test_what_comes_next_stands_first_and_what_was_last_comes_after(client: Client, events: EventIndexPage) -> None:
    for slug, hours in (("later", 50), ("soon", 5), ("long-ago", -500), ("yesterday", -24), ("running", -1)):
        make_event(events, slug, in_hours=hours)

    page = read(client, "/en/events/")

    assert re.findall(r'href="/en/events/([\w-]+)/"', page) == ["running", "soon", "later", "yesterday", "long-ago"]
    assert page.index("/soon/") < page.index("Past events") < page.index("/yesterday/")


def test_an_event_is_past_as_soon_as_it_ends(client: Client, events: EventIndexPage) -> None:
    make_event(events, "over", in_hours=-2, hours=1.99)

    assert read(client, "/en/events/").index("Past events") < read(client, "/en/events/").index("/over/")


def test_many_past_events_are_paged_and_later_pages_show_them_alone(client: Client, events: EventIndexPage) -> None:
    make_event(events, "soon", in_hours=5)
    for number in range(14):
        make_event(events, f"past-{number}", in_hours=-24 * (number + 1))

    page = read(client, "/en/events/?page=2")

    assert re.findall(r'href="/en/events/([\w-]+)/"', page) == ["past-12", "past-13"]
    assert "Coming up" not in page


@pytest.mark.parametrize(
    ("language", "date", "zone"),
    [
        ("en", "Friday, 12 March 2027", "Eastern European Standard Time"),
        ("fr", "vendredi 12 mars 2027", "heure normale d’Europe de l’Est"),
        ("de", "Freitag, 12. März 2027", "Osteuropäische Normalzeit"),
        ("bg", "петък, 12 март 2027 г.", "Източноевропейско стандартно време"),
        ("es", "viernes, 12 de marzo de 2027", "hora estándar de Europa oriental"),
    ],
)
def test_date_and_zone_are_said_in_the_readers_language(language: str, date: str, zone: str) -> None:
    starts = datetime(2027, 3, 12, 17, tzinfo=ZoneInfo("Europe/Sofia"))

    said = when(starts, starts.replace(hour=19), language)

    assert (plain(said.date), said.zone) == (date, zone)
    assert "17" in said.hours
    assert "19" in said.hours


def test_an_event_of_several_days_says_both_ends() -> None:
    starts = datetime(2027, 3, 30, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))

    said = when(starts, datetime(2027, 4, 1, 16, tzinfo=ZoneInfo("Europe/Paris")), "en")

    assert plain(said.date) == "Tue, 30 Mar – Thu, 1 Apr 2027"
    assert said.hours == "from 09:30 on the first day to 16:00 on the last"


def test_a_page_tells_the_time_of_the_place(client: Client, events: EventIndexPage) -> None:
    times: dict[str, Any] = {
        "starts": datetime(2035, 7, 2, 14, tzinfo=UTC),
        "ends": datetime(2035, 7, 2, 16, tzinfo=UTC),
    }
    facts: dict[str, Any] = {"place": "Library", "country": "BG", "languages": ["bg", "tr"], "timezone": "Europe/Sofia"}
    make(EventPage, "en", "sofia", below=events, **times, **facts)

    page = read(client, "/en/events/sofia/")

    for shown in ("17:00–19:00", "Eastern European Summer Time", "Library", "Bulgaria", "Bulgarian", "Turkish"):
        assert shown in page


def test_its_leaf_shows_the_day_it_is_there(client: Client, events: EventIndexPage) -> None:
    times: dict[str, Any] = {"starts": datetime(2035, 8, 31, 22, tzinfo=UTC), "ends": datetime(2035, 9, 1, tzinfo=UTC)}
    make(EventPage, "en", "sofia", below=events, **times, timezone="Europe/Sofia")

    for path in ("/en/events/", "/en/events/sofia/"):
        assert "<b>1</b> <span>Sept</span>" in read(client, path)


def test_one_can_register_until_it_starts(client: Client, events: EventIndexPage) -> None:
    link: dict[str, Any] = {"registration_url": "https://example.org/register"}
    make_event(events, "coming", in_hours=1, **link)
    make_event(events, "running", in_hours=-1, **link)
    make_event(events, "cancelled", in_hours=1, cancelled=True, **link)

    assert link["registration_url"] in read(client, "/en/events/coming/")
    assert link["registration_url"] not in read(client, "/en/events/running/")
    page = read(client, "/en/events/cancelled/")
    assert link["registration_url"] not in page
    assert "This event is cancelled." in page
    assert "Cancelled" in read(client, "/en/events/")


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"timezone": "Europe/Atlantis"}, "not a valid choice"),
        ({"timezone": ""}, "blank"),
        ({"country": "QQ"}, "not a valid choice"),
        ({"languages": ["klingon"]}, "Choose languages"),
        ({"languages": "en"}, "Choose languages"),
        ({"languages": [["en"]]}, "Choose languages"),
        ({"hours": -1}, "ends before it starts"),
        ({"online_url": "nowhere"}, "valid URL"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(
    events: EventIndexPage, wrong: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ValidationError, match=complaint):
        make_event(events, "wrong", **{"in_hours": 1, **wrong})


def test_an_editor_chooses_languages_zone_and_country_from_lists(admin_client: Client, events: EventIndexPage) -> None:
    page = admin_client.get(f"/admin/pages/add/pages/eventpage/{events.pk}/").content.decode()

    assert '<optgroup label="Languages of the portal">' in page
    assert '<option value="Europe/Sofia"' in page
    assert '<option value="BG">Bulgaria</option>' in page


@pytest.mark.parametrize("zone", ["Europe/Sofia", "Europe/London"])
def test_an_editor_writes_the_time_of_the_place(admin_client: Client, events: EventIndexPage, zone: str) -> None:
    values = {"title": "Open day", "slug": "open-day", "timezone": zone, "languages": ["bg", "en"], "body-count": 0}
    times = {"starts": "2035-07-02 17:00", "ends": "2035-07-02 19:00", "action-publish": "1"}
    forms = {f"comments-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}

    admin_client.post(f"/admin/pages/add/pages/eventpage/{events.pk}/", {**values, **times, **forms})

    page = EventPage.objects.get()
    assert (page.starts_there.hour, page.ends_there.hour, page.live) == (17, 19, True)
    assert page.languages == ["bg", "en"]
    assert 'value="2035-07-02 17:00"' in admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def test_the_calendar_holds_what_is_to_come(client: Client, events: EventIndexPage) -> None:
    soon = make_event(events, "soon", in_hours=5, timezone="Europe/Sofia", introduction="Bring; a, note\nbook \\ pen")
    make_event(events, "over", in_hours=-50)

    calendar = parsed(client, "/en/calendar.ics")

    [event] = calendar.walk("VEVENT")
    assert event["summary"] == "Soon"
    assert event["description"] == "Bring; a, note\nbook \\ pen"
    assert event.start == soon.starts
    assert event.end == soon.ends
    assert event["dtstart"].params["TZID"] == "Europe/Sofia"
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Sofia"]
    assert event["status"] == "CONFIRMED"
    assert event["url"].endswith("/en/events/soon/")


def test_an_event_is_the_same_in_every_language_and_after_every_change(client: Client, events: EventIndexPage) -> None:
    page = make_event(events, "soon", in_hours=5)
    path = f"/calendar/{page.translation_key}/event.ics"

    def event(language: str) -> Any:
        [only] = parsed(client, f"/{language}{path}").walk("VEVENT")
        return only

    page.save_revision().publish()
    before, elsewhere = event("en"), event("bg")
    page.cancelled = True
    page.save_revision().publish()
    after = event("en")

    assert before["uid"] == elsewhere["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt >= before["last-modified"].dt
    assert after["status"] == "CANCELLED"
    assert all(one["dtstamp"].dt <= timezone.now() for one in (before, after))


def test_an_event_is_downloaded_under_its_name(client: Client, events: EventIndexPage) -> None:
    page = make_event(events, "open-day", in_hours=5)

    response = client.get(f"/en/calendar/{page.translation_key}/event.ics")

    assert response["Content-Disposition"] == 'attachment; filename="open-day.ics"'
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))


@pytest.mark.parametrize("key", ["0" * 8 + "-0000-0000-0000-" + "0" * 12, "x", "1"])
def test_an_event_that_is_not_there_is_not_found(client: Client, key: str) -> None:
    assert client.get(f"/en/calendar/{key}/event.ics").status_code == 404


def test_a_draft_is_in_no_calendar(client: Client, events: EventIndexPage) -> None:
    page = make_event(events, "draft", in_hours=5, live=False)

    assert client.get(f"/en/calendar/{page.translation_key}/event.ics").status_code == 404
    assert not parsed(client, "/en/calendar.ics").walk("VEVENT")


def test_search_engines_are_told_the_facts(client: Client, events: EventIndexPage) -> None:
    evil = "</script><script>alert(1)</script>"
    make_event(events, "soon", in_hours=5, introduction=evil, online_url="https://example.org/room", cancelled=True)

    page = client.get("/en/events/soon/").content.decode()

    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    [data] = [thing for thing in json.loads(block)["@graph"] if thing["@type"] == "Event"]
    assert data["description"] == evil
    assert data["eventStatus"] == "https://schema.org/EventCancelled"
    assert data["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert data["location"] == [{"@type": "VirtualLocation", "url": "https://example.org/room"}]
    assert evil not in page


def test_ten_events_take_as_many_queries_as_one(client: Client, events: EventIndexPage) -> None:
    paths = ("/en/events/", "/en/events/event-0/")
    make_event(events, "event-0", in_hours=1)
    make_event(events, "past-0", in_hours=-30)
    few = [queries(client, path) for path in paths]
    for number in range(1, 10):
        make_event(events, f"event-{number}", in_hours=number)
        make_event(events, f"past-{number}", in_hours=-30 * number)

    assert [queries(client, path) for path in paths] == few
    assert max(few) <= 12


@pytest.mark.parametrize(
    ("slug", "header"),
    [
        ("meeting", 'attachment; filename="meeting.ics"'),
        ("събитие", "attachment; filename*=utf-8''%D1%81%D1%8A%D0%B1%D0%B8%D1%82%D0%B8%D0%B5.ics"),
    ],
)
def test_the_file_of_an_event_is_called_as_the_event(
    client: Client, events: EventIndexPage, slug: str, header: str
) -> None:
    page = make_event(events, slug)

    assert client.get(f"/en/calendar/{page.translation_key}/event.ics")["Content-Disposition"] == header
