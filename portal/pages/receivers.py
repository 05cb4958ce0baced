"""What follows when a page is published, scheduled, taken down or restricted, and when a translation begins."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Revision
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


@receiver(post_save, sender=PageViewRestriction)
def restrict_a_page_once(instance: PageViewRestriction, created: bool, raw: bool, **_: Any) -> None:
    """Remove the copies that Wagtail and wagtail-localize give to translations of a restricted page.

    A restriction holds in all languages; a copy would ask for the same password again, and stay once
    the restriction is lifted. Who makes a copy goes on to fill it in, so it goes after the commit.
    """
    same = PageViewRestriction.objects.filter(restriction_type=instance.restriction_type, password=instance.password)
    others = same.filter(page__translation_key=instance.page.translation_key).exclude(page=instance.page_id)
    if created and not raw and others.exists():
        copy = PageViewRestriction.objects.filter(pk=instance.pk)
        transaction.on_commit(copy.delete)
