"""Engines that are interrupted at a chosen moment, and what changes meanwhile."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from network.models import Member
from search.drift import differences, outdated_cards
from search.engines import Engine
from search.models import Entry
from search.projector import project_pending
from tests.search.engines.asking import Catalogue

Deed = Callable[[], object]


def once_at(
    patch: pytest.MonkeyPatch, one: Engine, method: str, deed: Deed, *, after: bool = False, call: int = 1
) -> None:
    """Have `deed` done before or after the engine does something for the `call`-th time."""
    original, calls = getattr(one, method), 0

    def interrupted(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        is_now = calls == call
        if is_now and not after:
            deed()
        given = original(*args, **kwargs)
        if is_now and after:
            deed()
        return given

    patch.setattr(one, method, interrupted)


class AtOnce(Executor):
    """Does what it is given in the thread of the test, whose changes no other thread sees."""

    def __init__(self, _threads: int) -> None: ...

    def submit(self, deed: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        try:
            done.set_result(deed(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done


def renamed(member: Member, name: str) -> None:
    """A change, and the worker that hears of it."""
    member.name = name
    member.save()
    project_pending()


def drift(catalogue: Catalogue) -> list[object]:
    """Where rows, cards and index disagree once all is done that was marked."""
    project_pending()
    assert not Entry.objects.pending().exists()
    assert not Entry.objects.unsent().exists()
    name = catalogue.engine.index_in_use()
    assert name is not None
    return [*outdated_cards(), *differences(name)]
