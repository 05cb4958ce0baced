"""What tests of engines ask, in few words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from network.models import Member
from search.cards import split_key
from search.engines import Engine
from search.engines.documents import Change, IndexDocument, document_id
from search.models import Document, Entry
from search.projector import project
from search.queries import Found, Query, Viewer
from search.sending import changes, send_pending

VISITOR = Viewer(AnonymousUser())
EVERYBODY = Query(VISITOR, ("member",), "en")


class Needs(StrEnum):
    """What not every engine can do."""

    INFLECTIONS = "inflections"
    COMPOUNDS = "compounds"
    TYPOS = "typos"
    SOUNDS = "sounds"
    INDEX = "index"
    ANY_TERM = "any term"


LIMITS = {
    "table": {
        Needs.INFLECTIONS: "The tables compare letters: they know no inflections.",
        Needs.COMPOUNDS: "The tables find a word by its start alone, and no part inside a compound.",
        Needs.TYPOS: "The tables know no typing errors.",
        Needs.SOUNDS: "The tables do not know how a name sounds.",
        Needs.ANY_TERM: "A database takes neither NUL nor half a character; no address is read as a term with one.",
        Needs.INDEX: "The tables are the catalogue itself: there is no index to be written.",
    }
}


@dataclass(frozen=True)
class Catalogue:
    """One engine with an index in use, and the catalogue whose things it is asked for."""

    name: str
    engine: Engine

    def needs(self, ability: Needs) -> None:
        """Skips the test where the engine lacks this, saying why."""
        if reason := LIMITS.get(self.name, {}).get(ability):
            pytest.skip(reason)

    def bring_up_to_date(self) -> None:
        """Have the engine know all that was marked; whoever asks afterwards finds it."""
        project(Entry.objects.pending().values_list("key", flat=True))
        send_pending(wait=True)
        if name := self.engine.index_in_use():
            # Some of it may have been sent without waiting before. Whoever counts sees what was just written.
            self.engine.size(name)

    def find(self, text: str = "", *, kinds: tuple[str, ...] = ("member",), **asked: Any) -> Found:
        return self.engine.find(Query(**{"viewer": VISITOR, "language": "en", "kinds": kinds, "text": text, **asked}))

    def titles(self, text: str = "", **asked: Any) -> list[str]:
        """What the things on the page are called, in order."""
        return self.called(self.find(text, **asked).keys)

    def called(self, keys: Iterable[str]) -> list[str]:
        keys = list(keys)
        documents = Document.objects.filter(entry__key__in=keys).select_related("entry")
        titles = {document.entry.key: document.content["title"] or _title(document) for document in documents}
        return [titles.get(key, key) for key in keys]

    def change(self, member: Member, version: int = 0) -> Change:
        """The member as the engine would be told of it, at this version."""
        self.bring_up_to_date()
        [change] = changes([Entry.objects.get(kind="member", key__endswith=f":{member.pk}")])
        return Change(change.key, version or change.version, change.documents)


def _title(document: Document) -> str:
    titles = (str(text["title"]) for text in document.content["texts"].values())
    return next(filter(None, titles), "")


def pks(found: Found) -> list[int]:
    return [split_key(key)[1] for key in found.keys]


def in_use(engine: Engine) -> str:
    name = engine.index_in_use()
    assert name is not None
    return name


def made_up(number: int, version: int = 1_800_000_000_000_000) -> Change:
    """A person of whom the catalogue knows nothing, as an engine is told of her. All are of one day."""
    key, name = f"member:{number}", f"person {number}"
    document = IndexDocument(
        id=document_id(key, "any"),
        key=key,
        kind="member",
        face="any",
        version=version,
        peers=(),
        date=datetime(2026, 1, 1, tzinfo=UTC),
        starts=None,
        ends=None,
        sort_name=name,
        names=(name,),
        sounds="",
        byline="",
        keywords="",
        labels="",
        leads={},
        texts={},
        parts="",
        words=name,
        facets={},
    )
    return Change(key, version, (document,))
