"""What templates around an account need to know."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from portal.accounts import second_factor
from portal.accounts.models import User
from portal.accounts.my_account import AccountPage, pages_for

register = template.Library()


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of "my account" in its navigation."""

    page: AccountPage
    url: str
    current: bool
    waiting: int


@register.simple_tag(takes_context=True)
def account_pages(context: dict[str, Any]) -> list[Entry]:
    """The pages of "my account" that whoever is signed in has, the one at hand marked."""
    request = context["request"]
    if not isinstance(request.user, User):
        return []
    here = request.resolver_match.view_name or ""
    user = request.user
    return [Entry(page, reverse(page.url_name), page.is_open_at(here), page.waiting(user)) for page in pages_for(user)]


@register.simple_tag(takes_context=True)
def wanted_path(context: dict[str, Any]) -> str:
    """Where somebody was going who had to set up a second factor first, once she may go on."""
    return second_factor.wanted(context["request"])
