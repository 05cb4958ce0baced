"""Words as they are compared."""

import pytest

from search.folding import fold


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
