"""Somebody who could run a portal, so that the imprint and the contact form can be tried."""

from django.forms.models import model_to_dict
from wagtail.models import Site

from portal.pages.models import ImprintSettings

_INVENTED = {
    "organisation": "Migrapass (demonstration)",
    "address": "1 Example Street\n10000 Sampletown",
    "country": "FR",
    "email": "portal@demo.example",
}


def make_imprint() -> list[ImprintSettings]:
    """An invented association for the sites that have no imprint yet; a site left online must name its own."""
    without = Site.objects.exclude(pk__in=ImprintSettings.objects.values("site"))
    return [ImprintSettings.objects.create(site=site, **_INVENTED) for site in without]


def is_invented(imprint: ImprintSettings) -> bool:
    """Whether it says just what the demonstration made it say."""
    invented = ImprintSettings(pk=imprint.pk, site=imprint.site, **_INVENTED)
    return model_to_dict(imprint) == model_to_dict(invented)
