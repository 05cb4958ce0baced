"""Documents judged by their content: what a file is called says nothing about what it is."""

import re
import zipfile
from pathlib import PurePath

import filetype
from django.core.exceptions import ValidationError
from django.core.files import File
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


def _text_kind(file: "File[bytes]") -> str:
    kind = PurePath(file.name or "").suffix.lower().removeprefix(".")
    if kind not in _TEXT:
        raise _refused()
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(_("This text cannot be read. Please save it again as UTF-8."), code="not_utf_8") from None
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
