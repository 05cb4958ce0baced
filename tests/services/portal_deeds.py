"""What the portal at work can be told to do. Everything given back is plain data."""

import random
import threading
import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection, transaction

from network.actions.profiles import change_visibility
from network.models import Member
from network.visibility import Visibility
from portal.operations import wakeups
from search import asking, drift, tasks
from search.catalogue import mark_everything
from search.engines import engine
from search.finding import find
from search.models import Entry
from search.projector import project_pending
from search.queries import Query, Viewer
from search.rebuilding import ensure_index
from tests.accounts.factories import UserFactory
from tests.network.factories import MemberFactory

STEADY = 20
_BREAKER_SECONDS = 2


def begin(people: int) -> None:
    """So many people, as many of them steady as nobody ever touches, all in an index; impatient breakers."""
    for breaker in (asking._breaker, wakeups._breaker):
        breaker._seconds = _BREAKER_SECONDS
    mark_everything()
    for number in range(STEADY):
        MemberFactory.create(name=f"Steady {number}", city="Steadfast")
    for _number in range(people):
        MemberFactory.create()
    project_pending()
    ensure_index()


def edit(number: int, threads: int = 2, seed: int = 0) -> dict[str, Any]:
    """So many changes of all sorts, each with a commit of its own. Tells of failures and of the slowest."""
    failures: list[str] = []
    seconds: list[float] = []

    def work(own: int) -> None:
        chance = random.Random(seed * 100 + own)
        pks = [pk for pk in _changeable() if pk % threads == own]
        for _time in range(number // threads):
            started = time.monotonic()
            try:
                _change(chance, pks)
            except Exception as error:
                failures.append(repr(error))
            seconds.append(time.monotonic() - started)
        connection.close()

    workers = [threading.Thread(target=work, args=(own,)) for own in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return {"failures": failures, "slowest": max(seconds), "seconds": sum(seconds)}


def _changeable() -> list[int]:
    return list(Member.objects.filter(user=None).exclude(city="Steadfast").order_by("pk").values_list("pk", flat=True))


def _change(chance: random.Random, pks: list[int]) -> None:
    sort = chance.choice(["rename", "rename", "hide", "show", "delete", "new"])
    if sort == "new" or not pks:
        with transaction.atomic():
            pks.append(MemberFactory.create(name=f"New {chance.random()}").pk)
        return
    member = Member.objects.get(pk=pks.pop() if sort == "delete" else chance.choice(pks))
    if sort == "delete":
        member.delete()
    elif sort == "rename":
        member.name = f"Renamed {chance.random()}"
        member.save()
    else:
        member.profile_visibility = Visibility.NOBODY if sort == "hide" else Visibility.PUBLIC
        member.save()


def new_person(name: str) -> int:
    return MemberFactory.create(name=name, user=UserFactory.create()).pk


def rename(pk: int, name: str) -> float:
    """How long the save took."""
    started = time.monotonic()
    member = Member.objects.get(pk=pk)
    member.name = name
    member.save()
    return time.monotonic() - started


def rename_and_roll_back(pk: int, name: str) -> None:
    with transaction.atomic():
        rename(pk, name)
        MemberFactory.create(name=name)
        transaction.set_rollback(True)


def hide(pk: int) -> float:
    member = Member.objects.get(pk=pk)
    started = time.monotonic()
    assert member.user
    change_visibility(member, {"profile": Visibility.NOBODY}, acting_user=member.user)
    return time.monotonic() - started


def search(text: str) -> dict[str, Any]:
    started = time.monotonic()
    results = find(Query(Viewer(AnonymousUser()), ("member",), "en", text, count=("network",)))
    return {
        "seconds": time.monotonic() - started,
        "titles": [hit.title for hit in results.hits],
        "total": results.total,
        "reduced": results.reduced,
        "counted": sum(count.count for count in results.facets["network"]),
        "suggestion": results.suggestion,
    }


_searching: list[Callable[[], dict[str, Any]]] = []


def start_searching() -> None:
    """Search without a pause in a thread, for the steady people, of whom there is always the same number."""
    done, totals, failures, reduced = threading.Event(), list[int](), list[str](), list[bool]()

    def work() -> None:
        while not done.is_set():
            try:
                found = search("steady")
            except Exception as error:
                failures.append(repr(error))
            else:
                totals.append(found["total"])
                reduced.append(found["reduced"])
        connection.close()

    def stop() -> dict[str, Any]:
        done.set()
        thread.join()
        return {"asked": len(totals), "totals": sorted(set(totals)), "failures": failures, "reduced": sum(reduced)}

    thread = threading.Thread(target=work)
    thread.start()
    _searching.append(stop)


def stop_searching() -> dict[str, Any]:
    return _searching.pop()()


def waiting() -> int:
    """How many entries wait for the projector or the engine."""
    return (Entry.objects.pending() | Entry.objects.unsent()).count()


def sweep() -> None:
    tasks.sweep.run()


def drain() -> int:
    return project_pending()


def drifted() -> list[str]:
    """Where rows, cards and index disagree. Nothing is made up for before."""
    name = engine().index_in_use()
    assert name is not None
    return [*drift.outdated_cards(), *map(repr, drift.differences(name))]


def command(name: str, *arguments: str) -> None:
    call_command(name, *arguments)
