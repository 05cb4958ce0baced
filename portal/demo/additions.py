"""What people wrote into the demonstration since it was loaded."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from wagtail.models import Page, ReferenceIndex, get_page_models

from portal.demo.imprint import is_invented
from portal.demo.models import DemoItem
from portal.files.models import PortalImage
from portal.pages.models import ImprintSettings


def written_by_people() -> QuerySet[Page]:
    """The pages that would go with the demonstration though somebody made them, below its own, or changed them.

    Loading makes no revisions: a page of the demonstration that has one was edited.
    """
    brought = _brought()
    at_or_above = brought.filter(path=Substr(OuterRef("path"), 1, Length("path")))
    going = Page.objects.filter(Exists(at_or_above))
    written: QuerySet[Page] = going.exclude(Q(pk__in=brought.values("pk")) & Q(latest_revision=None)).order_by("path")
    return written


def topmost_pages() -> QuerySet[Page]:
    """The pages that the demonstration brought, without those below them: these go with them, much faster."""
    brought = _brought()
    above = brought.filter(path=Substr(OuterRef("path"), 1, Length("path")), depth__lt=OuterRef("depth"))
    topmost: QuerySet[Page] = brought.filter(~Exists(above))
    return topmost


def _brought() -> QuerySet[Page]:
    kinds = ContentType.objects.get_for_models(*get_page_models()).values()
    brought: QuerySet[Page] = Page.objects.filter(
        pk__in=DemoItem.objects.filter(content_type__in=kinds).values("object_id")
    )
    return brought


def is_in_use(thing: object) -> bool:
    """Whether it has become the site's own: a picture that other pages show, an imprint that was filled in."""
    if isinstance(thing, PortalImage):
        shown: bool = ReferenceIndex.get_references_to(thing).exists()
        return shown
    return isinstance(thing, ImprintSettings) and not is_invented(thing)
