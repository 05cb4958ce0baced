"""Words as they are compared, and the parts of a text that answer a question."""

import pytest

from search.folding import fold
from search.highlights import Piece, snippet


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Łukasz Żółć", "lukasz zolc"),
        ("Иван Щърбанов", "ivan shtarbanov"),
        ("Петър", "petar"),
        ("Şiyar", "siyar"),
        ("Élise O’Brien", "elise obrien"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Þóra", "thora"),
        ("İstanbul Yıldız", "istanbul yildiz"),
        ("  a_b-c!  ", "a b c"),
        ("2026", "2026"),
        ("", ""),
        ("!?%_\\*()", ""),
        ("😀", ""),
    ],
)
def test_words_are_folded_to_plain_letters(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_folding_what_is_folded_changes_nothing() -> None:
    for written in ("Łukasz Żółć", "Иван", "Şiyar", "Élise O’Brien", "你好", "مرحبا", "שלום"):
        assert fold(fold(written)) == fold(written)


def test_a_snippet_keeps_every_letter_and_marks_words_by_their_start() -> None:
    pieces = snippet("Иван и Иванка пътуват", ["ivan"])

    assert "".join(piece.text for piece in pieces) == "Иван и Иванка пътуват"
    assert [piece.text for piece in pieces if piece.marked] == ["Иван", "Иванка"]


def test_a_snippet_stands_around_the_first_word_asked_for() -> None:
    text = "word " * 100 + "falcon " + "word " * 100

    pieces = snippet(text, ["falcon"])

    said = "".join(piece.text for piece in pieces)
    assert Piece("falcon", marked=True) in pieces
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert len(said) < 200


@pytest.mark.parametrize("text", ["falcon", "falcon " * 200, "x" * 5000 + " falcon", "falcon" + "x" * 5000, "а" * 400])
@pytest.mark.parametrize("words", [["falcon"], ["f"], [], ["nothing"], ["a"]])
def test_a_snippet_is_part_of_its_text(text: str, words: list[str]) -> None:
    said = "".join(piece.text for piece in snippet(text, words))

    assert said.removeprefix("… ").removesuffix(" …").strip() in text
    assert bool(said) == any(word.startswith(one) for word in fold(text).split() for one in words)
