"""A word that stands in one field finds its member, however it is typed, for the readers of that field alone."""

from functools import partial
from urllib.parse import urlencode

import pytest

from network.visibility import Visibility
from search.cards import card_key
from search.finding import find
from search.page.kinds import kinds_of
from search.queries import Query, Viewer
from tests.network.readers import Looking, everybody_looking_at, look_at_herself
from tests.network.test_canaries import CANARIES, Cage, rare_terms
from tests.search.engines.asking import LIMITS, Catalogue, Needs
from tests.search.leaks.words import in_cyrillic, mistyped

__all__ = ["rare_terms"]

pytestmark = pytest.mark.django_db

PAGES = ("/en/search/", "/en/search/suggestions/", "/en/members/")


@pytest.fixture(params=Visibility)
def cages(request: pytest.FixtureRequest, catalogue: Catalogue) -> list[Cage]:
    """A member for each canary, who shows it to some readers and the rest to everybody."""
    return [Cage.holding(canary, request.param) for canary in CANARIES]


@pytest.fixture
def looking(cages: list[Cage], catalogue: Catalogue) -> list[tuple[Looking, list[Cage]]]:
    """Everybody who looks, with the members she looks at: an owner at herself alone."""
    *others, owner = everybody_looking_at(cages[0].member)
    owners = [owner, *(look_at_herself(cage.member) for cage in cages[1:])]
    catalogue.bring_up_to_date()
    return [*((one, cages) for one in others), *((one, [cage]) for one, cage in zip(owners, cages, strict=True))]


def shown_to(cage: Cage) -> Visibility:
    return Visibility(getattr(cage.member, f"{cage.canary.field}_visibility"))


def ways_to_type(word: str, catalogue: Catalogue) -> list[str]:
    """As it is written, by its start, in the other script, and with an error where the engine forgives one."""
    forgives = Needs.TYPOS not in LIMITS.get(catalogue.name, {})
    return [word, word.upper(), word[:-1], in_cyrillic(word), *([mistyped(word)] if forgives else [])]


def test_a_canary_finds_its_member_for_the_readers_of_its_field_alone(
    looking: list[tuple[Looking, list[Cage]]], catalogue: Catalogue
) -> None:
    for one, cages in looking:
        ask = partial(Query, Viewer.of(one.account), kinds_of(""), "en")
        for cage in cages:
            readers = one.may_find(shown_to(cage))
            key = card_key("member", cage.member.pk)
            for text in ways_to_type(cage.canary.text, catalogue) if cage.canary.text else ():
                results = find(ask(text, count=("country",)))
                assert (key in {hit.key for hit in results.hits}) == readers, (one.name, text)
                if not readers:
                    assert not results.total, (one.name, text)
                    assert not results.suggestion, (one.name, text)
                    assert not any(term.count for term in results.facets["country"])
            if cage.canary.facet:
                group, term = cage.canary.facet
                found = find(Query(Viewer.of(one.account), ("member",), "en", facets={group: (term,)}, count=(group,)))
                assert found.total == readers, (one.name, term)
                assert {facet.term: facet.count for facet in found.facets[group]}.get(term) == readers


def test_no_page_names_a_canary_to_others(looking: list[tuple[Looking, list[Cage]]], catalogue: Catalogue) -> None:
    """Asked for by a part of it, since a page repeats what was typed."""
    for one, cages in looking:
        for cage in cages:
            word = cage.canary.text
            if not word or one.may_find(shown_to(cage)):
                continue
            for path in PAGES:
                html = one.client.get(f"{path}?{urlencode({'q': word[:-1]})}").content.decode()
                assert word not in html.casefold(), (one.name, path)
                if cage.canary.field != "works_in" or path == "/en/search/suggestions/":
                    assert cage.canary.shown not in html, (one.name, path)
                assert cage.member.get_absolute_url() not in html, (one.name, path)
