"""Names: found however they are spelt, and what is called what was typed comes first."""

import pytest

from tests.network.factories import MemberFactory
from tests.pages.factories import make_page
from tests.search.engines.asking import Catalogue, Needs


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Łukasz Wiśniewski", "lukasz"),
        ("Łukasz Wiśniewski", "WISNIEWSKI lukasz"),
        ("Иван Щърбанов", "ivan"),
        ("Иван Щърбанов", "Shtarbanov"),
        ("Ivan Petrov", "иван"),
        ("Petar Stoyanov", "петър"),
        ("Петър Стоянов", "Petar"),
        ("Şiyar Demir", "siyar"),
        ("Siyar Demir", "Şiyar"),
        ("Elif Yıldız", "yildiz"),
        ("Jean-Luc Élie", "luc elie"),
        ("Anna O’Brien", "o'brien"),
        ("Anna O’Brien", "obrien"),
        ("Margarethe Stein", "marg"),
        ("Margarethe Stein", "ste marga"),
    ],
)
def test_a_name_is_found_in_any_spelling_and_by_its_start(catalogue: Catalogue, name: str, typed: str) -> None:
    MemberFactory.create(name="Somebody Else")
    MemberFactory.create(name=name)
    catalogue.bring_up_to_date()

    assert catalogue.titles(typed) == [name]


def test_a_name_is_found_by_its_other_script(catalogue: Catalogue) -> None:
    MemberFactory.create(name="Ahmed Mansur", name_other_script="أحمد منصور")
    catalogue.bring_up_to_date()

    assert catalogue.titles("أحمد") == ["Ahmed Mansur"]


def test_nothing_is_found_by_the_inside_of_a_word(catalogue: Catalogue) -> None:
    MemberFactory.create(name="Margarethe Stein")
    catalogue.bring_up_to_date()

    assert catalogue.titles("garethe") == catalogue.titles("margarethes") == []


def test_all_words_have_to_be_there_in_any_order(catalogue: Catalogue) -> None:
    MemberFactory.create(name="Anna Berg", city="Graz")
    MemberFactory.create(name="Anna Holm", city="Wien")
    catalogue.bring_up_to_date()

    assert catalogue.titles("graz anna") == ["Anna Berg"]
    assert catalogue.titles("graz holm") == []


def test_a_name_is_found_by_how_it_sounds(catalogue: Catalogue) -> None:
    catalogue.needs(Needs.SOUNDS)
    MemberFactory.create(name="Jean Meyer")
    MemberFactory.create(name="Anna Berg")
    catalogue.bring_up_to_date()

    assert catalogue.titles("Maier") == ["Jean Meyer"]


def test_the_exact_name_comes_first_always(catalogue: Catalogue) -> None:
    for name in ("Ivanka Anna", "Anna Ivan Petrov", "Ivan Anna", "Ivan", "Ivana"):
        MemberFactory.create(name=name)
    MemberFactory.create(
        name="Zoe",
        organisation="Ivan Ivan",
        city="Ivan",
        texts=dict.fromkeys(("en", "de", "fr", "es", "bg"), ("Ivan Ivan Ivan", "Ivan " * 50)),
    )
    catalogue.bring_up_to_date()

    for typed in ("иван", "ivan", "IVAN"):
        found = catalogue.titles(typed)
        assert found[0] == "Ivan"
        assert set(found[1:4]) == {"Ivana", "Ivanka Anna", "Ivan Anna"}
        assert found[4:] == ["Anna Ivan Petrov", "Zoe"]


def test_all_words_in_a_name_come_before_some_of_them(catalogue: Catalogue) -> None:
    MemberFactory.create(name="Zoe", texts={"en": ("Petrov Ivan", "Ivan Petrov " * 20)})
    MemberFactory.create(name="Ivan Zoe", texts={"en": ("Petrov", "Petrov " * 20)})
    MemberFactory.create(name="Petrov Maria Ivan")
    MemberFactory.create(name="Ivan Petrov Junior")
    MemberFactory.create(name="Иван Петров")
    catalogue.bring_up_to_date()

    assert catalogue.titles("ivan petrov") == [
        "Иван Петров",
        "Ivan Petrov Junior",
        "Petrov Maria Ivan",
        "Ivan Zoe",
        "Zoe",
    ]


def test_a_page_is_found_by_its_whole_title_before_all_that_speak_of_it(catalogue: Catalogue) -> None:
    make_page("en", "partners-of-the-guide", body=[("text", "<p>The guide to the guide.</p>" * 30)])
    make_page("en", "the-guide")
    make_page("en", "the-guide-for-trainers")
    catalogue.bring_up_to_date()

    assert catalogue.titles("the guide", kinds=("standardpage",))[:2] == ["The Guide", "The Guide For Trainers"]
