"""Records as people read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.personal_data.purposes import Purpose
from portal.accounts.personal_data.registry import PersonalData, Record, Wording, registered

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is held: what it is, and either its text or the records it is made of."""

    label: "StrOrPromise"
    text: str
    parts: "tuple[tuple[Line, ...], ...]" = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """All that is held about somebody for one purpose."""

    purpose: Purpose
    records: tuple[Record, ...]
    lines: tuple[tuple[Line, ...], ...]
    erasure: "StrOrPromise"

    @property
    def count(self) -> int:
        return len(self.records)


def holdings(user: User) -> list[Holding]:
    """What the portal holds about `user`, purpose by purpose, in the reader's language."""
    return [_holding(data, user) for data in registered()]


def _holding(data: PersonalData, user: User) -> Holding:
    records = tuple(data.export(user))
    return Holding(data.purpose, records, tuple(_lines(record, data) for record in records), data.erasure)


def _lines(record: Mapping[str, Any], data: PersonalData) -> tuple[Line, ...]:
    return tuple(_line(key, value, data) for key, value in record.items())


def _line(key: str, value: Any, data: PersonalData) -> Line:
    if _is_list(value) and value and isinstance(value[0], Mapping):
        return Line(data.labels[key], "", tuple(_lines(part, data) for part in value))
    return Line(data.labels[key], _text(value, data.wordings.get(key)))


def _text(value: Any, wording: Wording | None = None) -> str:
    if value is None:
        return _("not yet")
    if value == "":
        return _("not given")
    if _is_list(value):
        return ", ".join(_text(one, wording) for one in value) or _("none")
    if wording:
        return str(wording(value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
