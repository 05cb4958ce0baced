"""What forms say most often, in our own voice: Django's sentences come from as many hands as it has languages."""

from django.core.validators import MaxValueValidator, MinValueValidator, validate_email
from django.forms import Field
from django.utils.translation import gettext_lazy as _


def speak_as_the_portal() -> None:
    Field.default_error_messages["required"] = _("Please fill this in.")
    MinValueValidator.message = _("Please give %(limit_value)s or more.")
    MaxValueValidator.message = _("Please give %(limit_value)s or less.")
    validate_email.message = _("This is not an e-mail address. One looks like this: name@example.org.")
