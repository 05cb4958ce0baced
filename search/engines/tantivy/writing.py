"""Putting things into an index."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import tantivy

from search.engines.documents import Change, IndexDocument
from search.engines.tantivy import folder
from search.engines.tantivy.schema import LANGUAGES, PARTS, body, facet, groups, lead, schema

# The face of what is gone: no viewer opens it. It keeps the version, so that nothing older comes back.
GONE = "gone"
_GONE_FOR_MICROSECONDS = 3600 * 1_000_000
_PATIENCE_SECONDS, _LOOK_AGAIN_SECONDS = 1.0, 0.02
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Each writing thread takes so much memory; the library wants 15 MB at least.
_HEAP_BYTES, _HEAP_OF_MANY_BYTES, _MANY = 15_000_000, 50_000_000, 200


def write(name: str, changes: Iterable[Change]) -> None:
    """Put these things into an index, each unless a later version stands there, and commit."""
    latest: dict[str, Change] = {}
    for change in changes:
        if change.key not in latest or change.version >= latest[change.key].version:
            latest[change.key] = change
    index = folder.open_index(name)
    with _writer(index, len(latest)) as writer:
        standing = _standing(index, list(latest))
        for change in latest.values():
            if standing.get(change.key, 0) <= change.version:
                writer.delete_documents_by_term("key", change.key)
                for fields in _documents(change):
                    writer.add_document(tantivy.Document(**fields))
        _forget_what_is_long_gone(writer)
        writer.commit()


@contextmanager
def _writer(index: tantivy.Index, changes: int) -> Iterator[tantivy.IndexWriter]:
    """A writer that is alone while it is open, and leaves no merge behind that nobody finishes."""
    writer = _opened(index, _HEAP_OF_MANY_BYTES if changes >= _MANY else _HEAP_BYTES)
    try:
        yield writer
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _opened(index: tantivy.Index, heap_bytes: int) -> tantivy.IndexWriter:
    """A writer of one thread. Somebody may be writing who has no turn, such as whoever mends the index."""
    until = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return index.writer(heap_bytes, 1)
        except ValueError as error:
            if "LockBusy" not in str(error) or time.monotonic() >= until:
                raise
        time.sleep(_LOOK_AGAIN_SECONDS)


def _standing(index: tantivy.Index, keys: Sequence[str]) -> dict[str, int]:
    """The versions that stand in the index of those things that it has."""
    index.reload()
    searcher = index.searcher()
    if not searcher.num_docs or not keys:
        return {}
    found = searcher.search(
        tantivy.Query.term_set_query(schema(), "key", keys),
        limit=searcher.num_docs,
        count=False,
        order_by_field="key",
    ).hits
    versions = searcher.fast_field_values("version", [address for _key, address in found])
    return {key: int(version or 0) for (key, _address), version in zip(found, versions, strict=True)}


def _forget_what_is_long_gone(writer: tantivy.IndexWriter) -> None:
    """Versions are microseconds since 1970, and what was read an hour ago is written by nobody any more."""
    long_gone = tantivy.Query.range_query(
        schema(),
        "version",
        tantivy.FieldType.Integer,
        upper_bound=time.time_ns() // 1000 - _GONE_FOR_MICROSECONDS,
    )
    writer.delete_documents_by_query(
        tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, tantivy.Query.term_query(schema(), "face", GONE)),
                (tantivy.Occur.Must, long_gone),
            ]
        )
    )


def _documents(change: Change) -> list[dict[str, Any]]:
    if not change.documents:
        return [{"id": change.key, "key": change.key, "face": GONE, "version": change.version}]
    return [_fields(document, change.version) for document in change.documents]


def _fields(document: IndexDocument, version: int) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": document.id,
        "key": document.key,
        "kind": document.kind,
        "face": document.face,
        "version": version,
        "peers": list(document.peers),
        "date": microseconds(document.date),
        "sort_name": document.sort_name,
        "name": list(document.names),
        "names": " ".join(document.names),
        "sounds": document.sounds,
        "byline": document.byline,
        "keywords": document.keywords,
        "labels": document.labels,
        "words": document.words,
        PARTS: document.parts,
    }
    if document.starts is not None:
        fields["starts"] = microseconds(document.starts)
    if document.ends is not None:
        fields["ends"] = microseconds(document.ends)
    for language in LANGUAGES:
        fields[lead(language)] = document.leads.get(language, "")
        fields[body(language)] = document.texts.get(language, "")
    for group in groups():
        fields[facet(group)] = list(dict.fromkeys(document.facets.get(group, ())))
    return fields


def microseconds(moment: datetime) -> int:
    """A moment as it is indexed: exact, as no float is."""
    return (moment - _EPOCH) // timedelta(microseconds=1)
