"""From the address of a film's page to its player."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from portal.pages.blocks.players import player

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgX-_"
VIMEO = "https://player.vimeo.com/video/76979871?dnt=1"
FILM = "9c9de5e8-0a1e-484a-b099-e80766180a6d"
PEERTUBE = f"https://framatube.org/videos/embed/{FILM}?p2p=0"


@pytest.mark.parametrize(
    ("address", "src"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgX-_", YOUTUBE),
        ("https://youtube.com/watch?v=dQw4w9WgX-_&t=42s", YOUTUBE),
        ("https://m.youtube.com/watch?app=desktop&v=dQw4w9WgX-_", YOUTUBE),
        ("https://www.youtube.com/watch?v=dQw4w9WgX-_&list=PL0123456789", YOUTUBE),
        ("https://www.youtube.com/shorts/dQw4w9WgX-_", YOUTUBE),
        ("https://www.youtube.com/live/dQw4w9WgX-_?feature=share", YOUTUBE),
        ("https://youtu.be/dQw4w9WgX-_?si=abc", YOUTUBE),
        ("https://vimeo.com/76979871", VIMEO),
        ("https://www.vimeo.com/76979871#t=3", VIMEO),
        ("https://player.vimeo.com/video/76979871?autoplay=1", VIMEO),
        ("https://vimeo.com/76979871/0123456789", f"{VIMEO}&h=0123456789"),
        (f"https://framatube.org/w/{FILM}", PEERTUBE),
        (f"https://framatube.org/videos/watch/{FILM}?start=3s", PEERTUBE),
    ],
)
def test_a_film_has_a_player(address: str, src: str) -> None:
    assert player(address).src == src


@pytest.mark.parametrize(
    "address",
    [
        "",
        "dQw4w9WgX-_",
        "www.youtube.com/watch?v=dQw4w9WgX-_",
        "http://www.youtube.com/watch?v=dQw4w9WgX-_",
        "javascript:alert('https://www.youtube.com/watch?v=dQw4w9WgX-_')",
        "//www.youtube.com/watch?v=dQw4w9WgX-_",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgX-_",
        "https://evilyoutube.com/watch?v=dQw4w9WgX-_",
        "https://www.youtube.com@evil.example/watch?v=dQw4w9WgX-_",
        "https://evil.example@www.youtube.com/watch?v=dQw4w9WgX-_",
        "https://www.youtube.com:8443/watch?v=dQw4w9WgX-_",
        "https://www.youtube.com\\@evil.example/watch?v=dQw4w9WgX-_",
        "https://www.youtube.com/playlist?list=PL0123456789",
        "https://www.youtube.com/@channel",
        "https://www.youtube.com/watch?v=tooshort",
        "https://www.youtube.com/watch?v=dQw4w9WgX-_%22onload=%22alert(1)",
        "https://www.youtube.com/watch?v=",
        'https://youtu.be/dQw4w9WgX-_"><script>',
        "https://youtu.be/../dQw4w9WgX-_",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com/76979871/../../evil",
        "https://vimeo.com/٧٦٩٧٩٨٧١",
        "https://framatube.org/w/short",
        f"https://tube.example/w/{FILM}",
        "https://framatube.org.evil.example/w/" + FILM,
        "https://[::1/",
    ],
)
def test_nothing_else_has_one(address: str) -> None:
    with pytest.raises(ValidationError):
        player(address)


def test_a_film_is_asked_for_where_the_address_tells_least() -> None:
    """Vimeo is asked not to count, PeerTube not to let visitors serve each other, YouTube to set no cookie."""
    assert "dnt=1" in player("https://vimeo.com/76979871").src
    assert "p2p=0" in player(f"https://framatube.org/w/{FILM}").src
    assert "youtube-nocookie" in player("https://youtu.be/dQw4w9WgX-_").src


def test_the_policy_lets_in_the_players_and_nobody_else() -> None:
    addresses = ["https://youtu.be/dQw4w9WgX-_", "https://vimeo.com/76979871"]
    addresses += [f"https://{host}/w/{FILM}" for host in settings.PEERTUBE_HOSTS]
    origins = {"https://" + urlsplit(player(address).src).netloc for address in addresses}

    policy: Any = settings.CONTENT_SECURITY_POLICY
    directives = policy["DIRECTIVES"]
    assert set(directives["frame-src"]) == origins
    assert not any(origins & set(sources) for name, sources in directives.items() if name != "frame-src")
