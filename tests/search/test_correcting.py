"""What somebody may have meant, taken from what is said elsewhere."""

import pytest

from search.correcting import allowed_typos, corrected


def content(title: str = "", body: str = "", keywords: tuple[str, ...] = ()) -> dict[str, object]:
    texts = {"fr": {"title": "", "summary": "", "body": body}} if body else {}
    return {"title": title, "names": [], "byline": "", "keywords": keywords, "texts": texts}


@pytest.mark.parametrize(("word", "typos"), [("eva", 0), ("anna", 1), ("berger", 1), ("mediator", 2)])
def test_longer_words_may_differ_in_more_letters(word: str, typos: int) -> None:
    assert allowed_typos(word) == typos


def test_a_word_that_nothing_says_becomes_the_nearest_one() -> None:
    said = content(body="La médiation et la méditation ne sont pas la même chose.")

    assert corrected("Medaition", ["medaition"], [said]) == "médiation"


def test_words_that_something_says_stay_as_they_were_typed() -> None:
    said = content("Housing in Graz", keywords=("Mediation",))

    assert corrected("Housng Graaz mediation", ["housng"], [said]) == "housing graaz mediation"


def test_of_words_as_near_the_one_that_most_say_is_meant() -> None:
    said = [content("Eva Bergel"), content("Eva Berger"), content("Zoe Holm"), content("Ida Berger")]

    assert corrected("bergex", ["bergex"], said) == "berger"


def test_where_nothing_is_near_nothing_is_suggested() -> None:
    assert corrected("xylophone", ["xylophone"], [content("Anna Holm")]) == ""
    assert corrected("evb", ["evb"], [content("Eva")]) == "", "three letters are too few"
    assert corrected("anna", [], [content("Anno")]) == ""


def test_the_first_letter_is_taken_to_be_right() -> None:
    assert corrected("perger", ["perger"], [content("Eva Berger")]) == ""
