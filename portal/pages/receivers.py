"""What follows when a page is published, scheduled or taken down, and when a translation begins."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished
from wagtail_localize.models import Translation

from portal.pages.originals import bring_parents_along, carry_schedule_over, note_changes


@receiver(post_save, sender=Translation)
def begin_with_the_parents(instance: Translation, created: bool, raw: bool, **_: Any) -> None:
    if created and not raw:
        bring_parents_along(instance)


@receiver(page_published)
def tell_translations(instance: Page, **_: Any) -> None:
    note_changes(instance)
    carry_schedule_over(instance)


@receiver(page_unpublished)
def cancel_with_the_original(instance: Page, **_: Any) -> None:
    carry_schedule_over(instance)


@receiver(post_save, sender=Revision)
def cancel_with_the_schedule(instance: Revision, update_fields: frozenset[str] | None, **_: Any) -> None:
    """Wagtail cancels a schedule by saving this one field, and sends no signal of its own."""
    if update_fields and "approved_go_live_at" in update_fields and instance.approved_go_live_at is None:
        page = instance.content_object
        if isinstance(page, Page):
            carry_schedule_over(page)
