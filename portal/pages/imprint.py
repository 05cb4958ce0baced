"""The imprint where no page shows it: at the foot of a mail."""

from wagtail.models import Site

from portal.pages.models import ImprintSettings
from portal.vocabulary.countries import country_name


def imprint_text(language: str) -> str:
    """Who sends this, and from where, a line each; empty until the imprint of the site is filled in."""
    site = Site.objects.filter(is_default_site=True).first()
    imprint = ImprintSettings.objects.filter(site=site).first()
    if imprint is None or not imprint.organisation:
        return ""
    country = country_name(imprint.country, language) if imprint.country else ""
    lines = (imprint.organisation, *imprint.address.splitlines(), country, imprint.email)
    return "\n".join(line for line in lines if line)
