"""Words as they are compared, the parts of a text that answer a question, and the pages of an answer."""

import pytest

from search.folding import fold
from search.highlights import Piece, snippet
from search.paging import pager


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


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, "1"),
        (1, 3, "1 2 3"),
        (1, 9, "1 2 3 … 9"),
        (5, 9, "1 … 3 4 5 6 7 … 9"),
        (9, 9, "1 … 7 8 9"),
        (4, 6, "1 2 3 4 5 6"),
    ],
)
def test_a_pager_shows_both_ends_and_what_is_near(page: int, pages: int, shown: str) -> None:
    made = pager(page, pages, lambda number: f"?page={number}")

    assert " ".join("…" if step.gap else str(step.number) for step in made.steps) == shown
    assert [step.number for step in made.steps if step.current] == [page]
    assert made.previous == (f"?page={page - 1}" if page > 1 else "")
    assert made.next == (f"?page={page + 1}" if page < pages else "")
