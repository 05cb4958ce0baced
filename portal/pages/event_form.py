"""The form in which editors write an event."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

_TIMES = ("starts", "ends")


class EventPageForm(WagtailAdminPageForm):
    """Times are written and shown as the clocks of the event's own time zone have them, wherever the editor is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _TIMES:
            moment = getattr(self.instance, name)
            if moment and name in self.fields:
                self.initial[name] = timezone.make_naive(moment, self.instance.zone)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if zone := cleaned.get("timezone"):
            for name in _TIMES:
                if cleaned.get(name):
                    cleaned[name] = timezone.make_naive(cleaned[name]).replace(tzinfo=ZoneInfo(zone))
        return cleaned
