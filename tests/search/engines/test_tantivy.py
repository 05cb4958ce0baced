"""The embedded engine: its files, how it reads and orders, and when things go wrong."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from search.asking import ask
from search.engines import SilentEngineError
from search.engines.documents import Change
from search.engines.tantivy import TantivyEngine, folder
from search.engines.tantivy.failures import _told
from search.models import Entry
from search.queries import Query, Sort
from tests.network.factories import MemberFactory
from tests.search.engines.asking import EVERYBODY, VISITOR, Catalogue, in_use, made_up

pytestmark = pytest.mark.embedded


@pytest.mark.parametrize(("text", "sort"), [("", Sort.NEWEST), ("person", Sort.RELEVANCE), ("person", Sort.NAME)])
def test_of_very_many_the_first_ten_thousand_can_be_paged_through(engine: TantivyEngine, text: str, sort: Sort) -> None:
    """Also where all are as good as each other and of one day, so that nothing but the key orders them."""
    engine.write([made_up(number) for number in range(10_050)])

    def page(number: int) -> list[str]:
        found = engine.find(Query(VISITOR, ("member",), "en", text, sort=sort, page=number, page_size=100))
        assert found.total == 10_050
        return found.keys

    pages = [page(number) for number in (1, 2, 50, 99, 100)]
    assert [len(keys) for keys in pages] == [100] * 5
    assert len({key for keys in pages for key in keys}) == 500
    assert page(101) == page(1000) == []


def test_what_nearly_says_all_comes_before_what_has_some_of_it_in_its_name(embedded: Catalogue) -> None:
    for name in ("Ivan", "Ivan Holm", "Ivan Petrov Konstantinov-Stoyanov"):
        MemberFactory.create(name=name)
    embedded.bring_up_to_date()

    assert embedded.titles("ivan pertov", nearly=True)[0] == "Ivan Petrov Konstantinov-Stoyanov"


def test_many_edits_leave_few_segments(embedded: Catalogue, engine: TantivyEngine) -> None:
    change = embedded.change(MemberFactory.create())
    for number in range(100):
        engine.write([Change(change.key, change.version + number, change.documents)])

    assert engine._reader.searcher().num_segments < 20
    assert engine.size(in_use(engine)) == 1
    assert len(list(folder.path_of(in_use(engine)).iterdir())) < 150


def test_what_was_read_is_kept_until_something_changes(embedded: Catalogue, engine: TantivyEngine) -> None:
    MemberFactory.create()
    embedded.bring_up_to_date()
    before = engine._reader.searcher()

    assert engine._reader.searcher() is before
    engine.write([Change("member:0", 1)])
    assert engine._reader.searcher() is not before


def put_in_place_of(path: Path, content: bytes) -> None:
    """As a new file: who has the old one in memory and finds it cut short is killed by the system."""
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


def spoil_everything(where: Path) -> None:
    for path in list(where.iterdir()):
        if path.name != "shape":
            put_in_place_of(path, b"\0" * 20)


def spoil_segments(where: Path) -> None:
    for path in list(where.iterdir()):
        if path.suffix in {".term", ".idx", ".fast", ".store"}:
            put_in_place_of(path, path.read_bytes()[: path.stat().st_size // 2])


def remove_segments(where: Path) -> None:
    for path in where.iterdir():
        if path.suffix in {".term", ".idx", ".fast", ".store"}:
            path.unlink()


def write_nonsense(where: Path) -> None:
    (where / "meta.json").write_text("{")


@pytest.mark.parametrize("spoil", [spoil_everything, spoil_segments, remove_segments, write_nonsense])
def test_a_spoilt_index_is_silence_and_no_failure(
    embedded: Catalogue, settings: Settings, tmp_path: Path, spoil: Any
) -> None:
    member = MemberFactory.create(name="Anna Berg")
    change = embedded.change(member)
    name = in_use(TantivyEngine())
    spoil(folder.path_of(name))
    engine = TantivyEngine()

    for ask_it in (
        lambda: engine.find(EVERYBODY),
        lambda: engine.count(EVERYBODY),
        lambda: engine.size(name),
        lambda: list(engine.versions(name)),
        lambda: engine.write([change]),
    ):
        with pytest.raises(SilentEngineError):
            ask_it()
    fresh = engine.new_index()
    engine.write([change], index=fresh)
    engine.put_to_use(fresh)
    assert engine.find(EVERYBODY).total == 1


@pytest.mark.parametrize("file", ["current", "shape", "meta.json"])
def test_an_index_of_which_the_essential_is_missing_is_none(
    embedded: Catalogue, engine: TantivyEngine, settings: Settings, file: str
) -> None:
    name = in_use(engine)
    where = folder.root() if file == "current" else folder.path_of(name)
    (where / file).unlink()

    assert engine.index_in_use() is None
    with pytest.raises(SilentEngineError):
        engine.find(EVERYBODY)


def test_an_index_of_another_version_of_the_portal_is_not_read(engine: TantivyEngine) -> None:
    name = in_use(engine)
    (folder.path_of(name) / "shape").write_text("another")

    assert not engine.has_index(name)
    assert engine.index_in_use() is None
    with pytest.raises(SilentEngineError, match="this version of the portal"):
        engine.find(EVERYBODY)


def test_a_change_is_saved_and_found_in_the_tables_while_the_index_is_lost(
    embedded: Catalogue, settings: Settings
) -> None:
    (folder.root() / "current").unlink()
    MemberFactory.create(name="Anna Berg")

    embedded.bring_up_to_date()

    answer = ask(Query(VISITOR, ("member",), "en", "anna"))
    assert (answer.reduced, answer.found.total) == (True, 1)
    assert Entry.objects.unsent().exists()


def test_a_folder_that_cannot_be_written_to_is_complained_of(settings: Settings, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    settings.DATA_DIR = blocked
    engine = TantivyEngine()

    assert str(blocked) in engine.complaint()
    with engine.turn() as ours:
        assert not ours
    with pytest.raises(SilentEngineError):
        engine.new_index()


def test_a_failure_is_logged_once(embedded: Catalogue, engine: TantivyEngine, caplog: pytest.LogCaptureFixture) -> None:
    _told.clear()
    write_nonsense(folder.path_of(in_use(engine)))
    for _time in range(3):
        with pytest.raises(SilentEngineError):
            TantivyEngine().find(EVERYBODY)

    assert len([record for record in caplog.records if "out of order" in record.message]) == 1


def test_asking_makes_no_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "fresh"

    assert TantivyEngine().index_in_use() is None
    assert not settings.DATA_DIR.exists()
