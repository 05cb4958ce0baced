"""The terms of use that accounts accept: the published legal page on that subject."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings

from portal.accounts.terms import Terms
from portal.pages.addresses import address_in
from portal.pages.editions import preferred
from portal.pages.models import LegalPage


def current_terms(language: str) -> Terms | None:
    """The terms as readers of `language` read them; None while none are published.

    A translation follows the English text, perhaps later. Until it carries the new version its readers are
    asked for the one they can read, and nobody is asked anew because she changed the language.
    """
    pages = list(LegalPage.objects.public_now().select_related("locale").defer_streamfields())
    editions = [page for page in pages if page.subject == LegalPage.Subject.TERMS]
    source, edition = preferred(editions, settings.LANGUAGE_CODE), preferred(editions, language)
    if source is None or edition is None:
        return None
    legal = frozenset(_addresses(pages))
    return Terms(edition.version, address_in(edition, language), legal, newest=source.version)


def _addresses(pages: Iterable[LegalPage]) -> Iterable[str]:
    """Where these pages are read, each in every language."""
    editions: dict[UUID, list[LegalPage]] = defaultdict(list)
    for page in pages:
        editions[page.translation_key].append(page)
    for same in editions.values():
        yield from (address_in(preferred(same, code), code) for code, _name in settings.LANGUAGES)
