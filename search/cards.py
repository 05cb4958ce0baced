"""A card is the public face of one thing: all that the catalogue, and who searches it, may know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Face(models.TextChoices):
    """To whom a thing shows itself this way. A thing that looks the same to all has the one face `any`."""

    ANY = "any", _("everybody")
    PUBLIC = "public", _("visitors")
    MEMBERS = "members", _("members")
    PEERS = "peers", _("members of the same network")


@dataclass(frozen=True, slots=True)
class Text:
    """What a thing says in one language: a line to show, words to be found by, and its title in it.

    The title stays empty for what is called the same in every language, such as a person.
    """

    summary: str = ""
    body: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What one face shows, and nothing that its readers may not read.

    `names` are further spellings of the title; `texts` is keyed by language, in the order of
    preference of whoever wrote them; `keywords` are words to be found by that are not shown;
    `facets` maps a group to the terms the thing has in it; `chips` are the `group:term` shown.
    What takes place says when, in the time of its place, and whether it was `cancelled`.
    """

    title: str
    names: tuple[str, ...] = ()
    byline: str = ""
    texts: Mapping[str, Text] = field(default_factory=dict)
    keywords: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chips: tuple[str, ...] = ()
    image: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    cancelled: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the catalogue keeps it."""
        return {**_columns(self), "texts": {language: _columns(text) for language, text in self.texts.items()}}


@dataclass(frozen=True, slots=True)
class Card:
    """One findable thing.

    `urls` is keyed by language; `date` is when it appeared; `peers` are the groups whose members open
    the face `peers`.
    """

    key: str
    urls: Mapping[str, str]
    date: datetime
    faces: Mapping[Face, Content]
    peers: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """The same for two cards that show the same, whenever they were made."""
        return sha256(dumps(_columns(self), sort_keys=True, default=_as_json).encode()).hexdigest()


def _columns(shown: Card | Content | Text) -> dict[str, Any]:
    """Not by `dataclasses.asdict`, which copies every value and took most of the time of a projection."""
    return {column.name: getattr(shown, column.name) for column in fields(shown)}


def _as_json(value: object) -> object:
    return _columns(value) if isinstance(value, (Content, Text)) else str(value)


def card_key(kind: str, pk: int) -> str:
    return f"{kind}:{pk}"


def split_key(key: str) -> tuple[str, int]:
    kind, _colon, pk = key.rpartition(":")
    return kind, int(pk)


def faces(contents: Iterable[tuple[Face, Content | None]]) -> dict[Face, Content]:
    """The faces of a thing, without those that nobody sees; one face `any` where all three are equal."""
    shown = {face: content for face, content in contents if content is not None}
    public = shown.get(Face.PUBLIC)
    if public is not None and all(shown.get(face) == public for face in (Face.MEMBERS, Face.PEERS)):
        return {Face.ANY: public}
    return shown
