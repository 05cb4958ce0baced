"""An event as search engines read it: schema.org's Event, in JSON-LD."""

from django.conf import settings

from portal.pages.addresses import absolute, address_in
from portal.pages.models import EventPage


def event_data(page: EventPage, language: str) -> dict[str, object]:
    """The facts of `page`; https://schema.org/Event names the terms."""
    status = "EventCancelled" if page.cancelled else "EventScheduled"
    data: dict[str, object] = {
        "@type": "Event",
        "name": page.title,
        "description": page.introduction or page.search_description,
        "inLanguage": page.languages or [page.locale.language_code],
        "startDate": page.starts_there.isoformat(),
        "endDate": page.ends_there.isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{_attendance(page)}",
        "location": _locations(page),
        "url": absolute(address_in(page, language)),
        "organizer": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.SITE_URL},
    }
    return {name: value for name, value in data.items() if value}


def _attendance(page: EventPage) -> str:
    if page.online_url:
        return "MixedEventAttendanceMode" if page.place else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"


def _locations(page: EventPage) -> list[dict[str, object]]:
    locations: list[dict[str, object]] = []
    if page.place:
        address = {"@type": "PostalAddress", "streetAddress": page.address, "addressCountry": page.country}
        locations.append({"@type": "Place", "name": page.place, "address": address})
    if page.online_url:
        locations.append({"@type": "VirtualLocation", "url": page.online_url})
    return locations
