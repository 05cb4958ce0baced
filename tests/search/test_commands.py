"""What somebody at a terminal is told by the commands of the search."""

from dataclasses import replace
from io import StringIO
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from pytest_django import Settings

from network.models import Member, Network
from search import registry
from search.catalogue import mark_everything
from search.engines import SilentEngineError
from search.engines.documents import Change
from search.models import Document, Entry, Index
from search.projector import project_pending
from tests.network.factories import MemberFactory
from tests.search.engines.asking import Catalogue
from tests.search.indexed import catalogue

__all__ = ["catalogue"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(catalogue: Catalogue) -> Member:
    mark_everything()
    anna = MemberFactory.create(name="Anna Berg")
    project_pending()
    return anna


def said(command: str, *arguments: str) -> str:
    """What the command writes, if it ends with 0."""
    written = StringIO()
    call_command(command, *arguments, stdout=written)
    return written.getvalue()


def said_and_failed(command: str, *arguments: str) -> str:
    """What the command writes, if it ends with 1."""
    written = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command(command, *arguments, stdout=written)
    assert end.value.code == 1
    return written.getvalue()


def rename_without_a_word(member: Member) -> None:
    QuerySet(Member).filter(pk=member.pk).update(name="Anna Holm")


def silence(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    for method in ("index_in_use", "versions", "write", "size", "new_index"):
        monkeypatch.setattr(catalogue.engine, method, Mock(side_effect=SilentEngineError("nobody at home")))


def no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    fails = replace(registry.registration("member"), card=Mock(side_effect=ValueError("no card today")))
    monkeypatch.setitem(registry._registrations, "member", fails)


def test_where_all_agree_the_check_says_so(anna: Member) -> None:
    assert said("check_index") == said("check_index", "--repair") == "All agree.\n"


def test_a_forgotten_mark_is_told_and_left_as_it_is(catalogue: Catalogue, anna: Member) -> None:
    rename_without_a_word(anna)

    for _time in range(2):
        assert said_and_failed("check_index") == (
            f"1 things have no card in the catalogue or not the one of their row: member:{anna.pk}.\n"
        )
    assert said("check_index", "--quick") == "All agree.\n", "the quick check makes no cards"
    assert catalogue.titles() == ["Anna Berg"]


def test_a_forgotten_mark_is_mended(catalogue: Catalogue, anna: Member) -> None:
    rename_without_a_word(anna)

    assert said("check_index", "--repair").splitlines()[1:] == ["Looking again …", "All agree."]
    assert catalogue.titles() == ["Anna Holm"]
    assert said("check_index") == "All agree.\n"


def test_an_index_out_of_step_is_told_and_mended(catalogue: Catalogue, anna: Member) -> None:
    entry = Entry.objects.get(kind="member")
    catalogue.engine.write([Change(entry.key, entry.card_version + 1)], wait=True)
    sentence = f"1 documents of the index are not those of the catalogue: {entry.key}|any."

    for look in ((), ("--quick",)):
        assert said_and_failed("check_index", *look) == f"{sentence}\n"
    assert said("check_index", "--quick", "--repair").splitlines() == [sentence, "Looking again …", "All agree."]
    assert catalogue.titles() == ["Anna Berg"]


def test_of_many_only_some_are_named(anna: Member) -> None:
    MemberFactory.create_batch(30)
    project_pending()
    QuerySet(Member).update(city="Graz")

    told = said_and_failed("check_index")

    assert told.startswith("31 things")
    assert told.endswith(" and 11 more.\n")
    assert told.count("member:") == 20


def test_a_card_that_cannot_be_made_is_told_and_keeps_the_check_from_ending_well(
    anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_card(monkeypatch)

    for _time in range(2):
        assert said_and_failed("check_index", "--repair").count(f"member:{anna.pk}") == 2
    assert f"member:{anna.pk}" in said_and_failed("check_index")
    monkeypatch.undo()
    assert said("check_index") == "All agree.\n"


@pytest.mark.parametrize("arguments", [[], ["--repair"], ["--quick"]])
def test_a_check_of_a_silent_engine_says_that_it_is_silent(
    catalogue: Catalogue, anna: Member, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    silence(catalogue, monkeypatch)

    with pytest.raises(CommandError, match=r"^The search engine cannot be asked: nobody at home$"):
        said("check_index", *arguments)


def test_without_an_index_the_check_names_the_command_that_builds_one(anna: Member) -> None:
    Index.objects.all().delete()

    with pytest.raises(CommandError, match="no index of this catalogue; run rebuild_index"):
        said("check_index")

    said("rebuild_index")
    assert said("check_index") == "All agree.\n"


def test_an_engine_without_an_index_is_checked_by_its_cards_alone(anna: Member, settings: Settings) -> None:
    settings.SEARCH_ENGINE = "search.engines.table.TableEngine"
    assert said("check_index") == "All agree.\n"
    rename_without_a_word(anna)
    assert "1 things" in said_and_failed("check_index")
    with pytest.raises(CommandError, match="keeps no index, so there is nothing to build"):
        said("rebuild_index")


def test_building_says_what_came_of_it(catalogue: Catalogue, anna: Member) -> None:
    told = said("rebuild_index")

    assert (
        told
        == f"The index {catalogue.engine.index_in_use()} is in use and holds {Document.objects.count()} documents.\n"
    )


def test_building_goes_on_and_says_so(catalogue: Catalogue, anna: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(catalogue.engine, "versions", Mock(side_effect=SilentEngineError("nobody at home")))
        with pytest.raises(CommandError, match=r"^nobody at home$"):
            said("rebuild_index")

    assert said("rebuild_index").startswith("Went on where the last building had stopped.\nThe index ")


def test_a_refusal_is_one_sentence_with_the_way_out(anna: Member) -> None:
    Entry.objects.all().delete()

    with pytest.raises(CommandError, match=r"allow it with --may-be-smaller; if not, run rebuild_catalogue\.$"):
        said("rebuild_index")

    assert "holds 0 documents" in said("rebuild_index", "--may-be-smaller", "--anew")


def test_building_with_a_silent_engine_says_so(
    catalogue: Catalogue, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    silence(catalogue, monkeypatch)

    with pytest.raises(CommandError, match=r"^nobody at home$"):
        said("rebuild_index")


def test_the_catalogue_is_made_anew(catalogue: Catalogue, anna: Member) -> None:
    Entry.objects.all().delete()
    assert catalogue.find().total == 1

    told = said("rebuild_catalogue")

    number = 1 + Network.objects.count()
    assert told == f"{number} things looked at, {number} have a card.\n"
    assert said("check_index") == "All agree.\n"


def test_some_kinds_alone_are_made_anew(catalogue: Catalogue, anna: Member) -> None:
    rename_without_a_word(anna)
    Entry.objects.filter(kind="network").delete()

    assert said("rebuild_catalogue", "member") == "1 things looked at, 1 have a card.\n"

    assert catalogue.titles() == ["Anna Holm"]
    assert not Entry.objects.filter(kind="network").exists()


def test_a_kind_that_nobody_knows_is_refused_with_those_there_are(anna: Member) -> None:
    with pytest.raises(CommandError, match=r"^There is no kind film\. There are: .*member.*\.$"):
        said("rebuild_catalogue", "film", "member")

    assert not Entry.objects.pending().exists()


def test_cards_that_cannot_be_made_or_sent_are_told(
    catalogue: Catalogue, anna: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Network.objects.order_by("pk")[0]
    silence(catalogue, monkeypatch)
    QuerySet(Network).filter(pk=other.pk).update(code="XX")
    assert "1 wait for the search engine; the background worker sends them." in said("rebuild_catalogue", "network")

    no_card(monkeypatch)
    with pytest.raises(CommandError, match=r"^1 cards could not be made; the log says which and why"):
        said("rebuild_catalogue", "member")
