"""Somebody who could run a portal, so that the imprint and the contact form can be tried."""

from wagtail.models import Site

from portal.pages.models import ImprintSettings


def make_imprint() -> list[ImprintSettings]:
    """An invented association for the sites that have no imprint yet; a site left online must name its own."""
    without = Site.objects.exclude(pk__in=ImprintSettings.objects.values("site"))
    return [
        ImprintSettings.objects.create(
            site=site,
            organisation="Migrapass (demonstration)",
            address="1 Example Street\n10000 Sampletown",
            country="FR",
            email="portal@demo.example",
        )
        for site in without
    ]
