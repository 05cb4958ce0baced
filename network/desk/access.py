"""Whose desk it is."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from network.models import Member, Membership, Network
from network.querysets import MembershipQuerySet
from portal.accounts.models import User


def key_in(text: str) -> int:
    """The primary key that a form sent; 0, which no row has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


class ForDeciders:
    """A view for whoever decides for a network, which is asked at each request: 404 for what is not theirs.

    `?network=AT` chooses among them.
    """

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.networks:
            raise PermissionDenied
        asked = request.GET.get("network")
        if asked and asked not in {one.code for one in self.networks}:
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin of views
        return response

    @property
    def user(self) -> User:
        assert isinstance(self.request.user, User)
        return self.request.user

    @cached_property
    def networks(self) -> list[Network]:
        """Those that whoever looks decides for."""
        return list(Network.objects.decided_by(self.request.user).in_order())

    def memberships(self) -> MembershipQuerySet:
        """All that whoever looks may decide about, with the profiles."""
        own = Membership.objects.decided_by(self.request.user).select_related("network")
        return own.prefetch_related(Prefetch("member", queryset=Member.objects.with_profile()))
