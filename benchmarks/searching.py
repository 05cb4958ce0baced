"""The measurements of `benchmarks.search`, once there are settings and tables."""

import gc
import http.client
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone

from benchmarks.catalogue import fill
from benchmarks.questions import Question, questions
from search import registry
from search.engines import engine
from search.engines.documents import Change
from search.finding import find
from search.models import Entry, Index
from search.queries import Found, Query
from search.querysets import EntryQuerySet
from search.rebuilding import rebuild
from search.sending import BATCH, changes, send_pending

_SENT = 10_000


def measure(cards: int, path: str, asked: int) -> None:
    """Print what searching among this many cards costs with one engine."""
    fill(cards)
    gc.collect()
    gc.freeze()  # as the portal's processes do
    # Members of the corpus have no rows; entries have the same keys, so the check of hits costs what it does.
    member = registry.registration("member")
    registry._registrations["member"] = replace(member, visible_to=lambda account: Entry.objects.all())  # noqa: SLF001
    with override_settings(SEARCH_ENGINE=path, SEARCH_PATIENCE_SECONDS=30.0):
        print(f"\n{cards:,} cards, {path.rpartition('.')[2]}, {connection.vendor}")
        _build(cards)
        _ask(list(questions(asked, cards)))
        _suggest(cards)
        _send()
        _change_one()


def _build(cards: int) -> None:
    name = engine().index_in_use()
    if name and Index.objects.filter(name=name, state=Index.State.IN_USE, position=cards).exists():
        print("  the index of the last run is used")
        return
    started = time.perf_counter()
    built = rebuild(anew=True, may_be_smaller=True)
    speed = built.documents / (time.perf_counter() - started)
    Index.objects.filter(name=built.name).update(position=cards)
    raw = _speed_of_writing_what_is_ready()
    _say("documents in the index", f"{built.documents:,}")
    _say("whole rebuild, documents/s", f"{speed:,.0f}, {speed / raw:.2f} of writing what is ready")


def _speed_of_writing_what_is_ready() -> float:
    """Documents a second into an empty index, made before and in requests of the same size."""
    ready = list(_ready(Entry.objects.order_by("pk")[:_SENT]))
    name = engine().new_index()
    try:
        seconds = _timed(lambda: deque((engine().write(batch, index=name) for batch in ready), maxlen=0))  # type: ignore[func-returns-value]  # only its time counts
    finally:
        engine().remove(name)
    return sum(len(change.documents) for batch in ready for change in batch) / seconds


def _ready(entries: EntryQuerySet) -> Iterator[list[Change]]:
    rows = entries.iterator(BATCH)
    while batch := list(islice(rows, BATCH)):
        yield changes(batch)


def _ask(asked: Sequence[Question]) -> None:
    raw = _Raw() if settings.SEARCH_ENGINE.endswith("ElasticsearchEngine") else None
    for question in asked[:14]:
        find(question.query)
    ours, answers, limit = (defaultdict[str, list[float]](list) for _contestant in range(3))
    for number, question in enumerate(asked):
        contestants: list[tuple[dict[str, list[float]], Callable[[], object]]] = [
            (ours, lambda query=question.query: find(query))  # type: ignore[misc]  # bound now, asked later
        ]
        if raw:
            bodies, put = raw.bodies(question.query), _put_to_the_engine(question.query)
            contestants.append((answers, lambda put=put: [ask(query) for ask, query in put]))  # type: ignore[misc]  # as above
            contestants.append((limit, lambda bodies=bodies: raw.ask(bodies)))  # type: ignore[misc]  # as above
        # Whoever comes first has the server answer anew and leaves its cache warm, so they take turns at it.
        first = number % len(contestants)
        for taken, ask in (*contestants[first:], *contestants[:first]):
            if raw:
                raw.forget()
            taken[question.sort].append(_timed(ask))
    ours["all together"], answers["all together"], limit["all together"] = map(_flat, (ours, answers, limit))
    for sort, spent in ours.items():
        _say(sort, f"median {_ms(median(spent))}, p95 {_ms(_p95(spent))}")
        if raw:
            against = [f"{median(taken[sort]) / median(limit[sort]):.2f}" for taken in (ours, answers)]
            _say("", f"{against[0]} of the raw {_ms(median(limit[sort]))}, the engine's part of it {against[1]}")


