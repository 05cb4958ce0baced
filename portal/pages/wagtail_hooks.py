"""The editors' desk."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry

from portal.pages.borrowed_words import TranslationEditorWords
from portal.pages.content_checks import PageChecks
from portal.pages.dashboard import TranslationsPanel, WelcomePanel
from portal.pages.links import PageLink
from portal.pages.querysets import restricted_places
from portal.pages.report import TranslationStateView, may_edit_pages
from portal.pages.translating import before_translating, say_what_stayed, say_whose_terms_lag

# Links to Wagtail's own site.
NOT_FOR_EDITORS = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("insert_global_admin_css")
def house_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))


# After Wagtail's own, whose place it takes.
@hooks.register("register_rich_text_features", order=1)
def links_in_the_readers_language(features: FeatureRegistry) -> None:
    features.register_link_type(PageLink)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    view = TranslationStateView
    return [
        # Before wagtail-localize's own view at this address.
        path("localize/jsi18n/", TranslationEditorWords.as_view()),
        path("reports/translation-state/", view.as_view(), name="translation_state"),
        path("reports/translation-state/results/", view.as_view(results_only=True), name="translation_state_results"),
    ]


class TranslationStateMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_edit_pages(request.user)


@hooks.register("register_reports_menu_item")
def translation_state_menu_item() -> MenuItem:
    return TranslationStateMenuItem(
        _("Translation state"),
        reverse("translation_state"),
        name="translation-state",
        icon_name="globe",
        order=100,
    )


@hooks.register("construct_reports_menu")
def one_report_on_translations(request: HttpRequest, items: list[MenuItem]) -> None:
    theirs = reverse("wagtail_localize:translations_report")
    items[:] = [item for item in items if item.url != theirs]


@hooks.register("construct_help_menu")
def no_links_to_other_sites(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(NOT_FOR_EDITORS)]


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Component]) -> None:
    """For those who write; operators find theirs in the menu."""
    if may_edit_pages(request.user):
        panels += [WelcomePanel(), TranslationsPanel()]


# Before the translation editor, which takes over the same hook.
hooks.register("before_edit_page", before_translating, order=-1)
hooks.register("after_move_page", say_what_stayed)
hooks.register("after_publish_page", say_whose_terms_lag)


@hooks.register("before_edit_page", order=-2)
def tell_what_is_private(request: HttpRequest, page: Page) -> None:
    """Wagtail's mark of a private page looks at one language, unless the request knows the paths already."""
    request.all_page_view_restriction_paths = restricted_places().values_list("path", flat=True)  # type: ignore[attr-defined]


@hooks.register("construct_explorer_page_queryset")
def tell_which_are_private(parent_page: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    tell_what_is_private(request, parent_page)
    return pages


@hooks.register("construct_wagtail_userbar")
def check_pages_our_way(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Our checks take the place of Wagtail's."""
    items[:] = [PageChecks() if isinstance(item, ContentCheckerItem) else item for item in items]
