"""Drawing forms."""

from django import template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def faults(form: BaseForm) -> list[str]:
    """What is wrong with the form as a whole, or with a field that nobody sees."""
    return [*form.non_field_errors(), *(error for field in form.hidden_fields() for error in field.errors)]


@register.filter
def drawn(field: BoundField) -> SafeString:
    """The field, with the focus where it is the first that has to be mended.

    Whoever cannot see the page hears the field and what is wrong with it, and a keyboard need not go
    through the header to reach it. What is wrong with the form as a whole takes the focus before any field.
    """
    return field.as_widget(attrs={"autofocus": True} if _first_to_mend(field.form) == field.name else None)


def _first_to_mend(form: BaseForm) -> str | None:
    return None if faults(form) else next((field.name for field in form.visible_fields() if field.errors), None)
