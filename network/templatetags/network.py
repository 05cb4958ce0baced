"""How people and networks are drawn."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from network.map.route import route_path
from network.map.stations import Station
from network.models import MemberPhoto
from network.overview import Overview, overview
from search.queries import FacetCount

register = template.Library()

_COLOURS = 6


@register.simple_tag(takes_context=True)
def network_overview(context: dict[str, Any]) -> Overview:
    """What the reader may see of the networks."""
    return overview(context["request"])


@register.filter
def option_elements(options: list[FacetCount]) -> SafeString:
    """The options of a select. Looping over a hundred of them in a template takes ten times as long."""
    return format_html_join("", '<option value="{}">{}</option>', ((option.term, option.label) for option in options))


@register.filter
def initials(name: str) -> str:
    """JB for Jonas Brandt; one letter for a single name."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def photo_address(photo: MemberPhoto | None, size: int) -> str:
    """Where a portrait is sent from at this size; empty for none."""
    return photo.address(size) if photo else ""


@register.filter
def colour(pk: int) -> int:
    """One of six calm colours, always the same for a member."""
    return pk % _COLOURS


@register.filter
def route(stations: list[Station]) -> str:
    """The dotted line through stations, as the data of an SVG path."""
    return route_path([(station.x, station.y) for station in stations])
