"""Countries by ISO 3166-1 alpha-2 code, named by CLDR through babel."""

from collections.abc import Iterable
from functools import cache
from operator import itemgetter

from babel import Locale

# The UN's area code (M49) under which CLDR names the continent.
EUROPE = "150"
_NOT_COUNTRIES = {"CQ", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}


@cache
def _names(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).territories)


@cache
def country_codes() -> frozenset[str]:
    """Every country a person may work in."""
    return frozenset(code for code in _names("en") if code.isalpha() and code not in _NOT_COUNTRIES)


def country_name(code: str, language: str) -> str:
    """The name of a country, or of Europe, in `language`; the code where CLDR has none."""
    return _names(language).get(code, code)


def country_labels(codes: Iterable[str], language: str) -> dict[str, str]:
    """The names of these countries."""
    return {code: country_name(code, language) for code in codes}


@cache
def country_choices(language: str) -> list[tuple[str, str]]:
    """Every country with its name in `language`, by name."""
    return sorted(((code, country_name(code, language)) for code in country_codes()), key=itemgetter(1))


def country_sign(code: str) -> str:
    """The letters by which Europeans know a country: UK and EL where ISO has GB and GR.

    Source: Interinstitutional Style Guide of the European Union, 7.1.
    """
    return {"GB": "UK", "GR": "EL"}.get(code, code)
