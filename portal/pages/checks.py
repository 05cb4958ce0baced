"""What a site that is open to the world must say of itself."""

from typing import Any

from django.core import checks
from django.db import DatabaseError
from wagtail.models import Site

from portal.pages.models import ImprintSettings


def imprint_is_filled_in(**_: Any) -> list[checks.CheckMessage]:
    """The law of most countries wants to know who runs a site."""
    try:
        filled_in = {imprint.site_id for imprint in ImprintSettings.objects.all() if imprint.is_complete}
        without = [site.hostname for site in Site.objects.all() if site.pk not in filled_in]
    except DatabaseError:
        return []
    return [
        checks.Warning(
            f"The imprint of {hostname} is not filled in.",
            hint="An operator does that in the admin under Settings, Imprint.",
            id="pages.W001",
        )
        for hostname in without
    ]
