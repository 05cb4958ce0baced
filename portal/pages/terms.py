"""The terms of use that accounts accept: the published legal page on that subject."""

from django.conf import settings

from portal.accounts.terms import Terms
from portal.pages.addresses import address_in
from portal.pages.models import LegalPage


def current_terms(language: str) -> Terms | None:
    """The terms as readers of `language` read them; None while none are published."""
    pages = LegalPage.objects.filter(subject=LegalPage.Subject.TERMS).read_in(language)
    page = pages.order_by("-last_published_at").first()
    return Terms(page.version, settings.SITE_URL + address_in(page, language)) if page else None
