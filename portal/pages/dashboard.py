"""What an editor finds when she comes to her desk."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from portal.accounts.models import User
from portal.pages.models import ArticleIndexPage, ArticlePage, EventIndexPage, EventPage
from portal.pages.report import originals_for, tally_for
from portal.pages.translations import State
from portal.vocabulary.languages import current_language

WRITTEN_IN = ((ArticleIndexPage, ArticlePage), (EventIndexPage, EventPage))


class WelcomePanel(Component):
    """What to do first."""

    name = "welcome"
    template_name = "pages/desk/welcome.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"lists": lists_to_write_in(user), "report": reverse("translation_state")}


class TranslationsPanel(Component):
    """Which translations wait for somebody."""

    name = "translations"
    template_name = "pages/desk/waiting_translations.html"
    order = 230

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = [
            (language, [one for one in numbers if one[0] is not State.CURRENT and one[1]])
            for language, numbers in (tally_for(user) if originals_for(user).exists() else [])
        ]
        return {"waiting": [one for one in waiting if one[1]], "report": reverse("translation_state")}


def lists_to_write_in(user: User) -> list[tuple[str, str]]:
    """The lists of news, posts and events that `user` may add to: their titles, and where she starts writing.

    In the language she works in; in the portal's first language where it has none.
    """
    for language in dict.fromkeys([current_language(), settings.LANGUAGE_CODE]):
        found = [
            (page.title, reverse("wagtailadmin_pages:add", args=["pages", written._meta.model_name, page.pk]))
            for index, written in WRITTEN_IN
            for page in index.objects.filter(locale__language_code=language, alias_of__isnull=True).order_by("path")
            if _may_add_to(page, user)
        ]
        if found:
            return found
    return []


def _may_add_to(page: Page, user: User) -> bool:
    return bool(page.permissions_for_user(user).can_add_subpage())
