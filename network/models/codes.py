"""Which codes of countries and languages a profile may hold."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.vocabulary.countries import country_codes
from portal.vocabulary.languages import language_codes


def validate_country(code: str) -> None:
    if code not in country_codes():
        raise ValidationError(_("%(code)s is not a country code of ISO 3166."), params={"code": code})


def validate_language(code: str) -> None:
    if code not in language_codes():
        raise ValidationError(_("%(code)s is not a language code of ISO 639."), params={"code": code})
