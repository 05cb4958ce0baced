"""The moderators' desk: what waits, one case, and the figures of each year."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.accounts.models import User
from portal.moderation import actions
from portal.moderation.forms import DecisionForm, Verdict
from portal.moderation.models import Case
from portal.moderation.permissions import may_decide, may_moderate
from portal.moderation.querysets import CaseQuerySet
from portal.moderation.states import CaseState, Ground, ImpossibleStepError

_VERDICTS = {
    CaseState.OPEN: (Verdict.KEEP, Verdict.WITHHOLD),
    CaseState.APPEALED: (Verdict.UPHOLD, Verdict.REVERSE),
}


class ForModerators:
    """A view for moderators, which is asked at each request."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_moderate(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin of views
        return response

    def cases(self) -> CaseQuerySet:
        return Case.objects.visible_to(self.request.user)


class CaseList(ForModerators, generic.IndexView):
    """What has to be decided, the oldest first."""

    model = Case
    any_permission_required = None
    page_title = _("Reported content")
    header_icon = "warning"
    template_name = "moderation/desk/cases.html"
    index_url_name = "moderation_desk:cases"
    index_results_url_name = "moderation_desk:cases_results"
    default_ordering = ("opened", "pk")
    show_other_searches = False

    def get_base_queryset(self) -> CaseQuerySet:
        cases = self.cases().with_counts()
        return cases if self.request.GET.get("all") else cases.waiting()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("title", label=_("What"), accessor=_title, get_url=_url, width="30%"),
            Column("kind", label=_("Kind"), accessor="kind_label"),
            Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
            Column("reports", label=_("Times reported"), accessor="report_count"),
            Column("age", label=_("Since"), accessor=_age, sort_key="opened"),
        ]


def _title(case: Case) -> str:
    return case.title or gettext("(forgotten)")


def _url(case: Case) -> str:
    return reverse("moderation_desk:case", args=[case.pk])


def _age(case: Case) -> str:
    days = (timezone.now() - case.opened).days
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days} if days else gettext("since today")


class CaseView(ForModerators, WagtailAdminTemplateMixin, TemplateView):
    """One case: the thing as it is now, the reports, every step, and the form for the next one."""

    template_name = "moderation/desk/case.html"
    header_icon = "warning"

    @cached_property
    def case(self) -> Case:
        found = self.cases().select_related("author").prefetch_related("reports", "events__by")
        case: Case = get_object_or_404(found, pk=self.kwargs["pk"])
        return case

    def get_page_title(self) -> str:
        return _title(self.case)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        cases = {"url": reverse("moderation_desk:cases"), "label": _("Reported content")}
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.case.get_state_display()}
        return [*super().get_breadcrumbs_items(), cases, here]

    def _form(self, data: Any = None) -> DecisionForm | None:
        verdicts = _VERDICTS.get(CaseState(self.case.state))
        return DecisionForm(verdicts, data) if verdicts and may_decide(self.request.user, self.case) else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given: dict[str, Any] = super().get_context_data(**kwargs)
        is_waiting = self.case.state in _VERDICTS
        form = kwargs.get("form") or self._form()
        return {
            **given,
            "case": self.case,
            "thing": self.case.thing,
            "form": form,
            "is_for_another": is_waiting and form is None,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        assert isinstance(request.user, User)
        form = self._form(request.POST)
        if form is None:
            messages.error(request, _("This case is not for you to decide, or is decided already."))
            return redirect("moderation_desk:case", pk)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            _decide(self.case, form, request.user)
        except (ImpossibleStepError, PermissionDenied):
            messages.error(request, _("Somebody else has decided meanwhile."))
        else:
            messages.success(request, _("Decided. Those concerned get your reasons by mail."))
        return redirect("moderation_desk:case", pk)


def _decide(case: Case, form: DecisionForm, user: User) -> None:
    said = form.cleaned_data
    verdict, reasons = Verdict(said["verdict"]), said["reasons"]
    if verdict == Verdict.WITHHOLD:
        actions.withhold(case, reasons, Ground(said["ground"] or Ground.TERMS), acting_user=user)
        return
    deeds: dict[Verdict, Callable[..., Case]] = {
        Verdict.KEEP: actions.keep,
        Verdict.UPHOLD: actions.uphold,
        Verdict.REVERSE: actions.reverse,
    }
    deeds[verdict](case, reasons, acting_user=user)


@dataclass(frozen=True, slots=True)
class Year:
    """What happened in one year; the median time to a decision is in hours."""

    year: int
    cases: int
    withheld: int
    kept: int
    appeals: int
    reversed: int
    hours: int


class FiguresView(ForModerators, WagtailAdminTemplateMixin, TemplateView):
    """The figures that Art. 24 DSA asks for, by year."""

    template_name = "moderation/desk/figures.html"
    page_title = _("Reports by year")
    header_icon = "table"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        cases = {"url": reverse("moderation_desk:cases"), "label": _("Reported content")}
        return [*super().get_breadcrumbs_items(), cases, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given: dict[str, Any] = super().get_context_data(**kwargs)
        years = sorted({moment.year for moment in Case.objects.datetimes("opened", "year")}, reverse=True)
        return {**given, "years": [_figures(year) for year in years]}


_APPEALED = (CaseState.APPEALED, CaseState.UPHELD, CaseState.REVERSED)


def _figures(year: int) -> Year:
    cases = list(Case.objects.filter(opened__year=year).values_list("state", "opened", "decided"))
    states = [CaseState(state) for state, _opened, _decided in cases]
    took = [(decided - opened).total_seconds() for _state, opened, decided in cases if decided]
    return Year(
        year,
        len(cases),
        withheld=sum(state in (CaseState.WITHHELD, *_APPEALED) for state in states),
        kept=states.count(CaseState.KEPT),
        appeals=sum(state in _APPEALED for state in states),
        reversed=states.count(CaseState.REVERSED),
        hours=round(median(took) / 3600) if took else 0,
    )
