"""What editors choose from, in their own language: countries, time zones, languages."""

from babel.core import get_global
from babel.dates import get_timezone_location
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.vocabulary import countries
from portal.vocabulary.languages import current_language, language_choices, language_name

_BESIDE_THE_CONTINENT = ("Asia/Nicosia", "Atlantic/Azores", "Atlantic/Canary", "Atlantic/Madeira", "Atlantic/Reykjavik")


def country_choices() -> list[tuple[str, str]]:
    return countries.country_choices(current_language())


def zone_choices() -> list[tuple[str, str]]:
    """The time zones of Europe by IANA name, each named after its city."""
    names = sorted(name for name in get_global("zone_territories") if name.startswith("Europe/"))
    language = current_language()
    return [
        (name, get_timezone_location(name, locale=language, return_city=True))
        for name in (*names, *_BESIDE_THE_CONTINENT)
    ]


def grouped_language_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Languages by ISO 639 code, those that the portal speaks first."""
    language = current_language()
    ours = [(code, language_name(code, language)) for code, _name in settings.LANGUAGES]
    others = [choice for choice in language_choices(language) if choice not in ours]
    return [(str(_("Languages of the portal")), ours), (str(_("Other languages")), others)]
