"""Events as calendars read them: RFC 5545, with what RFC 7986 adds for a feed."""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event
from icalendar.prop import vDuration, vUri

from portal.pages.addresses import absolute, address_in
from portal.pages.models import EventPage
from portal.vocabulary.countries import country_name

# How often a calendar that has subscribed may ask again.
_REFRESH = timedelta(hours=6)


def calendar_of(events: Iterable[EventPage], language: str, name: str) -> bytes:
    """A calendar of `events` in the language, called `name`, with the time zones they take place in."""
    calendar = Calendar()
    calendar.add("prodid", "-//Migrapass//Portal//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_event(event, language))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(page: EventPage, language: str) -> Event:
    event = Event()
    # The same event in another language is the same event.
    event.add("uid", f"{page.translation_key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", page.last_published_at or page.latest_revision_created_at or page.starts)
    if page.last_published_at:
        event.add("last-modified", page.last_published_at)
    # Grows with every publication, as 3.8.7.4 wants it.
    event.add("sequence", page.live_revision_id or 0)
    event.add("dtstart", page.starts_there)
    event.add("dtend", page.ends_there)
    event.add("summary", page.title, parameters={"LANGUAGE": page.locale.language_code})
    if page.introduction:
        event.add("description", page.introduction, parameters={"LANGUAGE": page.locale.language_code})
    if location := location_of(page, language):
        event.add("location", location)
    event.add("url", vUri(absolute(address_in(page, language))))
    event.add("status", "CANCELLED" if page.cancelled else "CONFIRMED")
    return event


def location_of(page: EventPage, language: str) -> str:
    """Where it takes place, or the link to take part online; empty where neither is known."""
    country = country_name(page.country, language) if page.country else ""
    return ", ".join(filter(None, (page.place, page.address, country))) or page.online_url
