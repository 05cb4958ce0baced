"""Documents are judged by their content."""

import pytest
from django.core.exceptions import ValidationError

from portal.files.documents import in_utf_8, kind_of, named_for_its_kind
from tests.files.uploads import (
    GIF_AND_HTML,
    HTML,
    PDF,
    SVG,
    archive,
    open_document,
    picture,
    upload,
    word_document,
)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("guide.pdf", PDF, "pdf"),
        ("guide.docx", PDF, "pdf"),
        ("letter.docx", word_document(), "docx"),
        ("letter.pdf", word_document(), "docx"),
        ("notes.odt", open_document(), "odt"),
        ("sums.ods", open_document("spreadsheet"), "ods"),
        ("notes.txt", "Обучение на възрастни".encode(), "txt"),
        ("list.csv", "name,country\nOikodrom,AT\n".encode("utf-8-sig"), "csv"),
    ],
)
def test_the_content_says_what_a_file_is(name: str, content: bytes, kind: str) -> None:
    assert kind_of(upload(name, content)) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("guide.pdf", HTML),
        ("guide.txt", HTML),
        ("list.csv", b"name,note\na,<script>alert(1)</script>\n"),
        ("logo.txt", SVG),
        ("photo.pdf", picture()),
        ("photo.pdf", GIF_AND_HTML),
        ("setup.docx", b"MZ\x90\0" + b"\0" * 200),
        ("setup.txt", b"\x7fELF\x02\x01" + b"\0" * 200),
        ("files.docx", archive(readme="hello")),
        ("files.zip", archive(readme="hello")),
        ("broken.docx", word_document()[:-40]),
        ("page.html", HTML),
        ("noname", b"just words"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("binary.txt", b"a\0b"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError) as refusal:
        kind_of(upload(name, content))
    assert refusal.value.code == "invalid_document"
    assert "PDF" in refusal.value.messages[0]


def test_macros_are_refused() -> None:
    with pytest.raises(ValidationError, match="macros"):
        kind_of(upload("letter.docx", word_document(word__vbaProject_bin="x").replace(b"_bin", b".bin")))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("град,държава\nБургас,България\n", "cp1251"),
        ("a;b\nГеорги;1\n", "cp1251"),
        ("град,държава\nБургас,България\n", "utf-16"),
        ("name,stadt\nJürgen,Köln\nMüller,Österreich\n", "cp1252"),
        ("prénom,ville\nHélène,Évry\n", "cp1252"),
        ("nombre,ciudad\nJosé,España\nMaría,Cádiz\n", "cp1252"),
    ],
)
def test_text_that_excel_wrote_is_kept_as_utf_8(text: str, encoding: str) -> None:
    kept = in_utf_8(upload("list.csv", text.encode(encoding)))

    assert kept.read().decode("utf-8-sig") == text
    assert kind_of(kept) == "csv"


@pytest.mark.parametrize(
    ("name", "content"), [("list.csv", b"\xef\xbb\xbfa,b"), ("guide.pdf", PDF), ("a.txt", b"\x7fELF\x02\x01\x00\xff")]
)
def test_nothing_else_is_written_anew(name: str, content: bytes) -> None:
    given = upload(name, content)
    assert in_utf_8(given) is given


def test_text_that_nobody_can_read_is_asked_for_in_utf_8() -> None:
    with pytest.raises(ValidationError, match="CSV UTF-8"):
        kind_of(upload("list.csv", b"\xff\xfe\xff"))


@pytest.mark.parametrize(
    ("name", "kind", "named"),
    [
        ("guide.pdf", "pdf", "guide.pdf"),
        ("Guide.PDF", "pdf", "Guide.PDF"),
        ("guide.docx", "pdf", "guide.pdf"),
        ("guide", "pdf", "guide.pdf"),
        ("../../etc/passwd", "txt", "passwd.txt"),
    ],
)
def test_a_name_tells_the_truth(name: str, kind: str, named: str) -> None:
    assert named_for_its_kind(name, kind) == named
