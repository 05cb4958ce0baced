"""What a question says around its content is not asked for."""

import pytest

from search.folding import fold, fold_word
from search.words.lists import lists
from search.words.stopwords import STOPWORDS, content_words

CONTENT = """
arbeit work travail работа trabajo war man mann hat son sin will can may sam plus it us ma era sein син ден той
Ella Edna жена мъж език
"""


@pytest.mark.parametrize(
    ("typed", "content"),
    [
        ("recognition of the diploma in Austria", "recognition diploma Austria"),
        ("Beratung für Frauen mit Kindern", "Beratung Frauen Kindern"),
        ("Wer hilft über die Grenze und wie", "hilft Grenze"),
        ("l'emploi des réfugiés à Vienne", "l'emploi réfugiés Vienne"),
        ("formation pour les femmes avec où", "formation femmes"),
        ("обучение за медиатори на мигранти и със деца", "обучение медиатори мигранти деца"),
        ("cursos de idiomas para mujeres con niños", "cursos idiomas mujeres niños"),
    ],
)
def test_function_words_are_left_out(typed: str, content: str) -> None:
    assert content_words(fold(typed).split()) == fold(content).split()


@pytest.mark.parametrize("typed", ["the who", "за", "der die das", "y", ""])
def test_what_has_function_words_alone_keeps_them(typed: str) -> None:
    assert content_words(fold(typed).split()) == fold(typed).split()


@pytest.mark.parametrize(
    "word",
    CONTENT.split(),
)
def test_a_word_or_name_of_its_own_is_content(word: str) -> None:
    assert fold_word(word) not in STOPWORDS


def test_every_language_has_its_words_and_all_are_folded() -> None:
    assert set(lists("stopwords.txt")) == {"en", "de", "fr", "bg", "es"}
    assert {fold_word(word) for word in STOPWORDS} == STOPWORDS
    assert {"fur", "uber", "ou", "za", "sas", "como"} <= STOPWORDS
