"""Where each room says what it holds about an account, how it exports that and how it erases it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from django.db.models import Model

from portal.accounts.models import User
from portal.accounts.personal_data.purposes import Purpose

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Of plain values: texts, numbers, dates, and lists and mappings of them.
Record: TypeAlias = Mapping[str, Any]

Wording: TypeAlias = Callable[[Any], "StrOrPromise"]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that belongs to somebody: what to call it in her copy, and how to read it."""

    name: str
    open: Callable[[], IO[bytes]]


def _no_files(user: User) -> Iterable[StoredFile]:
    return ()


def _goes_with_its_owner(user: User) -> None:
    """The database deletes these rows together with the account's or the profile's."""


def _needs_no_more(user: User) -> None:
    """Whatever is done with these data asks for the consent each time."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What is held about an account for one purpose.

    `export` gives it as records of plain values, codes where there are any, since programs read them
    too; `labels` says what each of their keys means, and `wordings` how people read the values of a key. `erase`
    removes it within the transaction that erases the account; what deleting the account takes along
    by itself needs none. `withdrawn` is what withdrawing consent to a purpose that rests on it brings about,
    in the same transaction. `erasure` tells the person what becomes of it. `models` are the
    tables with a row for an account or a profile: no such table may be without a purpose.
    """

    purpose: Purpose
    models: tuple[type[Model], ...]
    labels: "Mapping[str, StrOrPromise]"
    export: Callable[[User], Sequence[Record]]
    erasure: "StrOrPromise"
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    erase: Callable[[User], None] = _goes_with_its_owner
    files: Callable[[User], Iterable[StoredFile]] = _no_files
    withdrawn: Callable[[User], None] = _needs_no_more


def labels_of(model: type[Model], columns: Iterable[str]) -> "dict[str, StrOrPromise]":
    """What the model itself calls these columns."""
    fields = {field.name: field for field in model._meta.fields + model._meta.many_to_many}
    return {column: fields[column].verbose_name for column in columns}


_registered: dict[str, PersonalData] = {}


def register_personal_data(data: PersonalData) -> None:
    """For a room's `ready()`."""
    _registered[data.purpose.key] = data


def registered() -> list[PersonalData]:
    """Everything that is held, in the order of the purposes: the account first, what builds on it later."""
    return sorted(_registered.values(), key=lambda data: data.purpose.order)


def erasures() -> dict[str, list[Purpose]]:
    """What becomes of the data when an account goes, and of which data: what meets the same end stands together."""
    found: dict[str, list[Purpose]] = {}
    for data in registered():
        found.setdefault(str(data.erasure), []).append(data.purpose)
    return found


def purposes() -> list[Purpose]:
    return [data.purpose for data in registered()]


def after_withdrawal(key: str, user: User) -> None:
    """Do what somebody may expect who withdraws her consent to a purpose."""
    if data := _registered.get(key):
        data.withdrawn(user)


def purpose_named(key: str) -> Purpose | None:
    data = _registered.get(key)
    return data.purpose if data else None
