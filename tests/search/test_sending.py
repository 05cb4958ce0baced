"""From the catalogue's tables to the engine: what it does not take stays to be sent."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.models import Member
from search import sending
from search.engines import SilentEngineError
from search.engines.documents import Change
from search.models import Document, Entry, Index
from search.projector import project, project_at_once, project_pending
from search.sending import send_pending
from tests.network.factories import MemberFactory
from tests.search.cutting import drift, once_at
from tests.search.engines.asking import Catalogue
from tests.search.engines.conftest import note_in_use
from tests.search.indexed import catalogue

__all__ = ["catalogue"]

pytestmark = pytest.mark.django_db


def fail() -> None:
    raise SilentEngineError("nobody at home")


def key(member: Member) -> str:
    return f"member:{member.pk}"


def unsent() -> set[str]:
    return set(Entry.objects.unsent().values_list("key", flat=True))


@pytest.fixture
def anna(catalogue: Catalogue) -> Member:
    anna = MemberFactory.create(name="Anna Berg")
    project_pending()
    assert unsent() == set()
    return anna


@pytest.mark.parametrize("method", ["index_in_use", "write"])
def test_a_silent_engine_loses_nothing_and_harms_no_save(
    catalogue: Catalogue, anna: Member, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(catalogue.engine, method, lambda *_, **__: fail())
        anna.name = "Anna Holm"
        anna.save()
        project_at_once([key(anna)])
        assert project_pending() == 0
        assert Document.objects.get().content["title"] == "Anna Holm"
    assert unsent() == {key(anna)}
    assert catalogue.titles() == ["Anna Holm"], "the index still has her, under her old name"
    assert catalogue.find("holm").total == 0

    project_pending()

    assert unsent() == set()
    assert catalogue.find("holm").total == 1


def test_a_later_batch_that_fails_leaves_the_earlier_ones_sent(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [MemberFactory.create() for _number in range(5)]
    project(map(key, people))
    monkeypatch.setattr(sending, "BATCH", 2)
    with monkeypatch.context() as patch:
        once_at(patch, catalogue.engine, "write", fail, call=3)
        assert send_pending() == 4
    assert unsent() == {key(people[4])}

    assert send_pending() == 1


def test_whoever_waits_finds_what_was_sent(catalogue: Catalogue, anna: Member) -> None:
    anna.name = "Anna Holm"
    anna.save()

    project_at_once([key(anna)])

    assert catalogue.titles("holm") == ["Anna Holm"]


def test_what_changes_while_it_is_sent_is_sent_again(
    catalogue: Catalogue, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename() -> None:
        anna.name = "Anna Stein"
        anna.save()
        project([key(anna)])

    anna.name = "Anna Holm"
    anna.save()
    project([key(anna)])
    once_at(monkeypatch, catalogue.engine, "write", rename, after=True)
    assert list(sending._send(Entry.objects.unsent(), wait=False)) == [0]
    assert unsent() == {key(anna)}

    send_pending()

    assert unsent() == set()
    assert catalogue.titles("stein") == ["Anna Stein"]


@pytest.mark.parametrize("comes_back", [False, True])
def test_what_goes_while_it_is_sent_does_not_stay(
    catalogue: Catalogue, anna: Member, monkeypatch: pytest.MonkeyPatch, comes_back: bool
) -> None:
    pk = anna.pk

    def go() -> None:
        anna.delete()
        project([f"member:{pk}"])
        if comes_back:
            MemberFactory.create(pk=pk, name="Anna Again")

    anna.name = "Anna Holm"
    anna.save()
    project([key(anna)])
    once_at(monkeypatch, catalogue.engine, "write", go, after=True)
    send_pending()
    project_pending()

    assert catalogue.titles() == (["Anna Again"] if comes_back else [])
    assert Entry.objects.filter(key=f"member:{pk}").exists() == comes_back


@pytest.mark.parametrize("gone", [False, True])
def test_what_went_into_an_index_that_is_exchanged_meanwhile_is_sent_again(
    catalogue: Catalogue, anna: Member, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    """The sender wrote into the old index and comes to note it when the new one is in use."""
    her = key(anna)

    def exchange() -> None:
        fresh = catalogue.engine.new_index()
        catalogue.engine.put_to_use(fresh)
        note_in_use(fresh)

    if gone:
        anna.delete()
    else:
        anna.name = "Anna Holm"
        anna.save()
    project([her])
    once_at(monkeypatch, catalogue.engine, "write", exchange, after=True)
    assert list(sending._send(Entry.objects.unsent(), wait=False)) == [0]
    assert unsent() == {her}

    send_pending()

    assert unsent() == set()
    assert catalogue.find("holm").total == (0 if gone else 1)


def test_nothing_is_sent_into_an_index_that_belongs_to_nobody(catalogue: Catalogue, anna: Member) -> None:
    Index.objects.all().delete()
    anna.name = "Anna Holm"
    anna.save()

    project_pending()

    assert unsent() == {key(anna)}
    assert catalogue.find("holm").total == 0


def test_what_is_gone_is_remembered_while_an_index_is_built(catalogue: Catalogue, anna: Member) -> None:
    now = timezone.now()
    Index.objects.create(name="another", started=now, touched=now)
    her = key(anna)
    anna.delete()
    for _time in range(2):
        project_pending()
        project([her])
    assert Entry.objects.get().card_hash == ""

    Index.objects.filter(name="another").delete()
    Entry.objects.update(unsent=True)
    send_pending()

    assert not Entry.objects.exists()


@pytest.fixture
def somebody_writes(catalogue: Catalogue) -> Callable[[], threading.Event]:
    """Has another thread take the turn; gives what ends it."""

    def start() -> threading.Event:
        taken, done = threading.Event(), threading.Event()

        def hold() -> None:
            with catalogue.engine.turn() as is_ours:
                assert is_ours
                taken.set()
                done.wait(20)

        threading.Thread(target=hold, daemon=True).start()
        assert taken.wait(20)
        return done

    return start


def test_whoever_is_in_no_hurry_leaves_it_to_the_one_who_writes(
    anna: Member, somebody_writes: Callable[[], threading.Event]
) -> None:
    done = somebody_writes()
    anna.name = "Anna Holm"
    anna.save()
    project_pending()
    assert unsent() == {key(anna)}

    done.set()


def test_whoever_hides_waits_a_moment_for_her_turn(
    catalogue: Catalogue, anna: Member, somebody_writes: Callable[[], threading.Event]
) -> None:
    done = somebody_writes()
    anna.name = "Anna Holm"
    anna.save()
    threading.Timer(0.3, done.set).start()

    project_at_once([key(anna)])

    assert unsent() == set()
    assert catalogue.titles("holm") == ["Anna Holm"]


def test_whoever_left_while_one_thing_was_sent_is_made_up_for(
    catalogue: Catalogue, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody hides, and holds the turn; another one's change finds it taken and trusts in a second look."""
    other = MemberFactory.create(name="Other Person")

    def leave() -> None:
        project([key(other)])
        assert send_pending() == 0

    anna.name = "Anna Holm"
    anna.save()
    once_at(monkeypatch, catalogue.engine, "write", leave)

    project_at_once([key(anna)])

    assert unsent() == set()
    assert drift_of_members(catalogue) == []


def drift_of_members(catalogue: Catalogue) -> list[object]:
    return [each for each in drift(catalogue) if "member" in str(each)]


def test_a_thousand_entries_are_sent_with_four_queries(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look whether there is anything, and at the index, come once for all."""
    monkeypatch.setattr(sending, "BATCH", 10)
    project(key(MemberFactory.create()) for _number in range(50))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert send_pending() == 50

    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 5 * 4 + 4, asked


def test_writing_takes_what_is_in_the_tables_and_nothing_older(
    catalogue: Catalogue, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch is read anew each time it is tried."""
    written: list[Change] = []
    original = catalogue.engine.write

    def write(changes: list[Change], **options: Any) -> None:
        written.extend(changes)
        if len(written) == 1:
            fail()
        original(changes, **options)

    monkeypatch.setattr(catalogue.engine, "write", write)
    anna.name = "Anna Holm"
    anna.save()
    project_pending()
    anna.name = "Anna Stein"
    anna.save()
    project_pending()

    assert [[*change.documents[0].names] for change in written] == [["anna holm"], ["anna stein"]]
