"""Where rows, cards and index disagree: found, told apart from what is on its way, and mended."""

from dataclasses import replace
from time import time_ns

import pytest
from django.db.models import F, QuerySet

from network.models import Member, Membership
from network.states import MembershipState
from search import registry
from search.cards import Card
from search.catalogue import mark_everything
from search.drift import Difference, differences, lasting_differences, outdated_cards, repair_cards, repair_index
from search.engines.documents import Change, IndexDocument
from search.models import Document, Entry
from search.projector import cards_of, project_pending
from tests.network.factories import MemberFactory
from tests.search.cutting import drift as all_drift
from tests.search.cutting import once_at, renamed
from tests.search.engines.asking import Catalogue
from tests.search.indexed import catalogue, either, elasticsearch, elasticsearch_prefix

__all__ = ["catalogue", "either", "elasticsearch", "elasticsearch_prefix"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(db: None) -> Member:
    mark_everything()
    return MemberFactory.create(name="Anna Berg")


@pytest.fixture
def known(catalogue: Catalogue, anna: Member) -> Member:
    project_pending()
    return anna


def key(member: Member) -> str:
    return f"member:{member.pk}"


def in_use(catalogue: Catalogue) -> str:
    name = catalogue.engine.index_in_use()
    assert name is not None
    return name


def lose(catalogue: Catalogue, *keys: str) -> None:
    """Have the index forget these things, though it should know them."""
    versions = dict(Entry.objects.filter(key__in=keys).values_list("key", "card_version"))
    catalogue.engine.write([Change(key, versions[key] + 1) for key in keys], wait=True)


def later(change: Change, microseconds: int) -> tuple[IndexDocument, ...]:
    return tuple(replace(document, version=document.version + microseconds) for document in change.documents)


def forget_to_mark(member: Member, name: str) -> None:
    """What a change looks like of which nobody was told."""
    QuerySet(Member).filter(pk=member.pk).update(name=name)


def test_without_a_change_nothing_differs(catalogue: Catalogue, known: Member) -> None:
    assert list(differences(in_use(catalogue))) == []
    assert list(outdated_cards()) == []


def test_a_change_that_was_never_marked_is_found_by_its_card(catalogue: Catalogue, known: Member) -> None:
    forget_to_mark(known, "Anna Holm")
    assert not Entry.objects.pending().exists()
    assert list(outdated_cards()) == [key(known)]
    assert list(differences(in_use(catalogue))) == [], "the index is in step with the card that stands"

    assert repair_cards([key(known)]) == 1

    assert all_drift(catalogue) == []
    assert catalogue.titles("holm") == ["Anna Holm"]


def test_a_new_thing_and_one_that_went_are_found_where_nobody_marked_them(catalogue: Catalogue, known: Member) -> None:
    other = MemberFactory.create(name="Boris Beck")
    Entry.objects.filter(key=key(other)).delete()
    QuerySet(Membership).filter(member=known).update(state=MembershipState.LEFT)
    Entry.objects.update(pending=False)
    assert set(outdated_cards()) == {key(known), key(other)}

    repair_cards(outdated_cards())

    assert all_drift(catalogue) == []
    assert catalogue.titles() == ["Boris Beck"]


def test_cards_of_kinds_that_nobody_registers_any_more_go(catalogue: Catalogue, known: Member) -> None:
    film = Entry.objects.create(key="film:1", kind="film", pending=False, card_hash="1", card_version=1)
    Document.objects.create(entry=film, kind="film", face="any", date=known.joined, content={})

    repair_cards(outdated_cards())

    assert all_drift(catalogue) == []
    assert not Document.objects.filter(kind="film").exists()


def test_what_was_marked_is_no_drift_but_work_to_be_done(known: Member) -> None:
    known.name = "Anna Holm"
    known.save()

    assert list(outdated_cards()) == []


def test_a_card_that_cannot_be_made_is_told_of_again_and_again(known: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(row: Member) -> Card:
        raise ValueError("no card today")

    monkeypatch.setitem(registry._registrations, "member", replace(registry.registration("member"), card=fail))
    for _time in range(2):
        assert list(outdated_cards()) == [key(known)]
        repair_cards([key(known)])
        project_pending()

    assert Document.objects.filter(entry__key=key(known)).exists(), "what stood there before still stands"


def test_a_change_while_cards_are_compared_is_no_drift(known: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = iter(["Anna Holm"])

    def make_and_change(kind: str, keys: list[str]) -> object:
        made = cards_of(kind, keys)
        if kind == "member" and (name := next(changes, "")):
            renamed(known, name)
            MemberFactory.create(name="New Person")
            project_pending()
        return made

    monkeypatch.setattr("search.drift.cards_of", make_and_change)

    assert list(outdated_cards()) == []


def test_a_change_while_an_index_is_compared_is_no_drift(
    catalogue: Catalogue, known: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index is read a moment earlier than the catalogue."""
    other, versions = MemberFactory.create(name="Other Person"), catalogue.engine.versions
    project_pending()
    lose(catalogue, "network:1")
    earlier = list(versions(in_use(catalogue)))
    renamed(known, "Anna Holm")
    other.delete()
    MemberFactory.create(name="New Person")
    project_pending()
    read = [earlier]
    monkeypatch.setattr(catalogue.engine, "versions", lambda name: iter(read.pop()) if read else versions(name))
    assert len(list(differences(in_use(catalogue)))) == 4
    read = [earlier]

    assert [each.key for each in lasting_differences(in_use(catalogue))] == ["network:1"]


def test_differences_are_told_by_document_and_mended(either: Catalogue, anna: Member) -> None:
    missing, stale, gone = MemberFactory.create(), MemberFactory.create(), MemberFactory.create()
    project_pending()
    lose(either, key(missing))
    was = either.change(gone)
    gone.delete()
    renamed(stale, "Renamed")
    either.engine.write([Change(was.key, was.version + 10**9, later(was, 10**9))], wait=True)
    Entry.objects.filter(key=key(stale)).update(card_version=F("card_version") + 1)

    found = list(differences(in_use(either)))

    assert {(each.key, each.wanted is None, each.found is None) for each in found} == {
        (key(missing), False, True),
        (key(stale), False, False),
        (was.key, True, False),
    }
    assert repair_index(in_use(either), found) == 3
    assert all_drift(either) == []
    assert either.find().total == 3


def test_an_index_that_is_ahead_of_a_restored_database_is_outranked(either: Catalogue, anna: Member) -> None:
    """Other faces stand there, in later versions, and a thing that the database never heard of."""
    project_pending()
    before = dict(Entry.objects.values_list("key", "card_version"))
    anna.organisation, anna.organisation_visibility = "Heron House", "members"
    renamed(anna, "Anna of Heron House")
    extra = MemberFactory.create(name="Later Person")
    project_pending()
    ahead = [either.change(anna), either.change(extra)]
    anna.organisation = ""
    renamed(anna, "Anna Berg")
    extra.delete()
    project_pending()
    either.engine.write([Change(one.key, one.version + 10**9, later(one, 10**9)) for one in ahead], wait=True)
    for its, version in before.items():
        Entry.objects.filter(key=its).update(version=version, card_version=version)
    assert either.find("heron").total == 1

    repair_index(in_use(either), list(differences(in_use(either))))

    assert all_drift(either) == []
    assert either.find("heron").total == either.find("later").total == 0
    anna.name = "Anna Holm"
    anna.save()
    either.bring_up_to_date()
    assert either.titles("holm") == ["Anna Holm"], "and later changes arrive"


def test_what_comes_back_while_a_stray_is_removed_stays(
    catalogue: Catalogue, known: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = known.pk
    stray = catalogue.change(known)
    known.delete()
    project_pending()
    ahead = time_ns() // 1000
    catalogue.engine.write([Change(stray.key, ahead, later(stray, ahead - stray.version))], wait=True)
    found = list(differences(in_use(catalogue)))
    assert found == [Difference(f"{stray.key}|any", None, ahead)]

    def come_back() -> None:
        MemberFactory.create(pk=pk, name="Anna Again")
        project_pending()

    once_at(monkeypatch, catalogue.engine, "write", come_back)
    repair_index(in_use(catalogue), found)

    assert all_drift(catalogue) == []
    assert catalogue.titles() == ["Anna Again"]
