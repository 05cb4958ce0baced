"""What the directory costs with many members: `python -m benchmarks.directory 100000`.

Makes so many members with accounts and cards, serves the portal as it is deployed, and asks for the directory as
people do: all of it, one filter, two, a word, a word with a filter, a name, the map; as a visitor and as a member
of a network, with a session, so that no answer comes from the page cache. An answer counts from the request to the
last byte, one request at a time and then two at once. Beside it stands the raw limit in the same run: the same
server sending `/healthz`.

With DATABASE_URL and ELASTICSEARCH_URL it uses these servers; `--folder` keeps everything for the next run.
"""

import argparse
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

import django
from django.conf import settings
from django.db.models import QuerySet

from benchmarks.search import PREFIX, folder_of, own_database
from benchmarks.servers import ROOT, embedded, server

GOAL_MILLISECONDS = 150
MOST_QUERIES = 12
AT_ONCE = 2
EMAIL, PASSWORD = "measured@example.org", "a good long sentence"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("members", type=int)
    asked.add_argument("--requests", type=int, default=600)
    asked.add_argument("--folder", type=Path)
    given = asked.parse_args()
    with folder_of(given.folder) as data:
        variables = _install(data, kept=given.folder is not None)
        django.setup()
        cookie = _fill(given.members)
        paths = list(_paths(given.requests, given.members))
        _count_queries(paths, cookie)
        with server("portal.wsgi:application", variables, data / "server.log") as port:
            _measure(port, paths, cookie, given.members)


def _install(data: Path, *, kept: bool) -> dict[str, str]:
    variables = embedded(data) | {
        "DEMO": "0",
        "LOG_LEVEL": "ERROR",
        "DATABASE_URL": own_database(os.environ.get("DATABASE_URL", ""), kept),
        "ELASTICSEARCH_URL": os.environ.get("ELASTICSEARCH_URL", ""),
        "ELASTICSEARCH_PREFIX": f"{PREFIX}-directory",
    }
    os.environ.update(variables)
    for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--no-input", "--verbosity", "0"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True, cwd=ROOT)
    return variables


def _fill(members: int) -> str:
    """Make what is missing, and give the session of a member of two networks."""
    # Only now are there settings that these could import.
    from benchmarks.catalogue import fill  # noqa: PLC0415
    from portal.demo.crowd import add_to_crowd, crowd  # noqa: PLC0415
    from search.rebuilding import rebuild  # noqa: PLC0415

    if missing := members - crowd().count():
        started = time.perf_counter()
        for _done in add_to_crowd(missing):
            pass
        print(f"made {missing:,} members, {missing / (time.perf_counter() - started):,.0f} a second")
        fill(members)
        started = time.perf_counter()
        built = rebuild(anew=True, may_be_smaller=True)
        print(f"indexed {built.documents:,} faces, {built.documents / (time.perf_counter() - started):,.0f} a second")
    cookie = _session_of_a_member()
    _give_accounts()
    return cookie


def _session_of_a_member() -> str:
    from django.test import Client  # noqa: PLC0415

    from network.models import Member, Network  # noqa: PLC0415
    from portal.accounts.models import User  # noqa: PLC0415

    user = User.objects.filter(email=EMAIL).first()
    if user is None:
        user = User.objects.create_user(EMAIL, PASSWORD)
        member = Member.objects.create(user=user, name="Measured Member", profile_visibility="nobody")
        for network in Network.objects.filter(code__in=["EU", "FR"]):
            member.memberships.create(network=network, state="active")
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _stranger() -> str:
    """The cookie of a session that is over: the page is made for nobody else, and shows what visitors see."""
    return f"{settings.SESSION_COOKIE_NAME}=over"


