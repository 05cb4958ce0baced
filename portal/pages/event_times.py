"""When an event takes place, said as people say it where it takes place."""

from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date, format_interval, format_time, get_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.vocabulary.languages import date_locale


@dataclass(frozen=True, slots=True)
class When:
    """A date, the hours and the name of the time zone they are in, in one language."""

    date: str
    hours: str
    zone: str


def when(starts: datetime, ends: datetime, language: str) -> When:
    """Both times are in the zone of the event; the words are CLDR's."""
    locale = date_locale(language)
    return When(
        date=date_in_words(starts, ends, language),
        hours=_hours(starts, ends, language),
        zone=get_timezone_name(starts, "long", locale=locale),
    )


def date_in_words(starts: datetime, ends: datetime, language: str) -> str:
    """The day on which it takes place, or the first and the last one."""
    locale = date_locale(language)
    if starts.date() == ends.date():
        return format_date(starts, "full", locale=locale)
    return format_interval(starts.date(), ends.date(), "yMMMEd", locale=locale)


def _hours(starts: datetime, ends: datetime, language: str) -> str:
    locale = date_locale(language)
    if starts.date() == ends.date() and starts != ends:
        return format_interval(starts, ends, "Hm", tzinfo=starts.tzinfo, locale=locale)
    times = {"start": _time(starts, locale), "end": _time(ends, locale)}
    if starts == ends:
        return times["start"]
    with override(language):
        return _("from %(start)s on the first day to %(end)s on the last") % times


def _time(moment: datetime, locale: str) -> str:
    return format_time(moment, "short", tzinfo=moment.tzinfo, locale=locale)
