"""Pages that may be kept from the public, in all their languages together.

Who may read a page is set at one of its editions and holds for all of them. Others would ask for the
same password again, and wagtail-localize takes away what a translation has and its original lacks.
"""

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest
from django.template.response import TemplateResponse
from wagtail.models import Page, PageViewRestriction

from portal.pages.querysets import restrictions_of
from portal.pages.translations import editions


class RestrictablePage(Page):
    class Meta:
        abstract = True

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        return restrictions_of(self)

    @property
    def private_page_options(self) -> list[str]:
        """The kinds of restriction that an editor may choose from here: none but at the edition where it is set."""
        options: list[str] = Page.private_page_options
        return options if edition_for_privacy(self).pk == self.pk else []

    def serve_password_required_response(self, request: HttpRequest, form: Form, action_url: str) -> TemplateResponse:
        """Ask for the password with nothing of the page around it: its head and its way down would tell its title."""
        return TemplateResponse(request, "pages/password_required.html", {"form": form, "action_url": action_url})


def edition_for_privacy(page: Page) -> Page:
    """The edition of `page` at which it is set who may read it: the restricted one, while none is, the original."""
    same = editions().filter(translation_key=page.translation_key)
    restricted = {one.pk: one for one in same.filter(view_restrictions__isnull=False)}
    return restricted.get(page.pk) or next(iter(restricted.values()), None) or same.originals().first() or page
