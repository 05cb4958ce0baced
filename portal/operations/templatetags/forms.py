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
    Choices are many elements and take it as one, by what frames them.
    """
    wants_focus = is_first_to_mend(field) and not field.use_fieldset
    return field.as_widget(attrs={"autofocus": True} if wants_focus else None)


@register.filter
def is_first_to_mend(field: BoundField) -> bool:
    """Whether this field is the first of its form with something wrong, and the form as a whole is right."""
    form = field.form
    return not faults(form) and field.name == next((f.name for f in form.visible_fields() if f.errors), None)
