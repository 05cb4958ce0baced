"""The measurements of `benchmarks.search`, once there are settings and tables."""

import http.client
import json
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
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
from search.finding import find
from search.models import Entry, Index
from search.queries import Query
from search.rebuilding import rebuild
from search.sending import changes, send_pending

_SENT = 10_000


def measure(cards: int, path: str, asked: int) -> None:
    """Print what searching among this many cards costs with one engine."""
    fill(cards)
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
    seconds = time.perf_counter() - started
    Index.objects.filter(name=built.name).update(position=cards)
    _say("documents in the index", f"{built.documents:,}")
    _say("whole rebuild, documents/s", f"{built.documents / seconds:,.0f}")


def _ask(asked: Sequence[Question]) -> None:
    raw = _Raw() if settings.SEARCH_ENGINE.endswith("ElasticsearchEngine") else None
    for question in asked[:14]:
        find(question.query)
    ours: dict[str, list[float]] = defaultdict(list)
    limit: dict[str, list[float]] = defaultdict(list)
    for number, question in enumerate(asked):
        contestants: list[tuple[dict[str, list[float]], Callable[[], object]]] = [
            (ours, lambda query=question.query: find(query))  # type: ignore[misc]  # bound now, asked later
        ]
        if raw:
            bodies = raw.bodies(question.query)
            raw.forget()
            contestants.append((limit, lambda bodies=bodies: raw.ask(bodies)))  # type: ignore[misc]  # as above
        # Whoever comes second finds the server's cache warm, so they take turns at it.
        for taken, ask in contestants if number % 2 else reversed(contestants):
            taken[question.sort].append(_timed(ask))
    for sort, spent in ours.items():
        ratio = f", {median(spent) / median(limit[sort]):.2f} of the raw limit" if raw else ""
        _say(sort, f"median {_ms(median(spent))}, p95 {_ms(_p95(spent))}{ratio}")
    together = [seconds for taken in ours.values() for seconds in taken]
    _say("all together, p95", _ms(_p95(together)))
    if raw:
        _say("all together, ratio of the medians", f"{_middle(ours) / _middle(limit):.2f}")


def _middle(taken: dict[str, list[float]]) -> float:
    return median(seconds for each in taken.values() for seconds in each)


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
    _say("SQL queries for 1,000 entries", f"{len(queries) / (len(some) / 1000):.1f}")
    Entry.objects.filter(pk__in=some).update(card_version=_now())
    ready = []
    entries = Entry.objects.filter(pk__in=some).order_by("pk").iterator(1000)
    while batch := list(islice(entries, 1000)):
        ready.append(changes(batch))
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