def _flat(taken: Mapping[str, Sequence[float]]) -> list[float]:
    return [seconds for each in taken.values() for seconds in each]


def _put_to_the_engine(query: Query) -> list[tuple[Callable[[Query], object], Query]]:
    """What `find` asks of the engine while it answers a question."""
    put: list[tuple[Callable[[Query], object], Query]] = []
    one = engine()

    class Listening:
        keeps_an_index = one.keeps_an_index

        def find(self, query: Query) -> Found:
            put.append((one.find, query))
            return one.find(query)

        def count(self, query: Query) -> int:
            put.append((one.count, query))
            return one.count(query)

    with patch("search.asking.engine", Listening):
        find(query)
    return put


class _Raw:
    """The same requests without the portal: one connection that stays open, and `json.loads`."""

    def __init__(self) -> None:
        address = urlsplit(settings.ELASTICSEARCH["url"])
        self._connection = http.client.HTTPConnection(address.hostname or "", address.port or 9200)

    def bodies(self, query: Query) -> list[bytes]:
        """What is sent to the server while a question is answered."""
        from search.engines.elasticsearch import client as connecting  # noqa: PLC0415 - not installed everywhere

        sent: list[bytes] = []
        msearch = connecting.client().msearch

        class Listening:
            def msearch(self, searches: Sequence[dict[str, Any]], **more: Any) -> Any:
                sent.append("".join(f"{json.dumps(line)}\n" for line in searches).encode())
                return msearch(searches=searches, **more)

        with patch("search.engines.elasticsearch.requests.client", Listening):
            find(query)
        return sent

    def forget(self) -> None:
        """Have the server make its next answer anew."""
        self._connection.request("POST", "/_cache/clear?request=true", "")
        self._connection.getresponse().read()

    def ask(self, bodies: Iterable[bytes]) -> None:
        for body in bodies:
            self._connection.request("POST", "/_msearch", body, {"Content-Type": "application/x-ndjson"})
            json.loads(self._connection.getresponse().read())


def _suggest(cards: int) -> None:
    asked = [question.query for question in questions(140, cards, seed=11) if question.sort == "a name"]
    typed = [replace(query, text=query.text[:length], count=(), page_size=7) for query in asked for length in (3, 5)]
    _say("suggestions, p95", _ms(_p95([_timed(lambda query=query: find(query)) for query in typed])))  # type: ignore[misc]  # as above


def _send() -> None:
    """From the tables into the index in use, against writing the same, made before, in requests of the same size."""
    some = list(Entry.objects.order_by("pk").values_list("pk", flat=True)[:_SENT])
    Entry.objects.filter(pk__in=some).update(card_version=_now(), unsent=True)
    with CaptureQueriesContext(connection) as queries:
        seconds = _timed(send_pending)
    _say("sending, entries/s", f"{len(some) / seconds:,.0f}")
    asked = [query for query in queries.captured_queries if query["sql"] not in {"BEGIN", "COMMIT"}]
    _say("SQL queries for 1,000 entries", f"{len(asked) / (len(some) / 1000):.1f}")
    Entry.objects.filter(pk__in=some).update(card_version=_now())
    ready = list(_ready(Entry.objects.filter(pk__in=some).order_by("pk")))
    raw = _timed(lambda: deque((engine().write(batch) for batch in ready), maxlen=0))  # type: ignore[func-returns-value]  # only its time counts
    _say("writing what is ready, entries/s", f"{len(some) / raw:,.0f}")
    _say("sending against that", f"{raw / seconds:.2f}")


def _change_one() -> None:
    """From the mark to the index; the card itself is made of a row in a millisecond, and is left out."""
    taken = []
    for number in range(30):
        entry = Entry.objects.order_by("pk")[number]
        Entry.objects.filter(pk=entry.pk).update(card_version=_now(), unsent=True, projected=timezone.now())
        taken.append(_timed(lambda key=entry.key: send_pending([key], wait=True)))  # type: ignore[misc]  # as above
    _say("one thing sent and waited for, median", _ms(median(taken)))


def _now() -> int:
    return time.time_ns() // 1000


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _p95(taken: Sequence[float]) -> float:
    return quantiles(taken, n=20)[-1]


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _say(what: str, figure: str) -> None:
    print(f"  {what:<42}{figure}", flush=True)
