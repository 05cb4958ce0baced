"""What the portal's indices and their aliases are called.

A *generation* is one index of the catalogue as the portal speaks of it. On the server it is two indices
for each section: `open` for the faces that visitors open, `inner` for those that only signed-in people do.
So a visitor who browses members needs no filter at all. A section is a tab of the search page: sorts
of pages that are few and seen as one do not need an index each, which every search would have to ask.
The parts of a name are set apart by dots, which no prefix and no kind has, so one installation never
takes another's index for its own.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.conf import settings

from search.cards import Face
from search.registry import registered_kinds, registration


class Ring(StrEnum):
    """Who may open the faces in an index."""

    OPEN = "open"
    INNER = "inner"

    @classmethod
    def of(cls, face: str) -> "Ring":
        return cls.OPEN if face in {Face.ANY, Face.PUBLIC} else cls.INNER


_GENERATION = r"\d{14}-[0-9a-f]{6}"


@dataclass(frozen=True, slots=True)
class Part:
    """The faces of one section in one ring."""

    section: str
    ring: Ring

    @property
    def reading(self) -> str:
        """The alias that searches ask and changes go to: it points to the generation in use."""
        return f"{prefix()}.{self.section}.{self.ring}"

    def index(self, generation: str) -> str:
        return f"{generation}.{self.section}.{self.ring}"

    def writing(self, generation: str) -> str:
        """The alias by which a generation that may not be in use is written to."""
        return f"{self.index(generation)}.writing"


def prefix() -> str:
    return str(settings.ELASTICSEARCH["prefix"])


def parts() -> list[Part]:
    """All parts that a generation of this version of the portal has."""
    return [Part(section, ring) for section in sorted(set(sections().values())) for ring in Ring]


def sections() -> dict[str, str]:
    """The section of each kind."""
    return {kind: tab.name if (tab := registration(kind).tab) else kind for kind in registered_kinds()}


def new_generation() -> str:
    """A name that nobody has used; later ones sort after earlier ones."""
    return f"{prefix()}.{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"


def is_generation(name: str) -> bool:
    """Whether a name is one that this installation gives; any other stays away from addresses on the server."""
    return re.fullmatch(rf"{re.escape(prefix())}\.{_GENERATION}", name) is not None


def generation_of(index: str) -> str | None:
    """The generation that an index of this installation belongs to, None for any other index."""
    found = re.fullmatch(rf"({re.escape(prefix())}\.{_GENERATION})\.[^.]+\.({'|'.join(Ring)})", index)
    return found[1] if found else None


def is_reading_alias(alias: str) -> bool:
    """Whether searches ask this alias, or did in an earlier version of the portal."""
    return re.fullmatch(rf"{re.escape(prefix())}\.[^.]+\.({'|'.join(Ring)})", alias) is not None
