"""Moving an account to another address, and back."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.ratelimit import consume, consume_or_429
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts import typed_addresses
from portal.accounts.actions import (
    AddressTakenError,
    ChangedMeanwhileError,
    change_address,
    end_sessions,
    request_address_change,
    undo_address_change,
)
from portal.accounts.forms import AddressForm
from portal.accounts.links import LinkExpiredError, read_change_token, read_undo_token
from portal.accounts.models import User
from portal.accounts.second_factor import factors_of
from portal.accounts.typed_addresses import For
from portal.mail import seen


@login_required
@reauthentication_required(allow_get=True, app="allauth.account")
def address(request: HttpRequest) -> HttpResponse:
    """The address of the account, and a form for another one, which is not typed before the password."""
    assert isinstance(request.user, User)
    refused: HttpResponse | None = consume_or_429(request, action="manage_email")
    if refused:
        return refused
    form = AddressForm(request.POST or None, user=request.user) if did_recently_reauthenticate(request) else None
    if form and form.is_valid():
        new, awaited = form.cleaned_data["email"], _awaited(request)
        if consume(request, action="confirm_email", key=new):
            if awaited not in ("", new):
                _void_link(request, request.user)
            request_address_change(request.user, new)
        elif awaited != new:
            form.add_error("email", _("We wrote there a moment ago. Wait three minutes, then ask again."))
        # Whoever asks again sooner has a mail with a good link already.
        if form.is_valid():
            seen.note(request, new)
            typed_addresses.note(request, For.ADDRESS_CHANGE, new)
            return redirect("account_address_mail_sent")
    return render(request, "accounts/address.html", {"form": form, "awaited": _awaited(request)})


@require_POST
@login_required
def stay(request: HttpRequest) -> HttpResponse:
    """Void the link that is on its way, which a stranger may read if the address was mistyped."""
    assert isinstance(request.user, User)
    _void_link(request, request.user)
    messages.success(request, _("Your account stays where it is. The link no longer works."))
    return redirect("account_email")


def _void_link(request: HttpRequest, user: User) -> None:
    """A link ends with the sessions from which it may come; this one goes on."""
    end_sessions(user)
    update_session_auth_hash(request, user)
    typed_addresses.forget(request, For.ADDRESS_CHANGE)


def _awaited(request: HttpRequest) -> str:
    """The address that this browser asked to move the account to, until its owner confirms it."""
    assert isinstance(request.user, User)
    typed = typed_addresses.noted(request, For.ADDRESS_CHANGE)
    return "" if typed == request.user.email else typed


@login_required
def address_mail_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/address_mail_sent.html", {"awaited": _awaited(request)})


def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the mail to the new address. Works signed out: the account may be open on another device."""
    try:
        user, new = read_change_token(token)
        if request.method == "POST":
            change_address(user, new)
            messages.success(request, _("Done: your account is now at %(address)s.") % {"address": new})
            return redirect("account_email" if request.user == user else "account_login")
        if user.email == new:
            return render(request, "accounts/address_confirmed.html", status=410)
    except (LinkExpiredError, AddressTakenError, ChangedMeanwhileError):
        return render(request, "accounts/link_expired.html", status=410)
    return render(request, "accounts/confirm_address.html", {"old": user.email, "new": new})


def undo_change(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the mail to the old address. Works signed out, for whoever came in may have locked her out."""
    try:
        change = read_undo_token(token)
        if request.method == "POST":
            user = undo_address_change(change)
            seen.note(request, user.email)
            context = {"address": user.email, "factors": factors_of(user)}
            if request.user == user:
                # Her own session ends too, and under a demonstration she reads the mail all the same.
                get_adapter(request).logout(request)
            return render(request, "accounts/address_restored.html", context)
    except (LinkExpiredError, AddressTakenError):
        return render(request, "accounts/link_expired.html", status=410)
    return render(request, "accounts/undo_address_change.html", {"change": change})
