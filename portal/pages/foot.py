"""The pages at the foot of every page: what the law asks for, and the way to write to us."""

from collections.abc import Iterable

from django.db.models import Case, CharField, F, Q, Value, When
from wagtail.models import Page

from portal.pages.editions import preference
from portal.pages.models.legal import LegalPage

CONTACT = "contact"
_ORDER = (*LegalPage.Subject.values, CONTACT)

IS_AT_FOOT = Q(legalpage__isnull=False) | Q(contactpage__isnull=False)
# For `annotate(place=…)`: which of them a page is, null for any other.
PLACE = Case(
    When(legalpage__isnull=False, then=F("legalpage__subject")),
    When(contactpage__isnull=False, then=Value(CONTACT)),
    output_field=CharField(),
)


def foot(pages: Iterable[Page], language: str) -> list[Page]:
    """Legal pages by subject, then the contact page: each in `language`, else in English, else the oldest.

    `pages` are annotated with their `place`.
    """
    found: dict[str, Page] = {}
    for page in sorted(pages, key=lambda page: preference(page, language), reverse=True):
        found[page.place] = page
    return [found[place] for place in _ORDER if place in found]