def _give_accounts() -> None:
    """An account for each member, as in life: without them databases learn that the column tells nothing."""
    from django.db import connection  # noqa: PLC0415
    from django.db.models import F  # noqa: PLC0415

    from network.models import Member  # noqa: PLC0415
    from portal.accounts.models import User  # noqa: PLC0415

    lacking = Member.objects.filter(user=None)
    keys = list(lacking.values_list("pk", flat=True))
    first = User.objects.latest("pk").pk + 1
    accounts = (User(pk=first + key, email=f"{key}@crowd.example", password="!") for key in keys)  # noqa: S106 - opens nothing
    while chunk := list(islice(accounts, 1000)):
        User.objects.bulk_create(chunk)
    QuerySet(Member).filter(user=None).update(user_id=F("pk") + first)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _paths(number: int, members: int) -> Iterator[tuple[str, str]]:
    """Addresses of the directory, each with its sort: what is asked for is taken from somebody who is there."""
    from benchmarks.questions import questions  # noqa: PLC0415

    groups = {"country": "works_in", "speaks": "language"}
    for place, question in enumerate(questions(number, members)):
        query = question.query
        chosen = {groups.get(name, name): terms for name, terms in query.facets.items()}
        pairs = [("q", query.text)] if query.text else []
        order = ("works_in", "language", "expertise", "audience")
        pairs += [(name, term) for name in order for term in chosen.get(name, ())]
        if place % 10 == 9:
            pairs.append(("view", "map"))
        tail = f"?{urlencode(pairs)}" if pairs else ""
        yield question.sort, f"/{query.language}/members/{tail}"


def _count_queries(paths: Sequence[tuple[str, str]], cookie: str) -> None:
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    counts: dict[str, list[int]] = {"visitor": [], "member": []}
    for viewer, found in counts.items():
        client = Client(headers={"host": "localhost", "cookie": cookie if viewer == "member" else _stranger()})
        for _sort, path in paths[:70]:
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200, path
            found.append(len(queries))
    connection.close()
    for viewer, found in counts.items():
        missed = "" if max(found) <= MOST_QUERIES else "  MISSED"
        print(f"SQL queries of a {viewer}: {min(found)} to {max(found)}   goal <= {MOST_QUERIES}{missed}")


def _measure(port: int, paths: Sequence[tuple[str, str]], cookie: str, members: int) -> None:
    _ask(port, [path for _sort, path in paths[:40]], cookie)  # warms up
    raw = median(_ask(port, ["/healthz"] * 200, cookie))
    print(f"\n{members:,} members; the raw limit of the server is {raw:.1f} ms\n")
    for viewer, sent in (("visitor", _stranger()), ("member", cookie)):
        by_sort: dict[str, list[float]] = {}
        times = _ask(port, [path for _sort, path in paths], sent)
        for (sort, _path), took in zip(paths, times, strict=True):
            by_sort.setdefault(sort, []).append(took)
        for sort, of_sort in by_sort.items():
            print(f"  {viewer:<8} {sort:<24} median {median(of_sort):6.1f} ms, p95 {_p95(of_sort):6.1f} ms")
        _say(f"{viewer}, one at a time", times)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            parts = [[path for _sort, path in paths[start::AT_ONCE]] for start in range(AT_ONCE)]
            both = pool.map(lambda part: _ask(port, part, sent), parts)  # noqa: B023 - asked before the loop goes on
            _say(f"{viewer}, {AT_ONCE} at a time", [took for part in both for took in part])
        print()


def _ask(port: int, paths: Sequence[str], cookie: str) -> list[float]:
    """Milliseconds from each request to the last byte of its answer, over one connection that is kept."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Host": "localhost", "Accept-Encoding": "gzip", "Cookie": cookie}
    times = []
    for path in paths:
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - started) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{path} answered {answer.status}")
    connection.close()
    return times


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def _say(what: str, times: Sequence[float]) -> None:
    p95 = _p95(times)
    missed = "" if p95 <= GOAL_MILLISECONDS else "  MISSED"
    print(f"{what:<34} median {median(times):6.1f} ms, p95 {p95:6.1f} ms   goal p95 <= {GOAL_MILLISECONDS}{missed}")


if __name__ == "__main__":
    main()
