from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "portal.pages"
    label = "pages"
    verbose_name = _("pages")

    def ready(self) -> None:
        from portal.accounts.terms import register_current
        from portal.mail.imprint import register_imprint
        from portal.mail.kinds import register_kind
        from portal.pages import receivers, registration  # noqa: F401 - importing receivers connects them
        from portal.pages.checks import imprint_is_filled_in
        from portal.pages.contact import CONTACT_MESSAGE
        from portal.pages.imprint import imprint_text
        from portal.pages.personal_data import register_what_pages_hold
        from portal.pages.terms import current_terms

        registration.register_pages()
        register(imprint_is_filled_in, deploy=True)
        register_current(current_terms)
        register_imprint(imprint_text)
        register_kind(CONTACT_MESSAGE)
        register_what_pages_hold()
