"""The report "Translation state": every page in every language."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django_filters
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page, get_page_content_types
from wagtail.permissions import policy_registry

from portal.accounts.models import User
from portal.pages.translations import EditionQuerySet, State, editions, tally

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EDITING = ["add", "change", "publish"]
# Not a state: any but the one in which nobody has to do anything.
WAITING = "waiting"
LANGUAGES: dict[str, "StrOrPromise"] = dict(settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Cell:
    """One page in one language. `url` is where an editor goes on from there, empty if she may not."""

    language: str
    state: State
    is_original: bool
    url: str

    @property
    def language_name(self) -> "StrOrPromise":
        return LANGUAGES[self.language]


class TranslationStateFilterSet(WagtailFilterSet):
    title = django_filters.CharFilter(label=_("Title"), lookup_expr="icontains")
    language = django_filters.ChoiceFilter(label=_("Language"), choices=settings.LANGUAGES, method="keep")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[(WAITING, _("Whatever is waiting")), *State.choices], method="keep"
    )
    content_type = ContentTypeFilter(
        label=_("Type"), queryset=lambda request: get_page_content_types(include_base_page_type=False)
    )

    class Meta:
        model = Page
        fields = ["title", "language", "state", "content_type"]

    def _add_locale_filter(self) -> None:
        """None: a row is a page in all its languages."""

    def keep(self, originals: EditionQuerySet, name: str, value: str) -> EditionQuerySet:
        return originals

    def filter_queryset(self, queryset: EditionQuerySet) -> EditionQuerySet:
        """A state is asked of the language chosen, or of any where none is."""
        originals: EditionQuerySet = super().filter_queryset(queryset)
        state = self.form.cleaned_data["state"]
        if not state:
            return originals
        language = self.form.cleaned_data["language"]
        states = [one.value for one in State if one is not State.CURRENT] if state == WAITING else [state]
        wanted = Q()
        for code, one in product([language] if language else LANGUAGES, states):
            wanted |= Q(pk__in=editions().originals().in_state(code, one).values("pk"))
        found: EditionQuerySet = originals.filter(wanted)
        return found


class TranslationStateView(PageReportView):
    page_title = _("Translation state")
    header_icon = "globe"
    filterset_class = TranslationStateFilterSet
    index_url_name = "translation_state"
    index_results_url_name = "translation_state_results"
    results_template_name = "pages/desk/translation_state.html"
    any_permission_required = EDITING
    list_export = ["title", "type", *LANGUAGES]
    export_headings = {"title": _("Title"), "type": _("Type"), **LANGUAGES}
    export_filename = "translation-state"

    def get_queryset(self) -> EditionQuerySet:
        self.queryset = originals_for(self.request.user).select_related("content_type").order_by("path")
        rows: EditionQuerySet = super().get_queryset()
        return rows

    def decorate_paginated_queryset(self, pages: Any) -> list[Page]:
        rows = list(pages)
        cells = _cells(rows, may_translate=self.request.user.has_perm("wagtail_localize.submit_translation"))
        for page in rows:
            page.cells = cells[page.translation_key]
        return rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            context |= {"languages": LANGUAGES.values(), "tallies": tally_for(self.request.user)}
        return context

    def to_row_dict(self, item: Page) -> dict[str, Any]:
        page_type = item.content_type.model_class()._meta.verbose_name
        return {"title": item.title, "type": page_type} | {cell.language: cell.state.label for cell in item.cells}


def may_edit_pages(user: User | AnonymousUser) -> bool:
    return bool(policy_registry.get_by_type(Page).user_has_any_permission(user, EDITING))


def originals_for(user: User) -> EditionQuerySet:
    """The originals of the pages that `user` may edit."""
    mine = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, EDITING)
    found: EditionQuerySet = editions().originals().filter(pk__in=mine.values("pk"))
    return found


def tally_for(user: User) -> list[tuple["StrOrPromise", list[tuple[State, int, str]]]]:
    """For each language its name and, for each state, how many pages of `user` are in it and where they are listed."""
    address = reverse("translation_state")
    return [
        (
            LANGUAGES[one.language],
            [
                (state, number, f"{address}?language={one.language}&state={state}")
                for state, number in one.numbers.items()
            ],
        )
        for one in tally(originals_for(user))
    ]


def _cells(originals: list[Page], *, may_translate: bool) -> dict[UUID, list[Cell]]:
    """The cells of each row, in the order of the portal's languages; one query."""
    found = {
        (page.translation_key, page.locale.language_code): page
        for page in editions()
        .filter(translation_key__in=[page.translation_key for page in originals])
        .with_state()
        .select_related("locale")
    }
    cells: dict[UUID, list[Cell]] = defaultdict(list)
    for original in originals:
        for language in LANGUAGES:
            page = found.get((original.translation_key, language))
            if page:
                url = reverse("wagtailadmin_pages:edit", args=[page.pk])
                cell = Cell(language, State(page.state), page.is_original, url)
            else:
                submit = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
                url = f"{submit}?select_locale={language}" if may_translate else ""
                cell = Cell(language, State.MISSING, is_original=False, url=url)
            cells[original.translation_key].append(cell)
    return cells
