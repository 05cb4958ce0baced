"""Which of the demonstration's pages tells how one joins a network."""

from collections.abc import Iterator

from wagtail.models import Site

from network.models import NetworkSettings
from portal.pages.models import ArticlePage


def point_to_joining() -> Iterator[NetworkSettings]:
    """For the sites that point to no page yet."""
    article = ArticlePage.objects.get(slug="how-to-join", locale__language_code="en")
    for site in Site.objects.exclude(pk__in=NetworkSettings.objects.values("site")):
        yield NetworkSettings.objects.create(site=site, joining=article)
