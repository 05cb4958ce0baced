"""A translation and what it is made from: which appears when, and whether they are in step.

A page that is translated piece by piece (a *managed* translation, made with "Translate this page") has
no schedule of its own, its editor having no place for one: it follows the page it is translated from.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import TranslationCreator

# Pieces that are not read on the page itself.
_AROUND_THE_PAGE = ("slug", "seo_title", "search_description")


class OriginalIsDraft(PermissionDenied):
    """A translation that lacks pieces would show the words of an original that nobody has published."""


class NotTranslated(PermissionDenied):
    """A translation without its title, or with nothing but that, would pass the original's words off as its own."""


@dataclass(frozen=True, slots=True)
class Original:
    """The page that `translation` is made from."""

    page: Page
    translation: Translation

    @property
    def goes_live_at(self) -> datetime | None:
        """When it is to appear; None where it is public, or nothing is arranged."""
        scheduled: Revision | None = self.page.scheduled_revision
        return scheduled.approved_go_live_at if scheduled and not self.page.live else None

    @property
    def expires_at(self) -> datetime | None:
        scheduled: Revision | None = self.page.scheduled_revision
        expiry: datetime | None = (scheduled.as_object() if scheduled else self.page).expire_at
        return expiry

    @property
    def is_draft(self) -> bool:
        return not self.page.live and not self.goes_live_at

    def check_publishing(self) -> None:
        """Raises NotTranslated or OriginalIsDraft where readers of the translation would get the wrong words."""
        segments = self.translation.source.stringsegment_set.annotate_translation(self.translation.target_locale)
        pieces = list(segments.values_list("context__path", "translation"))
        if self.is_draft and not all(text for _path, text in pieces):
            raise OriginalIsDraft
        titles = [text for path, text in pieces if path == "title"]
        others = [text for path, text in pieces if path not in ("title", *_AROUND_THE_PAGE)]
        if not all(titles) or (others and not any(others)):
            raise NotTranslated


def original_of(page: Page) -> Original | None:
    """What `page` is translated from, where it is a managed translation."""
    translation = (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .select_related("source", "target_locale")
        .first()
    )
    if translation is None:
        return None
    original = (
        Page.objects.filter(translation_key=page.translation_key, locale_id=translation.source.locale_id)
        .select_related("locale")
        .first()
    )
    return Original(original, translation) if original else None


def take_over_schedule(page: Page, revision: Revision) -> None:
    """Give `revision` of a managed translation the times at which its original appears and expires.

    Raises NotTranslated or OriginalIsDraft where it may not be published; what was scheduled once may.
    """
    original = original_of(page)
    if original is None:
        return
    if revision.approved_go_live_at is None:
        original.check_publishing()
    times = {"go_live_at": original.goes_live_at, "expire_at": original.expires_at}
    revision.content.update({name: time and time.isoformat() for name, time in times.items()})
    revision.save(update_fields=["content"])


def carry_schedule_over(original: Page) -> None:
    """Bring the translations that wait for `original` to its new time: later, sooner, now, or cancelled."""
    original = Page.objects.get(pk=original.pk)
    for revision in _waiting_translations(original):
        page = revision.content_object
        if original.live or original.scheduled_revision:
            page.publish(revision)
        else:
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])


def _waiting_translations(original: Page) -> list[Revision]:
    """Scheduled revisions of managed translations. Those that are due are left to whoever publishes what is due."""
    locales = Translation.objects.filter(
        source__object_id=original.translation_key, source__locale_id=original.locale_id, enabled=True
    ).values("target_locale")
    pages = Page.objects.filter(translation_key=original.translation_key, locale__in=locales)
    keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
    return list(Revision.page_revisions.filter(object_id__in=keys, approved_go_live_at__gt=timezone.now()))


def note_changes(original: Page) -> None:
    """Show translators what is new in `original`, if anything that is translated or shared has changed."""
    source = TranslationSource.objects.get_for_instance_or_none(original)
    if source is None or not source.translations.filter(enabled=True).exists():
        return
    page = original.specific
    if _contents(page, page.to_json()) != _contents(page, source.content_json):
        source.update_from_db()


def _contents(page: Page, content: str) -> dict[str, Any]:
    values = json.loads(content)
    return {field.field_name: values.get(field.field_name) for field in get_translatable_fields(type(page))}


def bring_parents_along(translation: Translation) -> None:
    """Start the translation of the pages above too, as drafts.

    Otherwise each of them would come as a public copy in the original's language.
    """
    page = translation.source.get_source_instance()
    parent = page.get_parent() if isinstance(page, Page) else None
    if parent and not parent.is_root() and not parent.has_translation(translation.target_locale):
        TranslationCreator(user=None, target_locales=[translation.target_locale]).create_translations(parent)
