"""Names and dates in the reader's language, by CLDR."""

from datetime import date, datetime, time

from babel.dates import format_date, format_skeleton
from django import template

from portal.vocabulary.countries import country_name as country_name_in
from portal.vocabulary.countries import country_sign as country_sign_of
from portal.vocabulary.languages import current_language, date_locale
from portal.vocabulary.languages import language_name as language_name_in

register = template.Library()


@register.filter
def country_name(code: str) -> str:
    return country_name_in(code, current_language())


@register.filter
def country_sign(code: str) -> str:
    return country_sign_of(code)


@register.filter
def language_name(code: str) -> str:
    return language_name_in(code, current_language())


@register.filter(expects_localtime=True)
def day(value: date) -> str:
    """12 March 2027, 12. März 2027, 12 март 2027 г.: a date in full, without its weekday."""
    return format_date(value, "long", locale=date_locale(current_language()))


@register.filter(expects_localtime=True)
def month_name(value: date) -> str:
    """Mar, März, 03: a month alone and short, as on a leaf of a calendar."""
    return format_date(value, "LLL", locale=date_locale(current_language()))


@register.filter
def month(day: date) -> str:
    """March 2026, März 2026, март 2026 г.: what CLDR makes of a month and its year."""
    return format_skeleton("yMMMM", datetime.combine(day, time()), locale=current_language())
