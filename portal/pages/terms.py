"""The terms of use that accounts accept: the published legal page on that subject."""

from django.conf import settings

from portal.accounts.terms import Terms
from portal.pages.addresses import address_in
from portal.pages.models import LegalPage


def current_terms(language: str) -> Terms | None:
    """The terms as readers of `language` read them; None while none are published.

    Their version is that of the English text, which translations follow: nobody is asked anew
    because she changed the language.
    """
    pages = LegalPage.objects.public_now().filter(subject=LegalPage.Subject.TERMS).select_related("locale")
    editions = {page.locale.language_code: page for page in pages.order_by("-pk")}
    if not editions:
        return None
    oldest = list(editions.values())[-1]
    source = editions.get(settings.LANGUAGE_CODE, oldest)
    return Terms(source.version, settings.SITE_URL + address_in(editions.get(language, source), language))
