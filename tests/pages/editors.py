"""The people at the desk, and what they do there."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from portal.accounts.models import User
from tests.accounts.factories import UserFactory


def make_editor(*groups: str) -> User:
    """An account in `groups`, and nothing more."""
    user: User = UserFactory.create()
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def desk(*groups: str) -> Client:
    """A browser in which a member of `groups` is signed in."""
    return client_of(make_editor(*groups))


def translate(client: Client, page: Page, language: str) -> Page:
    """The draft that "Translate this page" makes."""
    locale = Locale.objects.get(language_code=language)
    response = client.post(
        reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [locale.pk]}
    )
    assert response.status_code == 302
    return page.get_translation(locale)


def fill_in(translation: Page, suffix: str = " (translated)", *, only: Collection[str] = ()) -> None:
    """Translates every piece, or those at the paths given."""
    segments = managed_translation(translation).source.stringsegment_set.all()
    for segment in segments.filter(context__path__in=only) if only else segments:
        fill_in_piece(translation, segment, segment.string.data + suffix)


def fill_in_piece(translation: Page, segment: StringSegment, text: str) -> None:
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.locale,
        defaults={
            "data": text,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "updated_at": timezone.now(),
        },
    )


def managed_translation(translation: Page) -> Translation:
    found: Translation = Translation.objects.get(
        source__object_id=translation.translation_key, target_locale=translation.locale
    )
    return found


def publish_translation(client: Client, translation: Page) -> str:
    """Presses "Publish" in the translation editor; gives what the editor is told."""
    address = reverse("wagtailadmin_pages:edit", args=[translation.pk])
    return client.post(address, {"action": "publish"}, follow=True).content.decode()


def schedule(page: Page, time: datetime) -> None:
    """What an editor does who sets a time and presses "Publish"."""
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = time
    draft.save_revision().publish()
