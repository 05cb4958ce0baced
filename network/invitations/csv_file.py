"""Reading a list of people to invite: CSV (RFC 4180) as spreadsheet programs save it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from network.invitations.limits import MOST_A_FILE
from portal.accounts.forms import no_link

COLUMNS = ("email", "name", "language", "source")
_LONGEST = {"email": 254, "name": 120, "language": 10, "source": 200}
_DELIMITERS = ",;\t"


class UnreadableFileError(Exception):
    """The file as a whole is not what is asked for; the words say what to do."""


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody to invite, by her address in small letters. `source` says where it comes from."""

    email: str
    name: str
    language: str
    source: str


@dataclass(frozen=True, slots=True)
class LineError:
    """What is wrong in a line of the file, counted from 1."""

    line: int
    words: str


@dataclass(slots=True)
class Reading:
    """What a file says. Where a line is wrong, nobody at all is invited."""

    guests: list[Guest] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)


def read_guests(content: bytes, *, language: str, source: str) -> Reading:
    """The guests of a file; `language` and `source` hold for lines that name none. Raises UnreadableFileError."""
    reading, lines = Reading(), dict[str, int]()
    for line, row in _rows(_decoded(content)):
        cells = {"language": language, "source": source} | {name: cell for name, cell in row.items() if cell}
        errors = list(_errors(cells))
        address = cells.get("email", "").lower()
        if not errors and address in lines:
            errors = [_("This address stands in line %(line)d already.") % {"line": lines[address]}]
        reading.errors += [LineError(line, words) for words in errors]
        if not errors:
            lines[address] = line
            reading.guests.append(Guest(address, cells.get("name", ""), cells["language"], cells["source"]))
        if len(lines) > MOST_A_FILE:
            raise UnreadableFileError(
                _("A file holds at most %(most)d people. Please split it.") % {"most": MOST_A_FILE}
            )
    if not reading.guests and not reading.errors:
        raise UnreadableFileError(_("Below its first line, the file has nobody to invite."))
    return reading


def _decoded(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise UnreadableFileError(
            _("This is not a text file in UTF-8. In your spreadsheet program, save it as “CSV UTF-8”.")
        )
    return text


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line that says anything, with its number and its cells by column."""
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        columns = [name.strip().lower().replace("e-mail", "email") for name in next(reader, [])]
        _check(columns)
        for cells in reader:
            # A cell beyond the last column has no name, and is told of.
            names = [*columns, *[""] * (len(cells) - len(columns))]
            row = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
            if any(row.values()):
                yield reader.line_num, row
    except csv.Error:
        raise UnreadableFileError(_("The quotation marks in this file do not match. Please save it anew.")) from None


def _check(columns: list[str]) -> None:
    if "email" not in columns:
        raise UnreadableFileError(
            _("The first line names the columns: email, name, language, source. “email” is missing.")
        )
    known = [name for name in columns if name]
    if unknown := [name for name in known if name not in COLUMNS]:
        raise UnreadableFileError(_("These columns are not known: %(names)s.") % {"names": ", ".join(unknown)[:200]})
    if len(set(known)) < len(known):
        raise UnreadableFileError(_("A column stands in the first line twice."))


def _errors(cells: dict[str, str]) -> Iterator[str]:
    if cells.get(""):
        yield _("There are more cells than columns.")
    for name, most in _LONGEST.items():
        if len(cells.get(name, "")) > most:
            yield _("“%(column)s” is longer than %(most)d characters.") % {"column": name, "most": most}
    try:
        validate_email(cells.get("email", ""))
    except ValidationError:
        yield _("“%(text)s” is not an e-mail address.") % {"text": cells.get("email", "")[:80]}
    try:
        no_link(cells.get("name", ""))
    except ValidationError as error:
        yield error.messages[0]
    if cells["language"] not in dict(settings.LANGUAGES):
        codes = ", ".join(dict(settings.LANGUAGES))
        yield _("“%(text)s” is none of the languages %(codes)s.") % {"text": cells["language"][:20], "codes": codes}
    if not cells["source"]:
        yield _("Say where the address comes from: the person reads it.")
