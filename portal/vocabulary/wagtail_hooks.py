"""The editors' desk for the vocabulary."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.vocabulary.models import Term


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Vocabulary")
    add_to_admin_menu = True
    menu_order = 700
    list_display = ["__str__", "scheme", "slug"]
    list_filter = ["scheme"]
    search_fields = ["slug", "label_en", "label_fr", "label_de", "label_bg", "label_es"]
    ordering = ["scheme", "slug"]


register_snippet(TermViewSet)
