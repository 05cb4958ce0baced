"""Building an index anew while the portal is in use, cut short and gone on with."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.models import Member
from search import rebuilding
from search.catalogue import mark_everything
from search.engines import SilentEngineError
from search.marks import mark
from search.models import Document, Entry, Index
from search.projector import project_pending
from search.rebuilding import RebuildError, ensure_index, rebuild
from search.tasks import sweep
from tests.network.factories import MemberFactory
from tests.search.cutting import AtOnce, drift, once_at, renamed
from tests.search.engines.asking import Catalogue
from tests.search.engines.conftest import note_in_use
from tests.search.indexed import catalogue, either, elasticsearch, elasticsearch_prefix

__all__ = ["catalogue", "either", "elasticsearch", "elasticsearch_prefix"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db: None) -> list[Member]:
    """Seven people, and the networks that every database begins with."""
    mark_everything()
    return [MemberFactory.create(name=f"Person {number}") for number in range(7)]


@pytest.fixture
def known(catalogue: Catalogue, people: list[Member]) -> list[Member]:
    """They as they have stood in the index for an hour."""
    project_pending()
    Entry.objects.update(projected=timezone.now() - timedelta(hours=1))
    return people


def in_use(catalogue: Catalogue) -> str:
    name = catalogue.engine.index_in_use()
    assert name is not None
    return name


def fail() -> None:
    raise SilentEngineError("the plug was pulled")


def building() -> Index:
    return Index.objects.get(state=Index.State.BUILDING)


@pytest.fixture
def cut_short(catalogue: Catalogue, known: list[Member], monkeypatch: pytest.MonkeyPatch) -> Index:
    """A building that stopped after three of the entries."""
    monkeypatch.setattr(rebuilding, "BATCH", 3)
    with monkeypatch.context() as patch:
        once_at(patch, catalogue.engine, "write", fail, call=2)
        with pytest.raises(SilentEngineError, match="the plug was pulled"):
            rebuild()
    return building()


def test_a_building_that_was_cut_short_goes_on_where_it_stood(
    catalogue: Catalogue, cut_short: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Entry.objects.filter(pk__lte=cut_short.position).count() == 3
    shown: list[tuple[int, int]] = []
    once_at(monkeypatch, catalogue.engine, "new_index", fail)

    built = rebuild(progress=lambda done, of: shown.append((done, of)))

    assert (built.name, built.resumed_at) == (cut_short.name, cut_short.position)
    assert shown[0] == (3, shown[0][1])
    assert built.documents == Document.objects.count() >= 7
    assert in_use(catalogue) == cut_short.name
    assert drift(catalogue) == []


def test_what_changed_before_a_building_went_on_is_in_it(
    catalogue: Catalogue, known: list[Member], cut_short: Index
) -> None:
    renamed(known[0], "Anna Berg")
    known[1].delete()
    project_pending()

    assert rebuild().name == cut_short.name

    assert catalogue.titles("Anna Berg") == ["Anna Berg"]
    assert drift(catalogue) == []


def test_a_building_that_was_cut_short_can_be_thrown_away(catalogue: Catalogue, cut_short: Index) -> None:
    built = rebuild(anew=True)

    assert built.name != cut_short.name
    assert built.resumed_at == 0
    assert not catalogue.engine.has_index(cut_short.name)
    assert drift(catalogue) == []


def test_a_builder_that_was_killed_is_waited_for_a_minute(cut_short: Index) -> None:
    Index.objects.filter(pk=cut_short.pk).update(touched=timezone.now() - timedelta(seconds=50))
    with pytest.raises(RebuildError, match="is being built already"):
        rebuild()

    Index.objects.filter(pk=cut_short.pk).update(touched=timezone.now() - timedelta(seconds=61))
    assert rebuild().name == cut_short.name


def test_nobody_builds_beside_a_builder_at_work(catalogue: Catalogue, known: list[Member]) -> None:
    refused: list[str] = []

    def second(done: int, of: int) -> None:
        with pytest.raises(RebuildError, match="is being built already") as error:
            rebuild(anew=True)
        refused.append(str(error.value))

    rebuild(progress=second)

    assert refused
    assert drift(catalogue) == []


def test_of_two_who_begin_at_once_one_is_refused_and_leaves_nothing(
    catalogue: Catalogue, known: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = catalogue.engine.new_index()
    second = catalogue.engine.new_index()
    monkeypatch.setattr(catalogue.engine, "new_index", lambda: second)
    now = timezone.now()
    once_at(
        monkeypatch,
        catalogue.engine,
        "new_index",
        lambda: Index.objects.create(name=first, started=now, touched=now),
        after=True,
    )

    with pytest.raises(RebuildError, match="is being built already"):
        rebuild()

    assert building().name == first
    assert catalogue.engine.has_index(first)
    assert not catalogue.engine.has_index(second)


def test_a_builder_whose_place_was_taken_leaves_the_index_to_the_other(
    catalogue: Catalogue, known: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = in_use(catalogue)

    def taken() -> None:
        Index.objects.filter(state=Index.State.BUILDING).update(touched=timezone.now() - timedelta(minutes=2))
        monkeypatch.undo()
        rebuild()

    once_at(monkeypatch, catalogue.engine, "versions", taken)
    with pytest.raises(RebuildError, match="Another one has gone on"):
        rebuild()

    assert Index.objects.get().name == in_use(catalogue) != before
    assert drift(catalogue) == []


@pytest.mark.parametrize("left", [0, 4])
def test_a_much_smaller_index_is_not_put_to_use(catalogue: Catalogue, known: list[Member], left: int) -> None:
    before, size = in_use(catalogue), catalogue.engine.size(in_use(catalogue))
    kept = [entry.pk for entry in Entry.objects.order_by("pk")[:left]]
    Entry.objects.exclude(pk__in=kept).delete()

    with pytest.raises(RebuildError, match=f"would hold {left} documents, the one in use holds {size}") as error:
        rebuild()

    assert "--may-be-smaller" in str(error.value)
    assert in_use(catalogue) == before
    assert catalogue.find().total == 7
    assert not Index.objects.filter(state=Index.State.BUILDING).exists(), "nothing is built for nothing"
    assert rebuild(may_be_smaller=True).documents == left


def test_an_index_that_lost_documents_while_it_was_built_is_not_put_to_use(
    catalogue: Catalogue, known: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, size = in_use(catalogue), catalogue.engine.size
    monkeypatch.setattr(catalogue.engine, "size", lambda name: size(name) if name == before else 3)

    with pytest.raises(RebuildError, match="would hold 3 documents"):
        rebuild()

    assert in_use(catalogue) == before
    assert not Index.objects.filter(state=Index.State.BUILDING).exists()


def test_a_smaller_catalogue_that_is_right_shrinks_a_little_at_a_time(
    catalogue: Catalogue, known: list[Member]
) -> None:
    known[0].delete()
    project_pending()

    rebuild()

    assert catalogue.find().total == 6


def test_the_index_before_is_kept_and_no_other(catalogue: Catalogue, known: list[Member]) -> None:
    names = [in_use(catalogue), *(rebuild().name for _time in range(3))]

    assert [catalogue.engine.has_index(name) for name in names] == [False, False, True, True]
    assert Index.objects.get().name == names[-1]


MOMENTS = [
    ("new_index", False),
    ("new_index", True),
    ("write", False),
    ("write", True),
    ("versions", False),
    ("versions", True),
    ("size", False),
    ("put_to_use", False),
    ("put_to_use", True),
]


@pytest.mark.parametrize(("method", "after"), MOMENTS)
def test_whatever_happens_while_an_index_is_built_is_found_afterwards(
    catalogue: Catalogue, people: list[Member], monkeypatch: pytest.MonkeyPatch, method: str, after: bool
) -> None:
    build_under_changes(catalogue, people, monkeypatch, method, after)


@pytest.mark.parametrize(("method", "after"), [("write", True), ("size", False), ("put_to_use", True)])
def test_so_it_is_on_a_server(
    elasticsearch: Catalogue, people: list[Member], monkeypatch: pytest.MonkeyPatch, method: str, after: bool
) -> None:
    build_under_changes(elasticsearch, people, monkeypatch, method, after)


def build_under_changes(
    catalogue: Catalogue, people: list[Member], monkeypatch: pytest.MonkeyPatch, method: str, after: bool
) -> None:
    """Renamed, gone, gone and heard of again, gone and come back, new: all at one moment of the building."""
    project_pending()
    gone, heard_of_again, back = (member.pk for member in people[1:4])

    def change() -> None:
        renamed(people[0], "Anna Berg")
        for member in people[1:4]:
            member.delete()
        project_pending()
        mark([f"member:{heard_of_again}"])
        project_pending()
        MemberFactory.create(pk=back, name="Boris Back")
        MemberFactory.create(name="Nina New")
        project_pending()

    # The size is asked for three times: before all, of the new index, and of the one in use once more.
    monkeypatch.setattr("search.rebuilding.ThreadPoolExecutor", AtOnce)
    once_at(monkeypatch, catalogue.engine, method, change, after=after, call=3 if method == "size" else 1)
    rebuild()

    assert drift(catalogue) == []
    assert set(catalogue.titles()) == {"Anna Berg", "Boris Back", "Nina New", "Person 4", "Person 5", "Person 6"}
    assert not Entry.objects.filter(key__in=[f"member:{gone}", f"member:{heard_of_again}"]).exists()


def test_a_builder_that_ended_between_the_exchange_and_its_note_costs_no_second_building(
    catalogue: Catalogue, known: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = in_use(catalogue)
    once_at(monkeypatch, catalogue.engine, "put_to_use", fail, after=True)
    with pytest.raises(SilentEngineError):
        rebuild()
    assert Index.objects.get(state=Index.State.IN_USE).name == before != in_use(catalogue)
    renamed(known[0], "Anna Berg")
    known[1].delete()
    assert catalogue.find("Anna Berg").total == 0, "nothing is written into an index that nobody knows of"

    once_at(monkeypatch, catalogue.engine, "new_index", fail)
    sweep()

    assert Index.objects.get().name == in_use(catalogue)
    assert catalogue.titles("Anna Berg") == ["Anna Berg"]
    assert drift(catalogue) == []


def test_an_index_in_step_is_left_alone(
    catalogue: Catalogue, known: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    once_at(monkeypatch, catalogue.engine, "new_index", fail)

    ensure_index()
    sweep()


def test_the_first_index_is_built_and_nothing_sent_twice(catalogue: Catalogue, people: list[Member]) -> None:
    Index.objects.all().delete()
    project_pending()
    Entry.objects.update(projected=timezone.now() - timedelta(hours=1))
    assert Entry.objects.unsent().count() == Entry.objects.count()

    ensure_index()

    assert not Entry.objects.unsent().exists()
    assert catalogue.find().total == 7
    assert drift(catalogue) == []


@pytest.mark.parametrize("reason", ["none", "foreign", "other shape", "forgotten"])
def test_an_index_out_of_step_is_replaced(
    catalogue: Catalogue, known: list[Member], monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    before, has_index = in_use(catalogue), catalogue.engine.has_index
    if reason == "none":
        catalogue.engine.put_to_use("20260101t000000000000-abcdefab")
    elif reason == "foreign":
        catalogue.engine.put_to_use(catalogue.engine.new_index())
    elif reason == "other shape":
        monkeypatch.setattr(catalogue.engine, "has_index", lambda name: name != before and has_index(name))
    else:
        Index.objects.all().delete()

    sweep()

    assert in_use(catalogue) != before
    assert Index.objects.get().name == in_use(catalogue)
    assert catalogue.find().total == 7
    assert drift(catalogue) == []


def test_a_database_restored_from_before_the_index_gets_an_index_of_its_own(
    either: Catalogue, people: list[Member]
) -> None:
    """The index knows later versions, of things that are no more and of faces that nobody has now."""
    project_pending()
    newest = in_use(either)
    for number, member in enumerate(people):
        member.organisation, member.organisation_visibility = f"House {number}", "members"
        member.save()
    extra = MemberFactory.create(name="Later Person")
    project_pending()
    later = {entry.key: entry.card_version for entry in Entry.objects.all()}
    # The restoration: rows, cards and versions as they were.
    extra.delete()
    for member in people:
        member.organisation = ""
        member.save()
    project_pending()
    Entry.objects.filter(card_hash="").delete()
    for entry in Entry.objects.filter(key__in=later):
        Entry.objects.filter(pk=entry.pk).update(version=1000, card_version=1000)
    note_in_use("20260101t000000000000-abcdefab")

    sweep()

    assert in_use(either) != newest
    assert either.find().total == 7
    assert drift(either) == []
