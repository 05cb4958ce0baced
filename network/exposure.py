"""Who may find a member beyond the other members: nobody, until she says so."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.visibility import Visibility

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from network.models import Member

# What becomes public together with the profile, where its owner had left it with members.
SHOWN_TO_VISITORS = (
    "introduction",
    "photo",
    "organisation",
    "works_in",
    "advises_in",
    "languages",
    "expertises",
    "tags",
    "audiences",
    "availability",
    "publications",
    "networks",
)


class Exposure(models.TextChoices):
    """One way of being found. Each rests on a consent of its own; the label is the question."""

    VISITORS = "visitors", _("Show me to visitors")
    SEARCH_ENGINES = "search_engines", _("Let search engines list me")
    FEATURED = "featured", _("Show me on the home page, in letters and in leaflets")
    DOWNLOADS = "downloads", _("Include me in lists that are saved as files")

    @property
    def purpose(self) -> str:
        """The key under which the consent is recorded."""
        return f"exposure_{self.value}"

    @property
    def explanation(self) -> "StrOrPromise":
        return _EXPLANATIONS[self]

    @property
    def wording(self) -> str:
        """Exactly what one agrees to, in the language active now."""
        return f"{self.label}. {self.explanation}"

    def holds_for(self, member: "Member") -> bool:
        if self == Exposure.VISITORS:
            return member.profile_visibility == Visibility.PUBLIC
        return bool(getattr(member, _COLUMNS[self]))


_COLUMNS = {
    Exposure.SEARCH_ENGINES: "in_search_engines",
    Exposure.FEATURED: "featured",
    Exposure.DOWNLOADS: "in_downloads",
}
_EXPLANATIONS: "dict[Exposure, StrOrPromise]" = {
    Exposure.VISITORS: _(
        "People without an account find you too. They see your name, your introduction and photo, where you work, "
        "which languages you speak and what you know about. You can hide each of these later."
    ),
    Exposure.SEARCH_ENGINES: _(
        "Your profile turns up when somebody looks for your name in a search engine. It can take weeks until it is "
        "gone from there again. This needs the first choice."
    ),
    Exposure.FEATURED: _(
        "Now and then the portal presents members: on its home page, in its newsletter, in the printed leaflet of "
        "your network. What is printed or sent cannot be called back."
    ),
    Exposure.DOWNLOADS: _(
        "Coordinators may save the list of their members. It then holds what you show to your network, and you can see "
        "in your data when that happened."
    ),
}


@dataclass(frozen=True, slots=True)
class Change:
    """Which ways of being found are new, and which end."""

    given: tuple[Exposure, ...]
    withdrawn: tuple[Exposure, ...]


def change_to(member: "Member", chosen: "frozenset[Exposure]") -> Change:
    """What choosing these changes for `member`. Search engines read what visitors read, and nothing without it."""
    wanted = chosen if Exposure.VISITORS in chosen else chosen - {Exposure.SEARCH_ENGINES}
    held = {exposure for exposure in Exposure if exposure.holds_for(member)}
    return Change(
        tuple(one for one in Exposure if one in wanted - held), tuple(one for one in Exposure if one in held - wanted)
    )


def expose(member: "Member", exposure: Exposure) -> None:
    """Set the columns of `member` that say so; the caller saves."""
    if exposure != Exposure.VISITORS:
        setattr(member, _COLUMNS[exposure], True)
        return
    for field in ("profile", *SHOWN_TO_VISITORS):
        if getattr(member, f"{field}_visibility") == Visibility.MEMBERS or field == "profile":
            setattr(member, f"{field}_visibility", Visibility.PUBLIC)


def conceal(member: "Member", exposure: Exposure) -> None:
    """The reverse; a profile that visitors do not see is not in search engines either."""
    if exposure == Exposure.VISITORS:
        member.in_search_engines = False
        if member.profile_visibility == Visibility.PUBLIC:
            member.profile_visibility = Visibility.MEMBERS
    else:
        setattr(member, _COLUMNS[exposure], False)
