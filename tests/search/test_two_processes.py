"""A change that is committed while another process projects the thing: two connections, real commits."""

from collections.abc import Iterable, Iterator
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from network.models import Member, Membership, Network
from network.states import MembershipState
from search import projector
from search.cards import card_key
from search.marks import mark
from search.models import Document, Entry
from search.projector import project, project_pending

pytestmark = pytest.mark.postgresql


@pytest.fixture
def member(committing: None) -> Iterator[Member]:
    """A member in a committed row, which other connections see too; gone again after the test."""
    member = Member.objects.create(name="Anna Berg", is_demo=True)
    Membership.objects.create(member=member, network=Network.objects.get(code="EU"), state=MembershipState.ACTIVE)
    project_pending()
    yield member
    member.delete()
    project_pending()


def test_a_change_during_the_projection_is_pending_after_it(member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    key, cards_made, name_changed = card_key("member", member.pk), Event(), Event()
    make_cards = projector.cards_of

    def make_cards_slowly(kind: str, keys: Iterable[str]) -> object:
        made = make_cards(kind, keys)
        cards_made.set()
        name_changed.wait(10)
        return made

    def change() -> None:
        cards_made.wait(10)
        Member.objects.filter(pk=member.pk).update(name="Anna Bergmann")
        name_changed.set()
        mark([key])  # waits here until the projection is committed
        connection.close()

    monkeypatch.setattr(projector, "cards_of", make_cards_slowly)
    monkeypatch.setattr("search.marks.wake", lambda task: None)
    other_process = Thread(target=change)
    other_process.start()
    project([key])
    other_process.join(10)

    assert Entry.objects.get(key=key).pending
    project_pending()
    assert not Entry.objects.get(key=key).pending
    assert {document.content["title"] for document in Document.objects.filter(entry__key=key)} == {"Anna Bergmann"}


def test_the_projector_waits_for_nobody_who_marks(member: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody marks two things in the other order: whoever waits for the other would wait forever."""
    keys = [card_key("member", member.pk), card_key("member", 0)]
    second_marked, first_projected, failures = Event(), Event(), list[Exception]()
    make_cards = projector.cards_of

    def make_cards_and_tell(kind: str, keys: Iterable[str]) -> object:
        first_projected.set()
        return make_cards(kind, keys)

    def save_both() -> None:
        try:
            with transaction.atomic():
                mark(keys[1:])
                second_marked.set()
                first_projected.wait(10)
                mark(keys[:1])  # waits here until the projection is committed
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    monkeypatch.setattr(projector, "cards_of", make_cards_and_tell)
    monkeypatch.setattr("search.marks.wake", lambda task: None)
    mark(keys)
    somebody = Thread(target=save_both)
    somebody.start()
    assert second_marked.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '5s'")
    try:
        project_pending()
    finally:
        first_projected.set()
        somebody.join(10)

    assert failures == []
    assert set(Entry.objects.pending().values_list("key", flat=True)) == set(keys)
    project_pending()
    assert not Entry.objects.pending().exists()
