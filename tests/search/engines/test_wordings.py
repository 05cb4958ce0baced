"""Words: inflected, compounded, mistyped, in five languages."""

import pytest

from tests.network.factories import MemberFactory
from tests.pages.factories import make_page
from tests.search.engines.asking import VISITOR, Catalogue, Needs

INFLECTED = [
    ("en", "We train mediators", "mediator"),
    ("en", "A training for carers", "trainings"),
    ("fr", "La médiation et l’école", "écoles"),
    ("fr", "Nous accompagnons les réfugiés", "réfugié"),
    ("de", "Beratung für Frauen", "Beratungen"),
    ("de", "Wir beraten Flüchtlinge", "Flüchtling"),
    ("es", "Formación de mediadoras", "formaciones"),
    ("es", "Trabajamos con mujeres migrantes", "migrante"),
    ("bg", "Обучението на медиаторите", "обучение"),
    ("bg", "Обучение на медиатор", "медиаторите"),
    ("bg", "Компетентности и умения", "уменията"),
    ("bg", "Център за бежанци", "центрове"),
]


@pytest.mark.parametrize(("language", "text", "typed"), INFLECTED)
def test_a_word_is_found_in_any_of_its_forms(catalogue: Catalogue, language: str, text: str, typed: str) -> None:
    catalogue.needs(Needs.INFLECTIONS)
    MemberFactory.create(name="Anna Berg", texts={language: (text, "")})
    MemberFactory.create(name="Zoe Holm", texts={language: ("", text)})
    MemberFactory.create(name="Somebody Else", texts={language: ("x", "y")})
    catalogue.bring_up_to_date()

    assert set(catalogue.titles(typed, language=language)) == {"Anna Berg", "Zoe Holm"}
    assert set(catalogue.titles(typed, language="en")) == {"Anna Berg", "Zoe Holm"}, "whatever the reader's language"


def test_a_part_of_a_compound_finds_it_and_the_compound_its_parts(catalogue: Catalogue) -> None:
    catalogue.needs(Needs.COMPOUNDS)
    MemberFactory.create(name="Compound", texts={"de": ("Erwachsenenbildung", "")})
    MemberFactory.create(name="Parts", texts={"de": ("Bildung für Erwachsene", "")})
    catalogue.bring_up_to_date()

    assert set(catalogue.titles("Bildung")) == {"Compound", "Parts"}
    assert catalogue.titles("Erwachsenenbildung") == ["Compound", "Parts"]


@pytest.mark.parametrize("typed", ["Wisniewksi", "wisnewski", "wisniewska"])
def test_a_name_is_found_with_a_typing_error_where_errors_are_allowed_for(catalogue: Catalogue, typed: str) -> None:
    catalogue.needs(Needs.TYPOS)
    MemberFactory.create(name="Łukasz Wiśniewski")
    MemberFactory.create(name="Somebody Else")
    catalogue.bring_up_to_date()

    assert catalogue.titles(typed, nearly=True) == ["Łukasz Wiśniewski"]


def test_errors_are_not_allowed_for_in_short_words_nor_in_first_letters(catalogue: Catalogue) -> None:
    MemberFactory.create(name="Eva Berger")
    catalogue.bring_up_to_date()

    assert catalogue.titles("evo", nearly=True) == []
    assert catalogue.titles("perger", nearly=True) == []
    assert catalogue.titles("berga", nearly=True) in ([], ["Eva Berger"])
    assert catalogue.titles("bqqger", nearly=True) == [], "two errors in six letters"


def test_what_says_it_as_it_was_typed_comes_before_what_nearly_does(catalogue: Catalogue) -> None:
    catalogue.needs(Needs.TYPOS)
    MemberFactory.create(name="Anna Bergen")
    MemberFactory.create(name="Zoe Holm", texts={"en": ("x", f"{'word ' * 40} berger")})
    MemberFactory.create(name="Anna Berger")
    catalogue.bring_up_to_date()

    assert catalogue.titles("berger", nearly=True) == ["Anna Berger", "Zoe Holm", "Anna Bergen"]


@pytest.mark.parametrize(
    "typed", ["mediation intercult", "междукултурна", "médiation", "Türkisch", "турски", "Австрия", "autriche"]
)
def test_terms_languages_and_countries_are_words_in_every_language(catalogue: Catalogue, typed: str) -> None:
    MemberFactory.create(name="Anna Berg", countries=["AT"], languages={"tr": "B2"}, expertises=["mediation"])
    MemberFactory.create(name="Somebody Else")
    catalogue.bring_up_to_date()

    assert catalogue.titles(typed) == ["Anna Berg"]


def test_small_words_need_not_be_said_unless_there_are_no_others(catalogue: Catalogue) -> None:
    MemberFactory.create(name="Anna Berg", texts={"en": ("Recognition, diplomas", "")})
    MemberFactory.create(name="Zoe Holm", texts={"en": ("That and the like", "")})
    catalogue.bring_up_to_date()

    assert catalogue.titles("the recognition of diplomas") == ["Anna Berg"]
    assert catalogue.titles("the") == ["Zoe Holm"]


def test_readers_find_what_is_written_in_their_language_first(catalogue: Catalogue) -> None:
    catalogue.needs(Needs.INFLECTIONS)
    for language, slug in (("en", "guide-one"), ("de", "guide-two"), ("fr", "guide-three")):
        make_page(language, slug, introduction="Portfolio")
    catalogue.bring_up_to_date()

    for language, first in (("en", "Guide One"), ("de", "Guide Two"), ("fr", "Guide Three")):
        assert catalogue.titles("portfolio", kinds=("standardpage",), language=language)[0] == first


def test_what_visitors_are_shown_is_found_in_the_language_they_do_not_read(catalogue: Catalogue) -> None:
    make_page("bg", "naruchnik", title="Наръчник")
    catalogue.bring_up_to_date()

    for typed in ("наръчник", "narachnik", "Нарачник"):
        assert catalogue.titles(typed, kinds=("standardpage",), viewer=VISITOR) == ["Наръчник"]


def test_where_nothing_says_all_words_things_that_say_most_will_do(catalogue: Catalogue) -> None:
    catalogue.needs(Needs.TYPOS)
    MemberFactory.create(name="Anna Berger", city="Graz", texts={"en": ("Housing adviser", "")})
    MemberFactory.create(name="Zoe Holm", city="Burgos", texts={"en": ("Housing adviser", "")})
    MemberFactory.create(name="Ida Lund", city="Graz")
    catalogue.bring_up_to_date()

    assert catalogue.titles("housing adviser lyon") == []
    assert set(catalogue.titles("housing adviser lyon", nearly=True)) == {"Anna Berger", "Zoe Holm"}
    assert catalogue.titles("housing adviser graz", nearly=True) == ["Anna Berger", "Zoe Holm"]
    assert catalogue.find("housing adviser graz", nearly=True).total == 2
    assert catalogue.titles("lyon", nearly=True) == [], "of one word none may be missing"
