"""Putting things into an index, in whatever order the news of them arrives.

Every document has the version of its thing, and the server keeps the later one. What a thing no longer shows
is deleted with the version too, so that older news is known as old. Only an alias that is there is
written to: without that, the server would make an index of its own accord, and of another shape.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from json import JSONEncoder
from typing import Any

from search.cards import Face
from search.engines import SilentEngineError
from search.engines.documents import Change, IndexDocument, document_id
from search.engines.elasticsearch.analysis import LANGUAGES
from search.engines.elasticsearch.client import SECONDS_FOR_A_BULK, SECONDS_FOR_A_CHANGE, answering, client
from search.engines.elasticsearch.filters import microseconds
from search.engines.elasticsearch.mappings import facet_groups
from search.engines.elasticsearch.names import Part, Ring, sections

logger = logging.getLogger(__name__)

_BYTES_AT_ONCE = 5_000_000
# A later or the same version stands there; and what is asked of `_GUARD`.
_HARMLESS = {"version_conflict_engine_exception", "document_missing_exception"}
_GUARD = "@guard"


def write(changes: Sequence[Change], generation: str, *, wait: bool) -> None:
    """Put these things into a generation, or into the one in use where its name is empty."""
    server = client(SECONDS_FOR_A_CHANGE if wait else SECONDS_FOR_A_BULK)
    for body in _bodies(changes, generation):
        with answering():
            response = server.bulk(
                operations=body,
                require_alias=True,
                refresh=wait,
                filter_path=["errors", "items.*.error.type", "items.*.error.reason"],
            ).body
        if response["errors"]:
            _require_harmless(response.get("items", ()))


@dataclass
class _Body:
    """One request in the making."""

    lines: list[str] = field(default_factory=list)
    bytes: int = 0
    guarded: set[str] = field(default_factory=set)
    unguarded: set[str] = field(default_factory=set)

    def add(self, alias: str, lines: list[str]) -> None:
        self.lines += lines
        self.bytes += sum(map(len, lines))
        (self.guarded if len(lines) > 1 else self.unguarded).add(alias)

    def finished(self) -> list[Any]:
        """The lines to send. Where nothing is put, the server would make an index to delete from.

        A deletion with a version does that, whatever `require_alias` says, unless something else in the
        request requires the alias: here the update of a document that nobody has.
        """
        guards = (
            line
            for alias in sorted(self.unguarded - self.guarded)
            for line in (_json({"update": {"_index": alias, "_id": _GUARD, "require_alias": True}}), '{"doc":{}}')
        )
        return [*self.lines, *guards]


def _bodies(changes: Iterable[Change], generation: str) -> Iterator[list[Any]]:
    body = _Body()
    section_of = sections()
    for change in changes:
        section = section_of.get(change.key.rpartition(":")[0])
        # Of a kind that the portal no longer has, this shape of index holds nothing.
        for alias, lines in _actions(change, section, generation) if section else ():
            body.add(alias, lines)
        if body.bytes >= _BYTES_AT_ONCE:
            yield body.finished()
            body = _Body()
    if body.lines:
        yield body.finished()


def _actions(change: Change, section: str, generation: str) -> Iterator[tuple[str, list[str]]]:
    standing = {server_id(change.key, one.face): one for one in change.documents}
    for id_, ring in _places(change.key):
        part = Part(section, ring)
        alias = part.writing(generation) if generation else part.reading
        meta = {"_index": alias, "_id": id_, "version": change.version, "version_type": "external"}
        document = standing.get(id_)
        if document:
            yield alias, [_json({"index": meta}), _json(_fields(document))]
        else:
            yield alias, [_json({"delete": meta})]


def server_id(key: str, face: str) -> str:
    """The id on the server: of the faces of one thing in one ring, only those that may stand there together differ."""
    return key if Ring.of(face) is Ring.OPEN else document_id(key, face)


def _places(key: str) -> Iterator[tuple[str, Ring]]:
    """Everywhere that a face of a thing may stand."""
    yield key, Ring.OPEN
    for face in (Face.MEMBERS, Face.PEERS):
        yield document_id(key, face), Ring.INNER


def _fields(document: IndexDocument) -> dict[str, Any]:
    groups = facet_groups()
    given = {
        "id": document.id,
        "key": document.key,
        "kind": document.kind,
        "face": document.face,
        "peers": document.peers,
        "date": microseconds(document.date),
        "starts": microseconds(document.starts) if document.starts else None,
        "ends": microseconds(document.ends) if document.ends else None,
        "sort_name": document.sort_name,
        "name": document.names,
        "names": document.names,
        "sounds": document.sounds,
        "byline": document.byline,
        "keywords": document.keywords,
        "labels": document.labels,
        "words": document.words,
        "leads": _known(document.leads),
        "texts": _known(document.texts),
        "parts": document.parts,
        "facets": {group: terms for group, terms in document.facets.items() if group in groups},
    }
    # An empty sort_name stands first; the others would only take room.
    return {name: value for name, value in given.items() if value or name == "sort_name"}


def _known(texts: Mapping[str, str]) -> dict[str, str]:
    """Texts in languages that the portal has; the words of others are found as they are written."""
    return {language: text for language, text in texts.items() if language in LANGUAGES}


_json = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _require_harmless(items: Iterable[Mapping[str, Mapping[str, Any]]]) -> None:
    errors = [action["error"] for item in items for action in item.values()]
    harmful = [error for error in errors if error["type"] not in _HARMLESS]
    if not harmful:
        return
    first = f"{harmful[0]['type']}: {harmful[0].get('reason')}"
    if any(error["type"] in {"document_parsing_exception", "strict_dynamic_mapping_exception"} for error in harmful):
        logger.error("Elasticsearch cannot take %s documents as they are; the first: %s", len(harmful), first)
    raise SilentEngineError(f"{len(harmful)} changes were not taken; the first: {first}")
