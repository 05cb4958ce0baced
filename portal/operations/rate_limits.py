"""How often somebody may do what costs others something, such as sending a mail.

Counted in the cache, which all processes of an installation share.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from ipaddress import ip_address, ip_network
from typing import Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_resolver

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class RateLimit:
    """At most `per_address` times in `seconds` from one address, and `per_network` from its neighbours together."""

    name: str
    per_address: int
    per_network: int
    seconds: int

    def allows(self, request: HttpRequest) -> bool:
        """Count this request, and say whether it is still within the limit."""
        address = client_address(request)
        by_address = self._count(address) <= self.per_address
        return self._count(network_of(address)) <= self.per_network and by_address

    def _count(self, source: str) -> int:
        key = f"rate:{sha256(f'{self.name} {source}'.encode()).hexdigest()}"
        if cache.add(key, 1, self.seconds):
            return 1
        try:
            return int(cache.incr(key))
        except ValueError:
            # It expired in between.
            cache.set(key, 1, self.seconds)
            return 1


def limited(limit: RateLimit) -> Callable[[View[Arguments]], View[Arguments]]:
    """Decorates a view whose POSTs count against `limit`: beyond it the answer is the page 429."""

    def decorate(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def counted(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
            if request.method == "POST" and not limit.allows(request):
                answer: HttpResponseBase = get_resolver().resolve_error_handler(429)(request)
                return answer
            return view(request, *args, **kwargs)

        return counted

    return decorate


def client_address(request: HttpRequest) -> str:
    """The address of whoever asks, as the nearest trusted proxy saw it, or "unknown".

    An IPv4 address is one in whatever way it is written: a server that listens for both kinds puts it
    into the form of the other.
    """
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return "unknown"
    return str(getattr(address, "ipv4_mapped", None) or address)


def network_of(address: str) -> str:
    """The network an address belongs to: /24, or /48 for IPv6, as providers hand them out."""
    try:
        version = ip_address(address).version
    except ValueError:
        return "unknown"
    return str(ip_network(f"{address}/{24 if version == 4 else 48}", strict=False))
