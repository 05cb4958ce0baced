"""What somebody who was invited can do with the link in her mail, without an account."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from network.actions.invitations import accept_invitation, decline_invitation, refuse_invitations
from network.invitations.links import invitation_behind
from network.invitations.mails import inviter_of
from network.models import Invitation
from portal.accounts.links import LinkExpiredError
from portal.accounts.models import User


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Read who invites and why; say yes, no, or never again. Following the link alone changes nothing."""
    try:
        found = invitation_behind(token)
    except LinkExpiredError:
        return _over(request)
    match request.POST.get("answer"):
        case "yes":
            accept_invitation(found)
            return _to_the_application(request, found)
        case "no":
            decline_invitation(found)
            return render(request, "network/invitations/declined.html")
        case "never":
            refuse_invitations(found.address)
            return render(request, "network/invitations/refused.html")
    return render(request, "network/invitations/invitation.html", _context(found, token))


# The button of a mail program sends no token (RFC 8058); the key in the address is what allows it.
@csrf_exempt
@never_cache
def never_again(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link "never write to me again": a button, which mail programs press by themselves."""
    try:
        found = invitation_behind(token)
    except LinkExpiredError:
        return _over(request)
    if request.method != "POST":
        return render(request, "network/invitations/never.html", _context(found, token))
    refuse_invitations(found.address)
    return render(request, "network/invitations/refused.html")


def _context(found: Invitation, token: str) -> dict[str, object]:
    return {"invitation": found, "inviter": inviter_of(found), "token": token}


def _over(request: HttpRequest) -> HttpResponse:
    return render(request, "network/invitations/over.html", status=410)


def _to_the_application(request: HttpRequest, found: Invitation) -> HttpResponse:
    """To the network's form; by way of signing in, or signing up with an address that the link has proved."""
    form = reverse("network:apply", args=[found.network.code])
    if request.user.is_authenticated:
        return redirect(form)
    has_account = User.objects.filter(email__iexact=found.address).exists()
    if not has_account:
        get_adapter().stash_verified_email(request, found.address)
    else:
        messages.info(request, _("You have an account with this address. Sign in to go on."))
    page = reverse("account_login" if has_account else "account_signup")
    return redirect(f"{page}?{urlencode({REDIRECT_FIELD_NAME: form})}")
