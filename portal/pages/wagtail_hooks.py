"""What pages add to Wagtail's desk."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page

from portal.pages.content_checks import PageChecks


@hooks.register("construct_wagtail_userbar")
def check_pages_our_way(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Our checks take the place of Wagtail's."""
    items[:] = [PageChecks() if isinstance(item, ContentCheckerItem) else item for item in items]
