"""What is written is there, what is late does no harm, and indexes are changed over in one step."""

import pytest

from network.models import Member
from search.engines import SilentEngineError
from search.engines.documents import Change
from search.models import Entry
from tests.network.factories import MemberFactory
from tests.search.engines.asking import Catalogue, Needs, in_use


@pytest.fixture(autouse=True)
def keeps_one(catalogue: Catalogue) -> None:
    catalogue.needs(Needs.INDEX)


@pytest.fixture
def anna(catalogue: Catalogue) -> Member:
    anna = MemberFactory.create(name="Anna Berg")
    catalogue.bring_up_to_date()
    return anna


def renamed(member: Member, name: str) -> None:
    member.name = name
    member.save()


def test_an_edit_is_seen_at_once(catalogue: Catalogue, anna: Member) -> None:
    for name in ("Anna Holm", "Anna Wald", "Anna Stein"):
        renamed(anna, name)
        catalogue.bring_up_to_date()
        assert catalogue.titles(name) == catalogue.titles() == [name]
    assert catalogue.titles("berg") == catalogue.titles("holm") == []


def test_what_is_deleted_is_gone_and_may_come_back(catalogue: Catalogue, anna: Member) -> None:
    pk = anna.pk
    anna.delete()
    catalogue.bring_up_to_date()
    assert catalogue.find().total == 0
    assert not Entry.objects.filter(kind="member").exists(), "once the engine knows, nothing has to be remembered"

    MemberFactory.create(pk=pk, name="Anna Again")
    catalogue.bring_up_to_date()
    assert catalogue.titles() == catalogue.titles("again") == ["Anna Again"]


def test_writing_the_same_again_changes_nothing(catalogue: Catalogue, anna: Member) -> None:
    change = catalogue.change(anna)
    before = list(catalogue.engine.versions(in_use(catalogue.engine)))

    for _time in range(3):
        catalogue.engine.write([change], wait=True)

    assert list(catalogue.engine.versions(in_use(catalogue.engine))) == before
    assert catalogue.titles() == ["Anna Berg"]
    assert catalogue.engine.size(in_use(catalogue.engine)) == len(before) == 1


def test_what_is_written_late_changes_nothing(catalogue: Catalogue, anna: Member) -> None:
    old = catalogue.change(anna)
    renamed(anna, "Anna Holm")
    catalogue.bring_up_to_date()

    catalogue.engine.write([old], wait=True)
    catalogue.engine.write([Change(old.key, old.version)], wait=True)

    assert catalogue.titles() == catalogue.titles("holm") == ["Anna Holm"]


def test_what_is_written_after_a_deletion_does_not_come_back_unless_it_is_newer(
    catalogue: Catalogue, anna: Member
) -> None:
    old = catalogue.change(anna)

    catalogue.engine.write([Change(old.key, old.version + 2)], wait=True)
    catalogue.engine.write([old], wait=True)
    assert catalogue.find().total == catalogue.engine.size(in_use(catalogue.engine)) == 0
    assert list(catalogue.engine.versions(in_use(catalogue.engine))) == []

    catalogue.engine.write([catalogue.change(anna, old.version + 3)], wait=True)
    assert catalogue.titles() == ["Anna Berg"]


def test_many_changes_are_written_at_once_and_in_any_order(catalogue: Catalogue) -> None:
    people = MemberFactory.create_batch(30)
    catalogue.bring_up_to_date()
    gone, kept = people[:10], people[10:]

    for member in gone:
        member.delete()
    for number, member in enumerate(kept):
        renamed(member, f"Kept {number}")
    catalogue.bring_up_to_date()

    assert set(catalogue.titles(page_size=50)) == {f"Kept {number}" for number in range(20)}
    assert catalogue.find("person").total == 0
    catalogue.engine.write([], wait=True)


def test_versions_come_in_the_order_of_code_points(catalogue: Catalogue) -> None:
    MemberFactory.create_batch(25)
    MemberFactory.create(organisation="Heron House", organisation_visibility="members")
    catalogue.bring_up_to_date()

    versions = list(catalogue.engine.versions(in_use(catalogue.engine)))

    entries = Entry.objects.filter(kind="member")
    expected = {
        f"{entry.key}|{document.face}": entry.card_version for entry in entries for document in entry.documents.all()
    }
    assert versions == sorted(expected.items())
    assert len(versions) == catalogue.engine.size(in_use(catalogue.engine)) == 28


def test_an_index_answers_once_it_is_put_to_use_and_not_before(catalogue: Catalogue, anna: Member) -> None:
    engine, before = catalogue.engine, in_use(catalogue.engine)
    change = catalogue.change(anna)
    fresh = engine.new_index()
    assert engine.has_index(fresh)
    assert fresh != before

    engine.write([Change("member:0", change.version, ())], index=fresh, wait=True)
    engine.write([change], index=fresh, wait=True)
    engine.write([Change(change.key, change.version - 1)], index=fresh, wait=True)
    assert list(engine.versions(fresh)) == list(engine.versions(before))
    renamed(anna, "Anna Holm")
    catalogue.bring_up_to_date()
    assert catalogue.titles("holm") == ["Anna Holm"]
    assert (engine.size(before), engine.size(fresh)) == (1, 1)

    engine.put_to_use(fresh)
    assert engine.index_in_use() == fresh
    assert catalogue.find("holm").total == 0
    assert catalogue.find("berg").total == 1
    assert engine.has_index(before), "the one before is kept"

    last = engine.new_index()
    engine.put_to_use(last)
    assert catalogue.find().total == 0
    assert [engine.has_index(name) for name in (before, fresh, last)] == [False, True, True]


def test_an_index_is_removed(catalogue: Catalogue) -> None:
    fresh = catalogue.engine.new_index()
    catalogue.engine.remove(fresh)
    catalogue.engine.remove(fresh)

    assert not catalogue.engine.has_index(fresh)
    for stranger in ("", "nothing", "../elsewhere", "*", "portal.20260101000000-abcdef"):
        assert not catalogue.engine.has_index(stranger)
        catalogue.engine.remove(stranger)
    assert catalogue.engine.has_index(in_use(catalogue.engine))


def test_without_an_index_the_engine_is_silent(catalogue: Catalogue) -> None:
    for ask in (
        lambda: catalogue.engine.size("portal.20260101000000-abcdef"),
        lambda: list(catalogue.engine.versions("portal.20260101000000-abcdef")),
        lambda: catalogue.engine.write([Change("member:1", 1)], index="portal.20260101000000-abcdef"),
    ):
        with pytest.raises(SilentEngineError):
            ask()


def test_an_engine_that_works_has_nothing_to_complain_of(catalogue: Catalogue) -> None:
    assert catalogue.engine.complaint() == ""
