"""The pages on which people see, take along and delete what is held about them."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.consents import withdraw_consent
from portal.accounts.models import Consent, User
from portal.accounts.personal_data.copying import make_copy
from portal.accounts.personal_data.erasing import ErasureError, erase_account, why_not_erasable
from portal.accounts.personal_data.forms import ErasureForm
from portal.accounts.personal_data.reading import holdings
from portal.accounts.personal_data.registry import erasures, purpose_named
from portal.accounts.terms import accept_terms, current_terms
from portal.mail import seen
from portal.vocabulary.languages import current_language


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User), "login_required stands before every view here"
    return request.user


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    found = holdings(_user(request))
    context = {"held": [one for one in found if one.count], "not_held": [one for one in found if not one.count]}
    return render(request, "accounts/my_data/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@reauthentication_required
def copy(request: HttpRequest) -> HttpResponseBase:
    """Explains the copy; a POST gives it, so that no link from elsewhere starts the download."""
    if request.method != "POST":
        return render(request, "accounts/my_data/get_copy.html")
    now = timezone.now()
    response = StreamingHttpResponse(make_copy(_user(request), now=now), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="my-data-{now:%Y-%m-%d}.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    # Compressed already, and as a stream it would be compressed once more on its way.
    response["Content-Encoding"] = "identity"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
@reauthentication_required
def erasure(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    form = ErasureForm(request.POST if request.method == "POST" else None, user=user)
    reason = why_not_erasable(user)
    if form.is_bound and not reason and form.is_valid():
        try:
            erase_account(user, acting_user=user)
        except ErasureError as refusal:
            reason = str(refusal)
        else:
            # Under a demonstration, so that she can read the last mail.
            seen.note(request, user.email)
            with seen.kept(request):
                request.session.flush()
            request.user = AnonymousUser()
            return redirect("account_erased")
    context = {"form": form, "reason": reason, "erasures": erasures()}
    return render(request, "accounts/my_data/erasure.html", context)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/my_data/erased.html")


@require_safe
@login_required
def consents(request: HttpRequest) -> HttpResponse:
    """What she agreed to now, and everything she ever decided."""
    decisions = list(_user(request).consents.all())
    current = {consent.pk for consent in _user(request).consents.current().given()}
    rows = [{"consent": one, "title": _title(one), "is_current": one.pk in current} for one in decisions]
    context = {"rows": rows, "acceptances": _user(request).terms_acceptances.all()}
    return render(request, "accounts/my_data/consents.html", context)


def _title(consent: Consent) -> str:
    purpose = purpose_named(consent.purpose)
    return str(purpose.title) if purpose else consent.purpose


@require_POST
@login_required
def withdraw(request: HttpRequest) -> HttpResponse:
    if withdraw_consent(_user(request), request.POST.get("purpose", ""), where=request.path):
        messages.success(request, _("You have withdrawn your consent. It holds from now on."))
    return redirect("account_consents")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def terms(request: HttpRequest) -> HttpResponse:
    """Asks somebody who has not accepted the current terms. What is posted names the version that was shown."""
    current = current_terms(current_language())
    target = _next(request)
    if current is None or current.are_accepted_by(_user(request)):
        return HttpResponseRedirect(target)
    if request.method == "POST" and request.POST.get("version") == current.version:
        accept_terms(_user(request), current)
        return HttpResponseRedirect(target)
    return render(request, "accounts/my_data/terms.html", {"terms": current, "next": target})


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    is_safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if is_safe else f"/{get_language()}/"
