"""Fields in which one types the name of a country or a language, in any of the portal's languages."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from portal.vocabulary.countries import country_codes, country_name
from portal.vocabulary.languages import current_language, language_codes, language_name
from search.folding import fold

NameOf = Callable[[str, str], str]

# Of a hundred: two letters of ten may differ.
_LIKE = 75


class NameField(forms.CharField):
    """Takes a name, gives the code that stands for it. Its list of suggestions is drawn once, as `list_id`.

    A list to choose from would hold six hundred languages; a name can be typed, and its writing is
    forgiven as search forgives it: accents, capitals, the other script.
    """

    codes: Callable[[], Iterable[str]]
    name_of: NameOf
    list_id = ""
    unknown = _("“%(name)s” is not known here. Did you mean %(nearest)s?")
    wholly_unknown = _("“%(name)s” is not known here. Please choose from the list.")

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"list": self.list_id, "autocomplete": "off"}
        super().__init__(max_length=80, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A code that is stored is shown as its name; what somebody typed stays as she typed it."""
        return type(self).name_of(value, current_language()) if value in type(self).codes() else value

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        names = self._codes_by_name()
        folded = fold(typed)
        if code := names.get(folded):
            return code
        nearest = process.extractOne(folded, names.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
        if nearest is None:
            raise ValidationError(self.wholly_unknown, params={"name": typed})
        meant = type(self).name_of(names[nearest[0]], current_language())
        raise ValidationError(self.unknown, params={"name": typed, "nearest": meant})

    @classmethod
    def suggestions(cls) -> list[str]:
        """Every name in the language of the page, by name."""
        language = current_language()
        return sorted((cls.name_of(code, language) for code in cls.codes()), key=fold)

    @classmethod
    @cache
    def _codes_by_name(cls) -> dict[str, str]:
        """Codes by their folded names in all languages of the portal, and by themselves."""
        codes = sorted(cls.codes())
        languages = [language for language, _name in reversed(settings.LANGUAGES)]
        names = {fold(cls.name_of(code, language)): code for code in codes for language in languages}
        return {fold(code): code for code in codes} | names


class CountryField(NameField):
    codes = staticmethod(country_codes)
    name_of = staticmethod(country_name)
    list_id = "countries"


class LanguageField(NameField):
    codes = staticmethod(language_codes)
    name_of = staticmethod(language_name)
    list_id = "languages"
