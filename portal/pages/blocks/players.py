"""From the address of a film's page to the address of its player, without asking anybody.

Only hosts named here or in the settings have players, and the player's address is put together from
the film's id alone, so nothing else of what an editor pastes can reach it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HOSTS = ("YouTube", "Vimeo", *settings.PEERTUBE_HOSTS)

_YOUTUBE_HOSTS = frozenset({"www.youtube.com", "youtube.com", "m.youtube.com"})
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_PATH = re.compile(rf"/(?:shorts|live|embed)/({_YOUTUBE_ID.pattern})/?")
_YOUTU_BE_PATH = re.compile(rf"/({_YOUTUBE_ID.pattern})/?")
_VIMEO_PATH = re.compile(r"/(?:video/)?([0-9]{6,12})(?:/([0-9a-f]{8,12}))?/?")
_PEERTUBE_PATH = re.compile(r"/(?:w|videos/watch|videos/embed)/([A-Za-z0-9-]{22,36})/?")


@dataclass(frozen=True, slots=True)
class Player:
    """Where a film plays: the provider's name for people, and the address for a frame."""

    provider: str
    src: str


def player(address: str) -> Player:
    """The player of the film that `address` leads to; ValidationError if it is not one of a film we can show."""
    parts = _parts(address)
    find = _finders().get(parts.netloc)
    if find is None:
        raise ValidationError(
            _("Films can be shown from %(hosts)s. Paste the address of the film's page there."),
            params={"hosts": ", ".join(HOSTS)},
        )
    found = find(parts)
    if found is None:
        raise ValidationError(_("This address leads to no single film. Paste the address of the film's own page."))
    return found


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise ValidationError(_("This is not a web address.")) from error
    if parts.scheme != "https":
        raise ValidationError(_("Paste the whole address of the film's page, beginning with https://."))
    return parts


def _finders() -> dict[str, Callable[[SplitResult], Player | None]]:
    # The whole of an address's host decides, so a port, a user name or a longer host finds nothing.
    return {
        **dict.fromkeys(_YOUTUBE_HOSTS, _youtube),
        "youtu.be": _youtu_be,
        "vimeo.com": _vimeo,
        "www.vimeo.com": _vimeo,
        "player.vimeo.com": _vimeo,
        **dict.fromkeys(settings.PEERTUBE_HOSTS, _peertube),
    }


def _youtube(parts: SplitResult) -> Player | None:
    if parts.path == "/watch":
        found = _YOUTUBE_ID.fullmatch(parse_qs(parts.query).get("v", [""])[0])
        return _youtube_player(found[0]) if found else None
    in_path = _YOUTUBE_PATH.fullmatch(parts.path)
    return _youtube_player(in_path[1]) if in_path else None


def _youtu_be(parts: SplitResult) -> Player | None:
    found = _YOUTU_BE_PATH.fullmatch(parts.path)
    return _youtube_player(found[1]) if found else None


def _youtube_player(film: str) -> Player:
    return Player("YouTube", f"https://www.youtube-nocookie.com/embed/{film}")


def _vimeo(parts: SplitResult) -> Player | None:
    found = _VIMEO_PATH.fullmatch(parts.path)
    if not found:
        return None
    # An unlisted film plays only with the second part of its address. `dnt` keeps Vimeo from counting the visitor.
    key = f"&h={found[2]}" if found[2] else ""
    return Player("Vimeo", f"https://player.vimeo.com/video/{found[1]}?dnt=1{key}")


def _peertube(parts: SplitResult) -> Player | None:
    found = _PEERTUBE_PATH.fullmatch(parts.path)
    # Between peers, visitors would learn each other's addresses.
    return Player(parts.netloc, f"https://{parts.netloc}/videos/embed/{found[1]}?p2p=0") if found else None
