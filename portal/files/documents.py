"""Documents judged by their content: what a file is called says nothing about what it is."""

import re
import zipfile
from pathlib import PurePath

import filetype
from charset_normalizer import from_bytes
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_RECOGNISED = {
    "application/pdf": "pdf",
    f"{_OPEN_XML}.wordprocessingml.document": "docx",
    f"{_OPEN_XML}.spreadsheetml.sheet": "xlsx",
    f"{_OPEN_XML}.presentationml.presentation": "pptx",
    f"{_OPEN_DOCUMENT}.text": "odt",
    f"{_OPEN_DOCUMENT}.spreadsheet": "ods",
    f"{_OPEN_DOCUMENT}.presentation": "odp",
    "application/epub+zip": "epub",
}
# Text has no signature: it is what its name says, if it reads as text and as nothing a browser would run.
_TEXT = ("txt", "csv")

# What Excel and the editor of Windows write in the languages of the portal, unless told otherwise.
_OLD_ENCODINGS = ["utf_16", "cp1251", "cp1252"]

_HEAD_BYTES = 65_536
_MARKUP = re.compile(r"<\s*(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml)", re.IGNORECASE)
# Where Office and OpenDocument keep programs.
_PROGRAMS = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml)$|^(Basic|Scripts)/|\.(exe|dll|js|vbs|bat|cmd)$", re.IGNORECASE
)


def kind_of(file: "File[bytes]") -> str:
    """The extension that the content of `file` earns.

    Raises ValidationError for whatever is not on the list, for a damaged archive, and for one that carries
    a program (macros). PDFs are known by their beginning and not looked into; who opens one relies on
    the browser, whose reader keeps scripts apart from the site.
    """
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    guess = filetype.guess(head)
    if guess is None:
        return _text_kind(file)
    kind = _RECOGNISED.get(guess.mime)
    if kind is None:
        raise _refused()
    if kind != "pdf":
        _check_archive(file)
    return kind


def named_for_its_kind(name: str, kind: str) -> str:
    """`name` with the extension that the content earns."""
    path = PurePath(name)
    return path.name if path.suffix.lower() == f".{kind}" else f"{path.stem or 'document'}.{kind}"


def in_utf_8(file: "File[bytes]") -> "File[bytes]":
    """`file`, or where it is a text in an older encoding, its words in a new one that everybody can read."""
    file.seek(0)
    content = file.read()
    if _ending(file) not in _TEXT or _is_utf_8(content) or filetype.guess(content) is not None:
        return file
    found = from_bytes(content, cp_isolation=_OLD_ENCODINGS).best()
    # Excel takes a file without the mark at its beginning for one in an older encoding again.
    return file if found is None else SimpleUploadedFile(file.name or "", str(found).encode("utf-8-sig"))


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _ending(file: "File[bytes]") -> str:
    return PurePath(file.name or "").suffix.lower().removeprefix(".")


def _text_kind(file: "File[bytes]") -> str:
    kind = _ending(file)
    if kind not in _TEXT:
        raise _refused()
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        message = _("This text cannot be read. Please save it as UTF-8; in Excel, choose “CSV UTF-8 (*.csv)”.")
        raise ValidationError(message, code="not_utf_8") from None
    if "\0" in text or _MARKUP.search(text):
        raise _refused()
    return kind


def _check_archive(file: "File[bytes]") -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise _refused() from None
    if any(_PROGRAMS.search(name) for name in names):
        raise ValidationError(
            _("This document contains macros or other programs. Please save it without them."), code="has_programs"
        )


def _refused() -> ValidationError:
    return ValidationError(
        _(
            "The content of this file is not of a kind that can be shared here: PDF, Word, Excel, PowerPoint, "
            "OpenDocument, EPUB, plain text or CSV."
        ),
        code="invalid_document",
    )
