"""The embedded engine among several processes: one writes at a time, all see what was written."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from pytest_django import Settings

from search import sending
from search.engines import SilentEngineError
from search.engines.documents import Change
from search.engines.tantivy import TantivyEngine
from search.models import Entry
from tests.network.factories import MemberFactory
from tests.search.engines.asking import EVERYBODY, Catalogue, in_use

pytestmark = pytest.mark.embedded

# What another process begins with: the same index, with nothing else of the portal running.
_OTHER = """
import sys
from pathlib import Path
import django
django.setup()
from django.conf import settings
settings.DATA_DIR = Path(sys.argv[1])
from search.engines.tantivy import TantivyEngine
from tests.search.engines.asking import EVERYBODY, made_up
engine = TantivyEngine()

def say(*what):
    print(*what, flush=True)
"""


@contextmanager
def another(body: str, where: Path) -> Iterator["Popen[str]"]:
    """Another process that does `body`."""
    command = [sys.executable, "-c", _OTHER + body, str(where)]
    root = Path(__file__).resolve().parents[3]
    with Popen(command, cwd=root, stdin=PIPE, stdout=PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: "Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def tell(process: "Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_one_process_at_a_time_has_the_turn(engine: TantivyEngine, settings: Settings) -> None:
    with engine.turn() as ours, engine.turn() as again:
        assert (ours, again) == (True, False)
    holding = "\nwith engine.turn() as ours:\n    say(ours)\n    input()\nsay('left')\ninput()\n"
    with another(holding, settings.DATA_DIR) as other:
        assert said(other) == "True"
        with engine.turn() as ours:
            assert not ours
        tell(other)
        assert said(other) == "left"
        with engine.turn() as ours:
            assert ours


def test_a_turn_ends_with_the_process_that_had_it(engine: TantivyEngine, settings: Settings) -> None:
    with another("\nwith engine.turn() as ours:\n    say(ours)\n    input()\n", settings.DATA_DIR) as other:
        assert said(other) == "True"
        other.kill()
        other.wait()
        with engine.turn() as ours:
            assert ours


def test_what_another_process_writes_is_seen_at_once(engine: TantivyEngine, settings: Settings) -> None:
    body = "\nfor number in range(3):\n    input()\n    engine.write([made_up(number)])\n    say(number)\n"
    with another(body, settings.DATA_DIR) as other:
        for number in range(3):
            assert engine.find(EVERYBODY).total == number
            tell(other)
            assert said(other) == str(number)
        assert engine.find(EVERYBODY).total == 3


def test_another_process_sees_what_is_written_and_put_to_use_here(
    embedded: Catalogue, engine: TantivyEngine, settings: Settings
) -> None:
    anna = MemberFactory.create(name="Anna Berg")
    body = """
while True:
    input()
    say(engine.find(EVERYBODY).total)
"""
    with another(body, settings.DATA_DIR) as other:

        def seen() -> str:
            tell(other)
            return said(other)

        assert seen() == "0"
        embedded.bring_up_to_date()
        assert seen() == "1"
        engine.put_to_use(engine.new_index())
        assert seen() == "0"
        engine.write([embedded.change(anna)])
        assert seen() == "1"


def test_a_process_that_is_killed_while_it_writes_leaves_an_index_that_works(
    embedded: Catalogue, engine: TantivyEngine, settings: Settings
) -> None:
    MemberFactory.create(name="Anna Berg")
    embedded.bring_up_to_date()
    endless = """
from itertools import count
input()
for start in count(1_000_000, 200):
    with engine.turn():
        engine.write([made_up(number) for number in range(start, start + 200)])
    say(start)
"""
    with (
        another(endless, settings.DATA_DIR) as first,
        another(endless.replace("1_000", "2_000"), settings.DATA_DIR) as second,
    ):
        for one, least in ((first, 401), (second, 801)):
            tell(one)
            assert said(one)
            assert said(one)
            one.kill()
            one.wait()
            written = engine.find(EVERYBODY).total
            assert written >= least
            assert len(list(engine.versions(in_use(engine)))) == engine.size(in_use(engine)) == written
            assert embedded.titles("anna berg") == ["Anna Berg"]
    with engine.turn() as ours:
        assert ours
        engine.write([Change("member:1000000", 1_900_000_000_000_000)])
    assert engine.find(EVERYBODY).total == written - 1


def test_two_who_write_at_once_do_not_break_it(engine: TantivyEngine, settings: Settings) -> None:
    """Without a turn, the library's own lock keeps the second one out."""
    body = """
from search.engines.tantivy import folder, writing
index = folder.open_index(engine.index_in_use())
with writing._writer(index, 1):
    say("writing")
    input()
"""
    with another(body, settings.DATA_DIR) as other:
        assert said(other) == "writing"
        with pytest.raises(SilentEngineError):
            engine.write([Change("member:1", 1)])


@pytest.mark.parametrize("members", [1, 2])
def test_who_has_no_turn_leaves_its_changes_to_the_one_who_has(
    embedded: Catalogue, engine: TantivyEngine, members: int
) -> None:
    MemberFactory.create_batch(members)
    with engine.turn():
        embedded.bring_up_to_date()
        assert embedded.find().total == 0
    assert Entry.objects.unsent().filter(kind="member").count() == members

    sending.send_pending()
    assert embedded.find().total == members
