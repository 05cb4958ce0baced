"""What networks say about themselves: which languages are written, and writing one."""

from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from network.actions.wording import remove_words, write_words
from network.models import Network, NetworkWords
from network.models.network_words import FEATURES
from network.permissions import may_appoint
from network.querysets import NetworkQuerySet
from portal.accounts.models import User


class WordsForm(forms.ModelForm[NetworkWords]):
    class Meta:
        model = NetworkWords
        fields = ("introduction", "body")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["introduction"].widget = forms.Textarea(attrs={"rows": 4})
        self.fields["body"].widget = get_rich_text_editor_widget("default", features=list(FEATURES))


class _ForWriters(WagtailAdminTemplateMixin, TemplateView):
    """For whoever writes for a network, which is asked at each request: 404 for what is not theirs."""

    page_title = gettext_lazy("Network pages")
    header_icon = "doc-full"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.networks().exists():
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def networks(self) -> NetworkQuerySet:
        user = self.request.user
        everything: NetworkQuerySet = Network.objects.all()
        return (everything if may_appoint(user) else Network.objects.decided_by(user)).in_order()


class WordsList(_ForWriters):
    """Each of one's networks in each language."""

    template_name = "network/desk/pages.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        networks = self.networks().prefetch_related("words")
        return {**context, "networks": [(network, _cells(network)) for network in networks]}


def _cells(network: Network) -> list[tuple[str, NetworkWords | None]]:
    written = {words.language: words for words in network.words.all()}
    return [(code, written.get(code)) for code, _name in settings.LANGUAGES]


class WordsView(_ForWriters):
    """The words of one network in one language."""

    template_name = "network/desk/words.html"

    @cached_property
    def network(self) -> Network:
        return get_object_or_404(self.networks(), pk=self.kwargs["pk"])

    @cached_property
    def words(self) -> NetworkWords | None:
        if self.kwargs["language"] not in dict(settings.LANGUAGES):
            raise Http404
        return self.network.words.filter(language=self.kwargs["language"]).first()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("network_desk:pages"), "label": self.page_title}
        here = {"url": "", "label": str(self.network), "sublabel": self.kwargs["language"]}
        return [*super().get_breadcrumbs_items(), above, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = kwargs.get("form") or WordsForm(instance=self.words)
        return {**context, "network": self.network, "words": self.words, "form": form, "media": form.media}

    def post(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        assert isinstance(request.user, User)
        if "remove" in request.POST:
            remove_words(self.network, language, acting_user=request.user)
            messages.success(request, _("The words are deleted. The page now says what is true of any network."))
            return redirect("network_desk:pages")
        form = WordsForm(request.POST, instance=self.words)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        said = form.cleaned_data
        write_words(self.network, language, said["introduction"], said["body"], acting_user=request.user)
        messages.success(request, _("Your words are on the page."))
        return redirect("network_desk:pages")
