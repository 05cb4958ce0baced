"""The corpus that speed is measured on is the same every time, and as uneven as the world."""

import re
from collections import Counter
from itertools import islice, pairwise
from statistics import median

from django.conf import settings

from portal.demo.corpus.cards import card, cards
from portal.demo.corpus.terms import LEVELS
from portal.demo.corpus.words import LANGUAGES
from portal.vocabulary.languages import Level
from search.cards import Content, Face

NUMBER = 4000


def most_of(faces: dict[Face, Content]) -> Content:
    """The face that hides the least."""
    return faces.get(Face.PEERS) or faces[Face.ANY]


CARDS = list(cards(NUMBER))
CONTENTS = [most_of(dict(each.faces)) for each in CARDS]


def test_a_card_depends_on_its_number_and_the_seed_alone() -> None:
    assert list(islice(cards(10_000_000), 50)) == CARDS[:50]
    assert card(NUMBER) == CARDS[-1]
    assert card(1, seed=2) != CARDS[0]
    assert [each.key for each in CARDS[:3]] == ["member:1", "member:2", "member:3"]


def test_languages_and_levels_are_those_of_the_portal() -> None:
    assert tuple(code for code, _name in settings.LANGUAGES) == LANGUAGES
    assert tuple(Level.values) == LEVELS


def test_countries_are_uneven() -> None:
    counted = Counter(country for content in CONTENTS for country in content.facets["works_in"])

    assert len(counted) > 30
    assert counted.most_common(1)[0][1] > 10 * median(counted.values())


def test_bios_have_about_sixty_words() -> None:
    lengths = [len(text.body.split()) for content in CONTENTS for text in content.texts.values()]

    assert min(lengths) >= 45
    assert max(lengths) <= 75
    assert {language for content in CONTENTS for language in content.texts} == set(LANGUAGES)


def test_words_are_many_and_most_of_them_rare() -> None:
    for language in LANGUAGES:
        bios = (content.texts[language].body for content in CONTENTS if language in content.texts)
        counted = Counter(word for bio in bios for word in re.findall(r"\w+", bio.lower()))
        assert len(counted) > 1000, language
        assert sum(number < 10 for number in counted.values()) > len(counted) / 3, language


def test_names_are_in_both_scripts() -> None:
    titles = Counter("cyrillic" if re.search("[а-яА-Я]", content.title) else "latin" for content in CONTENTS)
    in_the_other = Counter(bool(re.search("[а-яА-Я]", content.title)) for content in CONTENTS if content.names)

    assert titles["latin"] > titles["cyrillic"] > NUMBER / 50
    assert min(in_the_other[True], in_the_other[False]) > NUMBER / 100


def test_three_in_ten_show_themselves_to_all_alike_and_three_to_members_only() -> None:
    shown = Counter(frozenset(each.faces) for each in CARDS)

    assert abs(shown[frozenset({Face.ANY})] / NUMBER - 0.3) < 0.04
    assert abs(shown[frozenset({Face.MEMBERS, Face.PEERS})] / NUMBER - 0.3) < 0.04
    assert abs(shown[frozenset({Face.PUBLIC, Face.MEMBERS, Face.PEERS})] / NUMBER - 0.4) < 0.04


def test_a_face_shows_nothing_that_the_next_does_not() -> None:
    for each in CARDS:
        ordered = [each.faces[face] for face in (Face.PUBLIC, Face.MEMBERS, Face.PEERS) if face in each.faces]
        for fewer, more in pairwise(ordered):
            assert set(fewer.keywords) <= set(more.keywords)
            assert all(set(terms) <= set(more.facets[group]) for group, terms in fewer.facets.items())
            assert fewer.texts in ({}, more.texts)
