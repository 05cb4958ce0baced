"""What a page costs: `python -m benchmarks.pages`.

Compares, in one run and with the same server configuration and client, the home page from the page
cache, a bare application that sends the same bytes, and the home page made for each request. With
REDIS_URL set, the page cache that asks Redis for its generation is measured as well.
"""

import gc
import json
import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from benchmarks.client import requests_per_second
from benchmarks.servers import embedded, get, install, server

PAGE = "/en/"
PORTAL = "portal.wsgi:application"
ROUNDS = 11
SECONDS = 1.0
CONNECTIONS = 32

CACHED, BARE, UNCACHED, IN_REDIS = "from the cache", "bare application", "made each time", "from the cache, with Redis"
_ADDED_BY_SERVER = {"server", "date", "connection"}


def main() -> None:
    redis_url = os.environ.get("REDIS_URL", "")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        data = Path(folder)
        variables = embedded(data)
        install(variables)

        def start(application: str, **more: str) -> int:
            log = data / f"server-{len(ports)}.log"
            return running.enter_context(server(application, variables | more, log))

        ports: dict[str, int] = {}
        ports[CACHED] = start(PORTAL)
        record(ports[CACHED], data)
        ports[BARE] = start("benchmarks.bare:application", RECORDED_ANSWER=folder)
        ports[UNCACHED] = start(PORTAL, PAGE_CACHE_MB="0")
        if redis_url:
            ports[IN_REDIS] = start(PORTAL, REDIS_URL=redis_url)
        rates = drive(ports)
        costs = measure_in_process(variables)
    print_table(rates, costs)


def record(port: int, folder: Path) -> None:
    """Keep the page as the cache sends it, for the bare application."""
    for _ in range(10):
        headers, body = get(port, PAGE)
    kept = [(name, value) for name, value in headers if name.lower() not in _ADDED_BY_SERVER]
    (folder / "headers.json").write_text(json.dumps(kept))
    (folder / "body").write_bytes(body)


def drive(ports: Mapping[str, int]) -> dict[str, float]:
    """Median requests a second of each, taking turns so that a noisy moment hits all alike."""
    rounds: dict[str, list[float]] = {name: [] for name in ports}
    for number in range(ROUNDS + 1):
        for name, port in ports.items():
            rate = requests_per_second(port, PAGE, seconds=SECONDS, connections=CONNECTIONS)
            if number:  # the first round warms up
                rounds[name].append(rate)
    return {name: median(rates) for name, rates in rounds.items()}


@dataclass(frozen=True, slots=True)
class Cost:
    """What making the page takes: SQL queries, and the median of the milliseconds of processor time."""

    queries: int
    milliseconds: float


def measure_in_process(variables: Mapping[str, str]) -> dict[str, Cost]:
    """The page made anew by Django: right after a change, and while nothing changes."""
    os.environ.update(variables)
    django.setup()
    gc.collect()
    gc.freeze()  # as the server's processes do
    with override_settings(PAGE_CACHE_BYTES=0):
        after_a_change = _cost()
    costs = {"made after a change": after_a_change, "made while nothing changes": _cost()}
    connection.close()
    return costs


def _cost(rounds: int = 15, times: int = 20) -> Cost:
    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    for _ in range(5):
        assert client.get(PAGE).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    number = len(queries)
    spent = []
    for _ in range(rounds):
        started = time.process_time()
        for _ in range(times):
            client.get(PAGE)
        spent.append((time.process_time() - started) / times * 1000)
    return Cost(number, median(spent))


def print_table(rates: Mapping[str, float], costs: Mapping[str, Cost]) -> None:
    for name, rate in rates.items():
        print(f"{name:<28}{rate:>10,.0f} requests/s")
    print()
    for name, cost in costs.items():
        print(f"{name:<28}{cost.queries:>4} SQL queries {cost.milliseconds:>6.1f} ms of processor time")
    print()
    goals = [
        ("cached / bare", rates[CACHED] / rates[BARE], ">=", 0.4),
        ("cached / made each time", rates[CACHED] / rates[UNCACHED], ">=", 10),
        ("most SQL queries", max(cost.queries for cost in costs.values()), "<=", 12),
        ("processor ms, no change", min(cost.milliseconds for cost in costs.values()), "<=", 12),
    ]
    for name, value, relation, goal in goals:
        reached = value >= goal if relation == ">=" else value <= goal
        print(f"{name:<28}{value:>10.2f}   goal {relation} {goal:<5}{'' if reached else '  MISSED'}")


if __name__ == "__main__":
    main()
