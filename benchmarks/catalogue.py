"""The corpus in the catalogue's tables: as the projector would write it, without members behind it."""

import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from portal.demo.corpus.cards import card
from search.cards import Face
from search.models import Document, DocumentTerm, Entry
from search.projector import document_of
from search.querysets import PEERS

_CHUNK = 2000
_VERSION = 1

Rows = list[tuple[Any, ...]]
_ENTRY = ("id", "key", "kind", "version", "pending", "card_hash", "card_version", "unsent", "projected")
_DOCUMENT = (
    *("id", "entry_id", "kind", "face", "date", "starts", "ends"),
    *("sort_name", "names", "words", "content"),
)
_TERM = ("document_id", "group", "term")


def fill(number: int) -> None:
    """Have the first `number` cards of the corpus stand in the catalogue, and nothing else of their kind.

    The primary key of an entry is that of its member. Of terms, only the networks that open a face are
    written: engines have the others in their indexes.
    """
    there = Entry.objects.filter(kind="member").count()
    chunks = [(first, min(first + _CHUNK, number + 1)) for first in range(there + 1, number + 1, _CHUNK)]
    with ProcessPoolExecutor(2) as pool:
        for entries, documents, terms in pool.map(_rows, chunks):
            with transaction.atomic():
                _insert(Entry, _ENTRY, entries)
                _insert(Document, _DOCUMENT, documents)
                _insert(DocumentTerm, _TERM, terms)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _rows(numbers: tuple[int, int]) -> tuple[Rows, Rows, Rows]:
    entries: Rows = []
    documents: Rows = []
    terms: Rows = []
    for number in range(*numbers):
        one = card(number)
        entries.append((number, one.key, "member", _VERSION, False, one.hash, _VERSION, False, timezone.now()))
        entry = Entry(pk=number, key=one.key, kind="member")
        for place, (face, content) in enumerate(one.faces.items()):
            pk = 4 * number + place
            made = document_of(entry, one, Face(face), content)
            made.content = json.dumps(made.content, cls=DjangoJSONEncoder)
            documents.append((pk, number, *(getattr(made, name) for name in _DOCUMENT[2:])))
            terms += [(pk, PEERS, network) for network in one.peers]
    return entries, documents, terms


def _insert(model: type[Model], columns: Sequence[str], rows: Rows) -> None:
    table = model._meta.db_table
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(columns))})', rows)  # noqa: S608
