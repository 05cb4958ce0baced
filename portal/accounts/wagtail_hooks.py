"""Accounts at the operators' desk, and private documents."""

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.documents.models import AbstractDocument

from portal.accounts.actions import invite, vouch_for_address
from portal.accounts.middleware import lead_to_second_factor
from portal.accounts.models import User
from portal.accounts.second_factor import lacks_second_factor, may_enter_desk


@hooks.register("after_create_user")
def invite_owner(request: HttpRequest, user: User) -> None:
    invite(user)


@hooks.register("after_edit_user")
def vouch_for_entered_address(request: HttpRequest, user: User) -> None:
    """An operator who enters an address vouches for it; unverified, it could not sign in."""
    vouch_for_address(user)


@hooks.register("before_serve_document", order=-1)
def guard_private_documents(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """Rights that come with the desk open private documents only after a second factor, as the desk itself."""
    user = request.user
    if not isinstance(user, User) or not may_enter_desk(user) or not lacks_second_factor(request):
        return None
    return lead_to_second_factor(request) if document.collection.get_view_restrictions() else None
