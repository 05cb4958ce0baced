"""Who may read a field of a profile."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.cards import Face

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Visibility(models.TextChoices):
    """To whom a field is shown. "My networks" are those who share a network with the member."""

    PUBLIC = "public", _("everybody")
    MEMBERS = "members", _("members")
    NETWORKS = "networks", _("my networks")
    NOBODY = "nobody", _("nobody")


class Reader(models.TextChoices):
    """Who reads a profile, seen from its owner."""

    VISITOR = "visitor", _("a visitor")
    MEMBER = "member", _("a member")
    PEER = "peer", _("somebody of my network")
    OWNER = "owner", _("myself")

    @property
    def reads(self) -> frozenset[Visibility]:
        """What this reader may read. Each reads what the one before reads, and one thing more."""
        everything = list(Visibility)
        return frozenset(everything[: list(Reader).index(self) + 1])


READER_OF_FACE = {
    Face.PUBLIC: Reader.VISITOR,
    Face.MEMBERS: Reader.MEMBER,
    Face.PEERS: Reader.PEER,
}


def visibility_field(label: "StrOrPromise", default: Visibility = Visibility.MEMBERS) -> "models.CharField[str, str]":
    """A column that says who may read a field; members only until the owner says otherwise."""
    return models.CharField(label, max_length=8, choices=Visibility, default=default)


# What a member decides about one by one; `profile` is her name and that she is here at all.
PROFILE_FIELDS = (
    "profile",
    "introduction",
    "photo",
    "organisation",
    "city",
    "works_in",
    "advises_in",
    "languages",
    "expertises",
    "tags",
    "audiences",
    "availability",
    "links",
    "publications",
    "networks",
    "contact",
    "messages",
)
