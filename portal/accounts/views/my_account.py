"""The pages of "my account"."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from portal.accounts.actions import end_sessions, switch_mail
from portal.accounts.forms import MailsForm, ProfileForm
from portal.accounts.models import User
from portal.accounts.my_account import pages_for
from portal.accounts.next_steps import next_steps
from portal.accounts.second_factor import has_second_factor, may_enter_desk, wanted
from portal.accounts.sessions import count_others
from portal.mail.kinds import kinds_for


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    hint = settings.DEMO and may_enter_desk(request.user) and not has_second_factor(request.user)
    context = {
        "pages": pages_for(request.user),
        "next_steps": next_steps(request.user),
        "second_factor_hint": hint,
    }
    return render(request, "accounts/overview.html", context)


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Name and language. Saved, the page goes on in the language just chosen."""
    assert isinstance(request.user, User)
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        user = form.save()
        with override(user.language):
            messages.success(request, _("Your changes are saved."))
            return redirect("account_profile")
    return render(request, "accounts/profile.html", {"form": form})


@login_required
def security(request: HttpRequest) -> HttpResponse:
    """How one signs in: password, passkeys, authenticator app, recovery codes, and in how many browsers one is."""
    assert isinstance(request.user, User)
    factors = Authenticator.objects.filter(user=request.user).order_by("created_at")
    context = {
        "passkeys": factors.filter(type=Authenticator.Type.WEBAUTHN),
        "app": factors.filter(type=Authenticator.Type.TOTP).first(),
        "recovery_codes": factors.filter(type=Authenticator.Type.RECOVERY_CODES).first(),
        "other_sessions": count_others(request),
        "wanted": wanted(request),
    }
    return render(request, "accounts/security.html", context)


@require_POST
@login_required
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    end_sessions(request.user)
    update_session_auth_hash(request, request.user)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("account_security")


@login_required
def mails(request: HttpRequest) -> HttpResponse:
    """Every kind of mail she may get, with a switch where one can do without it."""
    assert isinstance(request.user, User)
    form = MailsForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        for kind, wanted_ in form.cleaned_data.items():
            switch_mail(request.user, kind, off=not wanted_)
        messages.success(request, _("Your choice is saved."))
        return redirect(reverse("account_mails"))
    essential = [kind for kind in kinds_for(request.user) if kind.essential]
    return render(request, "accounts/mails.html", {"form": form, "essential": essential})
