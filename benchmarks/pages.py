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
from pathlib import Path
from statistics import median

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

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
        queries, milliseconds = measure_in_process(variables)
    print_table(rates, queries, milliseconds)


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


def measure_in_process(variables: Mapping[str, str], rounds: int = 15, times: int = 20) -> tuple[int, float]:
    """SQL queries, and the median of the milliseconds of processor time, that making the page takes."""
    os.environ.update(variables)
    django.setup()
    client = Client(headers={"host": "localhost", "accept-encoding": "gzip"})
    for _ in range(5):
        assert client.get(PAGE).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    number = len(queries)
    gc.collect()
    gc.freeze()  # as the server's processes do
    spent = []
    for _ in range(rounds):
        started = time.process_time()
        for _ in range(times):
            client.get(PAGE)
        spent.append((time.process_time() - started) / times * 1000)
    connection.close()
    return number, median(spent)


def print_table(rates: Mapping[str, float], queries: int, milliseconds: float) -> None:
    for name, rate in rates.items():
        print(f"{name:<28}{rate:>10,.0f} requests/s")
    print()
    goals = [
        ("cached / bare", rates[CACHED] / rates[BARE], ">=", 0.4),
        ("cached / made each time", rates[CACHED] / rates[UNCACHED], ">=", 10),
        ("SQL queries", queries, "<=", 12),
        ("processor ms", milliseconds, "<=", 12),
    ]
    for name, value, relation, goal in goals:
        reached = value >= goal if relation == ">=" else value <= goal
        print(f"{name:<28}{value:>10.2f}   goal {relation} {goal:<5}{'' if reached else '  MISSED'}")


if __name__ == "__main__":
    main()
