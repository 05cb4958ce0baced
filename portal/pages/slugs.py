"""Addresses of translations, in the letters of addresses."""

import re

from anyascii import anyascii
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.strings import StringValue

# Where people write otherwise than letter by letter; for Bulgarian, as its law on transliteration says.
_WRITTEN: dict[str, dict[int, str]] = {
    "bg": str.maketrans({"х": "h", "щ": "sht", "ъ": "a", "ь": "y"}),
    "fr": str.maketrans({"’": " ", "'": " "}),
    "de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"}),
}
_BULGARIAN_ENDING = re.compile(r"ия\b")


def slug_of(title: str, language: str) -> str:
    """`title` as somebody who writes `language` would put it into an address; empty if it has no letters."""
    text = title.lower().translate(_WRITTEN.get(language, {}))
    if language == "bg":
        text = _BULGARIAN_ENDING.sub("ia", text)
    return slugify(anyascii(text))


def give_own_slug(page: Page, translation: Translation) -> None:
    """Make the slug of a translation from its title before it is first published, unless a translator has.

    It would keep the original's, in another language, and addresses are permanent.
    """
    if page.first_published_at:
        return
    locale = translation.target_locale
    pieces = {
        piece.context.path: piece
        for piece in translation.source.stringsegment_set.filter(context__path__in=["title", "slug"])
        .select_related("context")
        .annotate_translation(locale)
    }
    if "slug" not in pieces or pieces["slug"].translation or not pieces["title"].translation:
        return
    slug = slug_of(StringValue(pieces["title"].translation).render_text(), locale.language_code)
    if slug:
        StringTranslation.objects.update_or_create(
            translation_of_id=pieces["slug"].string_id,
            context=pieces["slug"].context,
            locale=locale,
            defaults={
                "data": slug,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "updated_at": timezone.now(),
            },
        )
