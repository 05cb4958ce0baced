"""The parts of a text that answer a question, with what was asked for marked in every form it takes."""

import pytest

from search.folding import fold
from search.highlights import Marker, Piece
from search.wording import Term, Word, terms


def marker(text: str, *, typos: bool = False) -> Marker:
    return Marker(terms(text), typos=typos)


def marked(asked: str, text: str, language: str, *, typos: bool = False) -> list[str]:
    pieces = marker(asked, typos=typos).pieces(text, language)
    assert "".join(piece.text for piece in pieces) == text
    return [piece.text for piece in pieces if piece.marked]


@pytest.mark.parametrize(
    ("asked", "text", "language", "found"),
    [
        ("ivan", "Иван и Иванка пътуват", "bg", ["Иван", "Иванка"]),
        ("обучение", "За обученията и обучението", "bg", ["обученията", "обучението"]),
        ("работници", "Един работник от София", "bg", ["работник"]),
        ("competences", "One competence, two competencies", "en", ["competence", "competencies"]),
        ("recognised", "It recognises and is recognising", "en", ["recognises", "recognising"]),
        ("compétences", "Une compétence, ses COMPETENCES", "fr", ["compétence", "COMPETENCES"]),
        ("emploi", "Chercher l’emploi, l'emploi et les emplois", "fr", ["emploi", "emploi", "emplois"]),
        ("l'emploi", "Un emploi pour l’emploi", "fr", ["emploi", "emploi"]),
        ("expérience", "les acquis de l’expérience", "fr", ["expérience"]),
        ("Beratungen", "Die Beratung und die Beratungen", "de", ["Beratung", "Beratungen"]),
        ("bildung", "Erwachsenenbildung in Graz", "de", ["Erwachsenenbildung"]),
        ("competencias", "Una competencia", "es", ["competencia"]),
        ("lukasz", "Łukasz Wrona", "", ["Łukasz"]),
        ("łukasz", "lukasz", "", ["lukasz"]),
        ("a", "A man and a plan", "en", ["A", "a"]),
        ("nothing", "Something else", "en", []),
    ],
)
def test_every_form_of_what_was_asked_is_marked(asked: str, text: str, language: str, found: list[str]) -> None:
    assert marked(asked, text, language) == found


def test_a_name_has_no_language_and_so_no_other_forms() -> None:
    assert marked("baker", "Anna Bakers", "") == ["Bakers"]
    assert marked("bakers", "Anna Baker", "") == []


def test_words_that_nearly_are_what_was_asked_are_marked_only_where_typing_errors_are_forgiven() -> None:
    assert marked("mediaton", "The mediation of today", "en", typos=True) == ["mediation"]
    assert marked("mediaton", "The mediation of today", "en") == []


def test_what_means_the_same_is_marked_too() -> None:
    vae, acquired = (Word("vae", "vae"),), (Word("validation", "validation"), Word("acquis", "acquis"))
    pieces = Marker([Term((vae, acquired))]).pieces("La validation des acquis", "fr")

    assert [piece.text for piece in pieces if piece.marked] == ["validation", "acquis"]


def test_a_phrase_is_marked_where_all_of_it_stands() -> None:
    prior = (Word("prior", "prior"), Word("learning", "learning"))
    marker = Marker([Term(((Word("vae", "vae"),), prior))])

    assert not any(piece.marked for piece in marker.pieces("Learning by doing", "en"))
    assert sum(piece.marked for piece in marker.pieces("Learning from prior work", "en")) == 2


def test_a_snippet_stands_where_most_of_what_was_asked_stands() -> None:
    text = "A falcon. " + "word " * 100 + "the falcon and the owl " + "word " * 100

    pieces = marker("falcon owl").snippet(text, "en")

    said = "".join(piece.text for piece in pieces)
    assert Piece("owl", marked=True) in pieces
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert len(said) < 200


@pytest.mark.parametrize("text", ["falcon", "falcon " * 200, "x" * 5000 + " falcon", "falcon" + "x" * 5000, "а" * 400])
@pytest.mark.parametrize("asked", ["falcon", "fa", "", "nothing", "a"])
def test_a_snippet_is_part_of_its_text(text: str, asked: str) -> None:
    said = "".join(piece.text for piece in marker(asked).snippet(text, "en"))

    assert said.removeprefix("… ").removesuffix(" …").strip() in text
    begins = len(asked) > 1 and any(word.startswith(fold(asked)) for word in fold(text).split())
    assert bool(said) == begins
