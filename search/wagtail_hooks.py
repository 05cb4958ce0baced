"""The desk for words that mean the same, and for what was searched for in vain."""

from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem as Action
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.forms import SynonymForm
from search.models import EmptySearch, Synonym

ADD_SYNONYM = "wagtailsnippets_search_synonym:add"


class SynonymCreateView(CreateView):
    def get_initial_form_instance(self) -> Synonym:
        """With the words that somebody searched for in vain, when she comes from there."""
        return Synonym(phrases=self.request.GET.get("phrase", ""))


class SynonymViewSet(SnippetViewSet):
    model = Synonym
    icon = "sliders"
    menu_label = _("Synonyms")
    add_to_admin_menu = True
    menu_order = 720
    list_display: ClassVar[list[str]] = ["__str__", "language"]
    list_filter: ClassVar[list[str]] = ["language"]
    search_fields: ClassVar[list[str]] = ["phrases"]
    ordering: ClassVar[list[str]] = ["phrases"]
    add_view_class = SynonymCreateView
    edit_handler = ObjectList([FieldPanel("phrases"), FieldPanel("language")], base_form_class=SynonymForm)


register_snippet(SynonymViewSet)


class EmptySearchIndexView(generic.IndexView):
    model = EmptySearch
    page_title = _("Searches that found nothing")
    list_display: ClassVar[list[str | Column]] = [
        "text",
        Column("get_language_display", label=_("Language"), sort_key="language"),
        "times",
        "last_day",
    ]
    list_filter: ClassVar[list[str]] = ["language"]
    default_ordering: ClassVar[list[str]] = ["-times", "-last_day"]
    any_permission_required: ClassVar[list[str]] = ["view", "delete"]

    def get_list_more_buttons(self, instance: EmptySearch) -> list[Action]:
        buttons: list[Action] = super().get_list_more_buttons(instance)
        if self.request.user.has_perm("search.add_synonym"):
            url = f"{reverse(ADD_SYNONYM)}?{urlencode({'phrase': instance.text})}"
            buttons.insert(0, Action(_("Add a synonym"), url=url, icon_name="plus", priority=5))
        return buttons


class EmptySearchDeleteView(generic.DeleteView):
    model = EmptySearch
    page_title = _("Forget")
    success_message = _("“%(object)s” is forgotten.")


class EmptySearchViewSet(ViewSet):
    name = "empty_searches"
    icon = "search"

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        names = {f"{name}_url_name": self.get_url_name(name) for name in ("index", "index_results", "delete")}
        return {"header_icon": self.icon, **names, **kwargs}

    def get_urlpatterns(self) -> list[URLPattern]:
        index = EmptySearchIndexView
        return [
            path("", self.construct_view(index), name="index"),
            path("results/", self.construct_view(index, results_only=True), name="index_results"),
            path("<int:pk>/delete/", self.construct_view(EmptySearchDeleteView), name="delete"),
        ]


@hooks.register("register_admin_viewset")
def empty_searches() -> EmptySearchViewSet:
    return EmptySearchViewSet()


class EmptySearchesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("search.view_emptysearch")


@hooks.register("register_reports_menu_item")
def empty_searches_menu_item() -> MenuItem:
    return EmptySearchesMenuItem(
        _("Searches that found nothing"),
        reverse("empty_searches:index"),
        name="empty-searches",
        icon_name="search",
        order=110,
    )


@hooks.register("register_permissions")
def search_permissions() -> "QuerySet[Permission]":
    return Permission.objects.filter(content_type__app_label="search", content_type__model="emptysearch")
