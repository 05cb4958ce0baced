"""Texts where line breaks are read out or shown."""

from django import template
from django.template.defaultfilters import stringfilter

register = template.Library()


@register.filter(is_safe=True)
@stringfilter
def one_line(text: str) -> str:
    """`text` without the breaks and indents that its template has for those who write it."""
    return " ".join(text.split())
