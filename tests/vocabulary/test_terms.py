"""The words that things are found by, in five languages."""

from typing import get_args  # noqa: F401

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override

from portal.vocabulary.countries import EUROPE, country_codes, country_name, country_sign
from portal.vocabulary.languages import Level, language_choices, language_codes, language_name
from portal.vocabulary.models import Audience, Expertise, Scheme, Term
from tests.vocabulary.factories import AudienceFactory, ExpertiseFactory

CODES = [code for code, _name in settings.LANGUAGES]


@pytest.mark.django_db
def test_every_term_has_a_label_in_every_language() -> None:
    terms = list(Term.objects.all())

    assert len(terms) > 20
    for term in terms:
        assert len(term.labels) == len(CODES)
        assert all(label.strip() == label and label for label in term.labels), term.slug
        assert [term.label(code) for code in ("en", "fr", "de", "bg", "es")] == term.labels


@pytest.mark.django_db
@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("code", CODES)
def test_no_two_terms_of_a_scheme_are_called_the_same(scheme: Scheme, code: str) -> None:
    labels = [term.label(code) for term in Term.objects.filter(scheme=scheme)]

    assert len(labels) > 3
    assert len(labels) == len(set(labels))


@pytest.mark.django_db
def test_bulgarian_labels_are_written_in_cyrillic() -> None:
    for term in Term.objects.all():
        assert any("а" <= letter <= "я" for letter in term.label_bg.lower()), term.slug


@pytest.mark.django_db
def test_a_term_is_called_what_the_readers_language_calls_it() -> None:
    term = Expertise.objects.get(slug="mediation")

    with override("bg"):
        assert str(term) == "Междукултурна медиация"
    with override("de"):
        assert str(term) == "Interkulturelle Mediation"


@pytest.mark.django_db
def test_each_scheme_shows_its_own_terms_only() -> None:
    expertise, audience = ExpertiseFactory.create(slug="both"), AudienceFactory.create(slug="both", label_en="Other")

    assert Expertise.objects.get(slug="both").pk == expertise.pk
    assert Audience.objects.labels(["both", "none"], "en") == {"both": audience.label_en}


@pytest.mark.django_db
def test_an_identifier_is_taken_once_in_a_scheme() -> None:
    ExpertiseFactory.create(slug="falconry")

    with pytest.raises(IntegrityError), transaction.atomic():
        ExpertiseFactory.create(slug="falconry")


@pytest.mark.django_db
def test_an_unknown_scheme_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError, match="term_is_in_a_known_scheme"), transaction.atomic():
        Term.objects.create(scheme="colour", slug="red")


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"slug": "other"}, {"scheme": Scheme.AUDIENCE}])
def test_the_identifier_of_a_term_stays(change: dict[str, str]) -> None:
    ExpertiseFactory.create(slug="falconry")
    term = Term.objects.get(slug="falconry")
    for name, value in change.items():
        setattr(term, name, value)

    with pytest.raises(ValidationError):
        term.full_clean()


@pytest.mark.django_db
def test_the_label_of_a_term_may_change() -> None:
    ExpertiseFactory.create(slug="falconry")
    term = Term.objects.get(slug="falconry")
    term.label_en = "Falcons"

    term.full_clean()


def test_levels_are_those_of_the_common_european_framework() -> None:
    assert Level.values == ["A1", "A2", "B1", "B2", "C1", "C2"]
    assert Level.B1.up_to == [Level.A1, Level.A2, Level.B1]
    assert Level.A1.up_to == [Level.A1]
    assert Level.C2.up_to == list(Level)


@pytest.mark.parametrize("code", CODES)
def test_levels_are_explained_in_every_language(code: str) -> None:
    with override(code):
        labels = [str(level.label) for level in Level]

    assert all(label.startswith(level) for label, level in zip(labels, Level.values, strict=True))
    assert len(set(labels)) == 6
    if code != "en":
        with override("en"):
            assert labels != [str(level.label) for level in Level]


@pytest.mark.parametrize(
    ("language", "turkish", "austria", "europe"),
    [
        ("en", "Turkish", "Austria", "Europe"),
        ("fr", "Turc", "Autriche", "Europe"),
        ("de", "Türkisch", "Österreich", "Europa"),
        ("bg", "Турски", "Австрия", "Европа"),
        ("es", "Turco", "Austria", "Europa"),
    ],
)
def test_languages_and_countries_have_names(language: str, turkish: str, austria: str, europe: str) -> None:
    assert language_name("tr", language) == turkish
    assert country_name("AT", language) == austria
    assert country_name(EUROPE, language) == europe


@pytest.mark.parametrize("language", CODES)
def test_every_language_and_country_that_may_be_chosen_has_a_name(language: str) -> None:
    assert len(language_choices(language)) > 150
    assert all(language_name(code, language).casefold() != code for code in ("ar", "bg", "fa", "ku", "so", "tr", "uk"))
    assert all(country_name(code, language) != code for code in country_codes())


def test_codes_are_real() -> None:
    assert {"AT", "BG", "ES", "FR", "GB"} <= country_codes()
    assert not {"EU", "UK", "ZZ", "150"} & country_codes()
    assert {"tr", "ar", "ku", "prs" if "prs" in language_codes() else "fa"} <= language_codes()


def test_an_unknown_code_names_itself() -> None:
    assert country_name("QQ", "en") == "QQ"
    assert language_name("qqq", "en") == "Qqq"


def test_countries_are_signed_as_europeans_know_them() -> None:
    assert [country_sign(code) for code in ("GB", "GR", "AT")] == ["UK", "EL", "AT"]
