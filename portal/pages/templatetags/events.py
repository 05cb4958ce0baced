"""What pages about events say to programs."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.pages.models import EventPage
from portal.pages.structured import event_data

register = template.Library()

# So that no text ends the element it stands in, as Django's json_script does it.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def event_json(page: EventPage) -> SafeString:
    """The facts of an event for search engines: a block of data, which no browser runs."""
    data = json.dumps(event_data(page, get_language() or "en"), ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))
