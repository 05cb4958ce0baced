"""Names and dates in the reader's language, by CLDR."""

from datetime import date

from babel.dates import format_date
from django import template
from django.utils.translation import get_language

from portal.vocabulary.countries import country_name as country_name_in
from portal.vocabulary.languages import language_name as language_name_in

register = template.Library()


@register.filter
def country_name(code: str) -> str:
    return country_name_in(code, get_language() or "en")


@register.filter
def language_name(code: str) -> str:
    return language_name_in(code, get_language() or "en")


@register.filter
def long_date(day: date) -> str:
    """As in "12 March 2026", "12. März 2026", "12 март 2026 г."; "long" is the format that CLDR gives for each language."""
    return format_date(day, format="long", locale=get_language() or "en")
