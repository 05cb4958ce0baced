"""Who hides, or erases her account, is in no count once the call returns, and nowhere in the index."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks

from network.actions.profiles import change_visibility
from network.models import Member
from network.visibility import PROFILE_FIELDS, Visibility
from portal.accounts.personal_data.erasing import erase_account
from search.cards import card_key
from search.finding import Results, find
from search.models import Document, DocumentTerm, Entry
from search.page.kinds import kinds_of
from search.queries import Query
from tests.accounts.factories import UserFactory
from tests.network.brute_force import account_of
from tests.network.factories import MemberFactory
from tests.search.engines.asking import VISITOR, Catalogue

GROUPS = ("country", "speaks", "expertise", "network")
WORDS = ("zanzibara", "zanzibraa", "занзибара", "ytterby", "osprey", "исландия")


@pytest.fixture
def member(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Member:
    """Somebody whom everybody finds; no worker is there who could do what the call should."""
    member = MemberFactory.create(
        name="Zanzibara Quill",
        user=UserFactory.create(),
        city="Ytterby",
        texts={"en": ("I keep ospreys", "On a hill")},
        countries=["IS"],
        languages={"fo": "B1"},
        expertises=["housing"],
        networks=["EU"],
    )
    MemberFactory.create(name="Anna Berg", networks=["AT"])
    catalogue.bring_up_to_date()
    assert all(asked(text=word).total for word in WORDS if word != "zanzibraa")
    monkeypatch.setattr("search.marks.wake", lambda task: None)
    return member


@pytest.fixture
def committed(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Callable[..., None]:
    def commit(deed: Callable[..., object], *args: Any, **options: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            deed(*args, **options)

    return commit


def asked(**options: Any) -> Results:
    return find(Query(VISITOR, ("member",), "en", count=GROUPS, **options))


def assert_gone(catalogue: Catalogue) -> None:
    for word in WORDS:
        results = asked(text=word)
        assert (results.hits, results.total, results.suggestion) == ([], 0, ""), word
        assert not any(term.count for terms in results.facets.values() for term in terms), word
    everybody = asked()
    assert [hit.title for hit in everybody.hits] == ["Anna Berg"]
    assert everybody.total == 1
    assert {term.term for terms in everybody.facets.values() for term in terms} == {"AT"}
    assert find(Query(VISITOR, kinds_of(""), "en", facets={"kind": ("member",)})).total == 1


def ids_in_the_index(catalogue: Catalogue) -> set[str]:
    name = catalogue.engine.index_in_use() if catalogue.engine.keeps_an_index else None
    return {id_ for id_, _version in catalogue.engine.versions(name)} if name else set()


def test_whoever_hides_is_in_no_count_once_the_call_returns(
    catalogue: Catalogue, member: Member, committed: Callable[..., None]
) -> None:
    committed(change_visibility, member, {"profile": Visibility.NOBODY}, acting_user=account_of(member))

    assert_gone(catalogue)
    assert not any(id_.startswith(f"{card_key('member', member.pk)}|") for id_ in ids_in_the_index(catalogue))


def test_what_is_hidden_finds_and_counts_nobody_once_the_call_returns(
    catalogue: Catalogue, member: Member, committed: Callable[..., None]
) -> None:
    hidden = dict.fromkeys((field for field in PROFILE_FIELDS if field != "profile"), Visibility.MEMBERS)

    committed(change_visibility, member, hidden, acting_user=account_of(member))

    for word in ("ytterby", "yttebry", "osprey", "исландия", "faroese"):
        assert (asked(text=word).total, asked(text=word).suggestion) == (0, ""), word
    everybody = asked()
    assert everybody.total == 2
    assert {term.term for terms in everybody.facets.values() for term in terms} == {"AT"}
    assert asked(text="zanzibara").total == 1


def test_an_erased_account_leaves_nothing_in_the_tables_or_in_the_index(
    catalogue: Catalogue, member: Member, committed: Callable[..., None]
) -> None:
    user, key = account_of(member), card_key("member", member.pk)

    committed(erase_account, user, acting_user=user)

    assert_gone(catalogue)
    assert not Entry.objects.filter(key=key).exists()
    assert not any(id_.startswith(f"{key}|") for id_ in ids_in_the_index(catalogue))
    for model in (Document, DocumentTerm):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            assert "anzibara" not in repr(cursor.fetchall())
