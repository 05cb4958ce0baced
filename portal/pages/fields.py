"""Fields of pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.pages.choices import grouped_language_choices
from portal.vocabulary.languages import language_codes


def validate_languages(codes: object) -> None:
    """Raises ValidationError for anything but a list of languages that CLDR knows."""
    if not isinstance(codes, list) or not all(isinstance(code, str) and code in language_codes() for code in codes):
        raise ValidationError(_("Choose languages from the list."), code="unknown_language")


class LanguagesField(models.JSONField):
    """Languages by ISO 639 code, chosen from a list."""

    default_validators = [validate_languages]

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=grouped_language_choices,
            widget=forms.SelectMultiple(attrs={"size": 10}),
            label=self.verbose_name,
            required=not self.blank,
            help_text=self.help_text,
        )
