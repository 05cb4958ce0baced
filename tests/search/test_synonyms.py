"""Words that mean the same: how a question is widened by them, and what an editor is told."""

from pathlib import Path
from tomllib import loads

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from portal.accounts.groups import EDITORS, MODERATORS, OPERATORS
from search.finding import find
from search.forms import SynonymForm
from search.models import Synonym
from search.projector import project_pending
from search.queries import Query, Viewer
from search.synonyms import meanings
from search.wording import Term, terms
from tests.network.factories import MemberFactory
from tests.pages.editors import desk

pytestmark = pytest.mark.django_db

ADD = reverse("wagtailsnippets_search_synonym:add")


@pytest.fixture
def none_yet() -> None:
    Synonym.objects.all().delete()


def make(*phrases: str, language: str = "") -> Synonym:
    return Synonym.objects.create(phrases="\n".join(phrases), language=language)


def asked(text: str, language: str = "en") -> tuple[Term, ...]:
    return terms(text, meanings(language))


def said(term: Term) -> list[str]:
    return [" ".join(word.folded for word in alternative) for alternative in term.alternatives]


@pytest.mark.usefixtures("none_yet")
def test_a_phrase_may_be_said_in_each_of_its_ways() -> None:
    make("VAE", "validation des acquis", "prior learning")

    [first, other] = asked("vae help")

    assert said(first)[0] == "vae"
    assert {"validation acquis", "prior learning"} <= set(said(first))
    assert said(other)[0] == "help"


@pytest.mark.usefixtures("none_yet")
def test_several_words_are_replaced_as_one_and_the_longest_first() -> None:
    make("prior learning", "VAE")
    make("learning", "apprentissage")

    [about, prior, later] = asked("courses Prior LEARNING learning")

    assert said(about)[0] == "courses"
    assert said(prior) == ["prior learning", "vae"]
    assert said(later)[0] == "learning"
    assert "apprentissage" in said(later)


@pytest.mark.usefixtures("none_yet")
def test_small_words_accents_and_scripts_make_no_difference() -> None:
    make("validation des acquis de l’expérience", "VAE")
    make("търсене на работа", "job search")

    assert "vae" in said(asked("Validation acquis l'experience")[0])
    assert "job search" in said(asked("търсенето на работа")[0])


@pytest.mark.usefixtures("none_yet")
def test_synonyms_of_one_language_widen_what_its_readers_ask() -> None:
    make("stage", "internship", language="fr")

    assert "internship" in said(asked("stage", "fr")[0])
    assert "internship" not in said(asked("stage", "en")[0])


@pytest.mark.usefixtures("none_yet")
def test_without_synonyms_a_question_stays_as_it_was() -> None:
    assert asked("stage left") == terms("stage left")


def test_who_asks_for_one_finds_the_other() -> None:
    MemberFactory.create(name="Anna", texts={"en": ("Adviser", "Recognition of prior learning in Vienna")})
    MemberFactory.create(name="Berta", texts={"en": ("Adviser", "Learning prior to recognition? No: cooking.")})
    MemberFactory.create(name="Clara", texts={"fr": ("Conseillère", "La validation des acquis de l’expérience")})
    MemberFactory.create(name="Dora", texts={"fr": ("Conseillère", "La validation des billets")})
    project_pending()

    hits = find(Query(Viewer(AnonymousUser()), ("member",), "en", "vae")).hits

    assert {hit.title for hit in hits} == {"Anna", "Berta", "Clara"}


def test_the_first_synonyms_are_as_the_form_wants_them() -> None:
    groups = loads((Path(__file__).parents[2] / "search" / "first_synonyms.toml").read_text(encoding="utf-8"))["groups"]
    Synonym.objects.all().delete()

    assert len(groups) >= 25
    for phrases in groups:
        form = form_class()({"phrases": "\n".join(phrases), "language": ""})
        assert form.is_valid(), (phrases, form.errors)
        form.save()


def form_class() -> type[SynonymForm]:
    class Form(SynonymForm):
        class Meta:
            model = Synonym
            fields = ("phrases", "language")

    return Form


@pytest.mark.usefixtures("none_yet")
@pytest.mark.parametrize(
    ("phrases", "complaint"),
    [
        ("job", "at least two"),
        ("job\n\n  \n", "at least two"),
        ("\n".join(f"word{letter}" for letter in "abcdefghijklmnopqrstu"), "give 20 at most"),
        ("Łódź\nlodz\nVienna", "“Łódź” and “lodz” are one"),
        ("job\nJob", "are one"),
        ("job\n!?", "“!?” has nothing in it"),
        ("job\nof the", "“of the” has only small words"),
        ("job\none two three four five six", "four words at most"),
        ("job\nprior learning", "“prior learning” stands with these already: VAE = prior learning"),
    ],
)
def test_an_editor_is_told_what_is_wrong(phrases: str, complaint: str) -> None:
    make("VAE", "prior learning")

    form = form_class()({"phrases": phrases, "language": ""})

    assert not form.is_valid()
    assert complaint.replace("four", "4") in " ".join(form.errors["phrases"]).replace("four", "4")


@pytest.mark.usefixtures("none_yet")
def test_the_same_word_may_mean_something_else_in_another_language() -> None:
    make("stage", "internship", language="fr")
    form = form_class()

    assert form({"phrases": "stage\nplatform", "language": "en"}).is_valid()
    assert not form({"phrases": "stage\nplatform", "language": "fr"}).is_valid()
    assert not form({"phrases": "stage\nplatform", "language": ""}).is_valid()


@pytest.mark.usefixtures("none_yet")
def test_a_group_may_be_saved_again() -> None:
    group = make("VAE", "prior learning")

    assert form_class()({"phrases": "VAE\nprior learning\nRPL", "language": ""}, instance=group).is_valid()


@pytest.mark.parametrize("group", [EDITORS, MODERATORS, OPERATORS])
def test_editors_and_operators_keep_synonyms(group: str) -> None:
    browser: Client = desk(group)

    refused = browser.post(ADD, {"phrases": "one of its kind", "language": ""})
    taken = browser.post(ADD, {"phrases": "quokka\nkwokka", "language": ""})

    assert "at least two" in refused.content.decode()
    assert taken.status_code == 302
    assert Synonym.objects.get(phrases__contains="quokka").lines == ["quokka", "kwokka"]
    assert browser.get(reverse("wagtailsnippets_search_synonym:list")).status_code == 200
