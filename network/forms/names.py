"""Fields in which one types the name of a country or a language, in any of the portal's languages."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from portal.vocabulary.countries import country_choices
from portal.vocabulary.languages import current_language, language_choices
from search.folding import fold

# Of a hundred: two letters of ten may differ.
_LIKE = 75


class NameField(forms.CharField):
    """Takes a name, gives the code that stands for it. Its list of suggestions is drawn once, as `list_id`.

    A list to choose from would hold six hundred languages; a name can be typed, and its writing is
    forgiven as search forgives it: accents, capitals, the other script.
    """

    choices_in: Callable[[str], list[tuple[str, str]]]
    list_id = ""
    unknown = _("“%(name)s” is not known here. Did you mean %(nearest)s?")
    wholly_unknown = _("“%(name)s” is not known here. Please choose from the list.")

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": self.list_id, "autocomplete": "off"}
        super().__init__(max_length=80, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A code that is stored is shown as its name; what somebody typed stays as she typed it."""
        return self._names().get(value, value)

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        codes = self._codes_by_name()
        folded = fold(typed)
        if code := codes.get(folded):
            return code
        nearest = process.extractOne(folded, codes.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
        if nearest is None:
            raise ValidationError(self.wholly_unknown, params={"name": typed})
        meant = self._names()[codes[nearest[0]]]
        raise ValidationError(self.unknown, params={"name": typed, "nearest": meant})

    @classmethod
    def suggestions(cls) -> list[str]:
        """Every name in the language of the page, by name."""
        return sorted(cls._names().values(), key=fold)

    @classmethod
    def _names(cls) -> dict[str, str]:
        """The names in the language of the page, by code."""
        return dict(cls.choices_in(current_language()))

    @classmethod
    @cache
    def _codes_by_name(cls) -> dict[str, str]:
        """Codes by their folded names in all languages of the portal, and by themselves."""
        choices = [choice for language, _name in reversed(settings.LANGUAGES) for choice in cls.choices_in(language)]
        return {fold(code): code for code, _name in choices} | {fold(name): code for code, name in choices}


class CountryField(NameField):
    choices_in = staticmethod(country_choices)
    list_id = "countries"


class LanguageField(NameField):
    choices_in = staticmethod(language_choices)
    list_id = "languages"
