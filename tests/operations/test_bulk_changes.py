"""Changes to many rows at once are told to whoever listens, and to nobody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models, transaction
from pytest_django import DjangoAssertNumQueries

from portal.operations.bulk_changes import ReportingQuerySet, rows_changed

pytestmark = pytest.mark.django_db

Told = list[tuple[set[int], bool, list[str]]]


@pytest.fixture
def told() -> Iterator[Told]:
    """What is told of groups: which, whether it is told again, and what they are called then."""
    heard: Told = []

    def listen(pks: set[int], again: bool, **_: Any) -> None:
        assert connection.in_atomic_block
        heard.append((set(pks), again, sorted(Group.objects.filter(pk__in=pks).values_list("name", flat=True))))

    rows_changed.connect(listen, sender=Group)
    yield heard
    rows_changed.disconnect(listen, sender=Group)


@pytest.fixture
def groups() -> list[Group]:
    Group.objects.all().delete()
    return Group.objects.bulk_create([Group(name="a"), Group(name="b"), Group(name="c")])


def rows() -> ReportingQuerySet[Group]:
    return ReportingQuerySet(Group)


def test_an_update_is_told_before_and_after(told: Told, groups: list[Group]) -> None:
    assert rows().filter(name__in="ab").order_by("name").update(name=models.functions.Upper("name")) == 2

    pks = {group.pk for group in groups[:2]}
    assert told == [(pks, True, ["a", "b"]), (pks, False, ["A", "B"])]


def test_an_update_that_meets_nothing_is_not_told(told: Told, groups: list[Group]) -> None:
    assert rows().filter(name="z").update(name="y") == 0
    assert told == []


def test_an_update_in_bulk_is_told(told: Told, groups: list[Group]) -> None:
    groups[0].name = "first"
    assert rows().bulk_update(groups[:1], ["name"]) == 1

    assert [names for _pks, _again, names in told] == [["a"], ["first"]]


def test_new_rows_are_told_once_they_are_there(told: Told, groups: list[Group]) -> None:
    [made] = rows().bulk_create(Group(name=name) for name in "d")

    assert told == [({made.pk}, False, ["d"])]


def test_of_rows_that_are_there_already_nothing_is_told(told: Told, groups: list[Group]) -> None:
    rows().bulk_create([Group(name="a"), Group(name="d"), Group(name="e")], ignore_conflicts=True)
    assert [names for _pks, _again, names in told] == [["d", "e"]]

    rows().bulk_create([Group(name="a")], ignore_conflicts=True)
    assert len(told) == 1


def test_the_first_rows_of_a_table_are_told(told: Told) -> None:
    Group.objects.all().delete()

    rows().bulk_create([Group(name="a")], ignore_conflicts=True)

    assert [names for _pks, _again, names in told] == [["a"]]


def test_a_new_row_that_turns_into_a_change_is_told(told: Told, groups: list[Group]) -> None:
    rows().bulk_create([Group(name="a")], update_conflicts=True, unique_fields=["name"], update_fields=["name"])

    assert told == [({groups[0].pk}, False, ["a"])]


def test_a_raw_deletion_is_told_before(told: Told, groups: list[Group]) -> None:
    assert rows().filter(name="a")._raw_delete("default") == 1

    assert told == [({groups[0].pk}, False, ["a"])]


def test_what_an_update_refuses_it_still_refuses(told: Told, groups: list[Group]) -> None:
    with pytest.raises(TypeError):
        rows().all()[:1].update(name="z")
    with pytest.raises(FieldDoesNotExist):
        rows().update(nothing="z")  # type: ignore[misc]  # what is refused


def test_an_update_that_fails_changes_nothing(told: Told, groups: list[Group]) -> None:
    def refuse(again: bool, **_: Any) -> None:
        if not again:
            raise RuntimeError

    rows_changed.connect(refuse, sender=Group)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            rows().filter(name="a").update(name="z")
    finally:
        rows_changed.disconnect(refuse, sender=Group)

    assert not Group.objects.filter(name="z").exists()


def test_where_nobody_listens_nothing_is_asked(
    groups: list[Group], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assert not rows_changed.has_listeners(Group)

    with django_assert_num_queries(1):
        rows().filter(name="a").update(name="A")
    with django_assert_num_queries(1):
        rows().filter(name="A")._raw_delete("default")
