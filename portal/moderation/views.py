"""Reporting, and what the author of something reads about a decision."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.models import User
from portal.accounts.sealing import UnreadableError, unseal
from portal.mail import seen
from portal.moderation import actions
from portal.moderation.forms import AppealForm, ReportForm, VisitorReportForm
from portal.moderation.mails import CONFIRMING
from portal.moderation.models import Case, Report
from portal.moderation.reportables import Thing, reportable
from portal.moderation.states import CaseState, ImpossibleStepError, Reason
from portal.operations.rate_limits import RateLimit
from portal.operations.same_origin import same_origin
from portal.vocabulary.languages import current_language

_REPORTS = RateLimit("report", per_address=10, per_network=40, seconds=3600)


@same_origin
def report(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """Report something that one sees; an account is not needed for it."""
    of_kind = reportable(kind)
    thing = of_kind.seen_by(request.user, pk) if of_kind else None
    if thing is None:
        raise Http404
    return report_thing(request, thing, back=thing.url)


def report_thing(request: HttpRequest, thing: Thing, *, back: str, address: str = "") -> HttpResponse:
    """The form that reports a thing, and the page that thanks for it.

    The `address` is one that a reporter without account has proved to be hers.
    """
    data = request.POST if request.method == "POST" else None
    is_known = bool(address) or request.user.is_authenticated
    form = ReportForm(data, has_text=bool(thing.text)) if is_known else VisitorReportForm(data)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        if _REPORTS.allows(request):
            made = actions.report(
                thing,
                Reason(said["reason"]),
                said["text"],
                attaches=said.get("attaches", False),
                address=address or said.get("email", ""),
                is_proved=bool(address),
                language=current_language(),
                acting_user=request.user,
            )
            if made.address:
                seen.note(request, made.address)
            return render(request, "moderation/reported.html", {"report": made, "back": back})
        form.add_error(None, _("Many reports came from here within an hour. Please send yours again later."))
    shown = {"form": form, "thing": thing, "back": back}
    return render(request, "moderation/report.html", shown, status=422 if form.errors else 200)


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in a receipt: a button that says that the address is hers."""
    try:
        made = Report.objects.get(pk=int(unseal(CONFIRMING, token)))
    except (UnreadableError, Report.DoesNotExist):
        return render(request, "moderation/report_gone.html", status=410)
    if request.method == "POST":
        actions.confirm_address(made)
        made.refresh_from_db()
    return render(request, "moderation/confirm.html", {"report": made})


@login_required
def decisions(request: HttpRequest) -> HttpResponse:
    """What was decided about what somebody published, with the reasons and the way to appeal."""
    found = Case.objects.against(request.user).prefetch_related("events").order_by("-decided")
    return render(request, "moderation/decisions.html", {"cases": found})


@login_required
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a second person to decide."""
    assert isinstance(request.user, User)
    case = get_object_or_404(Case.objects.against(request.user).prefetch_related("events"), pk=pk)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.appeal(case, form.cleaned_data["text"], acting_user=request.user)
        except (ImpossibleStepError, PermissionDenied):
            messages.info(request, _("That is not possible any more: it is appealed against already, or too late."))
        else:
            messages.success(request, _("Your appeal is on its way. A second person decides, and we write to you."))
        return redirect("moderation:decisions")
    if case.state != CaseState.WITHHELD:
        return redirect("moderation:decisions")
    return render(request, "moderation/appeal.html", {"case": case, "form": form}, status=422 if form.errors else 200)
