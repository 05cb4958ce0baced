"""No way of writing what cards are made of stays unheard: in bulk, through a relation, or as something forgotten."""

import re

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, PageViewRestriction

from network.models import Member
from portal.operations.bulk_changes import ReportingQuerySet
from portal.pages.models import StandardPage
from search.registry import registered_kinds, registration
from search.watching import watched_models
from tests.network.factories import MemberFactory
from tests.pages.factories import every_block, make_image, make_page

REGISTRATIONS = [registration(kind) for kind in registered_kinds()]
# Models whose managers aren't ours, and why no change in bulk goes unheard.
NOT_REPORTING: dict[type[Model], str] = {
    Locale: "Wagtail's; nothing writes locales in bulk, and there are five",
}
# Tables that cards are made of without being watched by the catalogue, and what hears of their changes instead.
HEARD_OTHERWISE: dict[type[Model], str] = {
    Tag: "a word stays as it was first written; only who uses it changes",
    Page: "portal.pages.registration hears pages and those below them",
    PageViewRestriction: "portal.pages.registration marks all that a restriction holds for",
    get_image_model().get_rendition_model(): "portal.pages.registration hears when the card's size is thrown away",
}
WATCHED = sorted(watched_models(), key=lambda model: model._meta.label)


@pytest.mark.parametrize("model", WATCHED, ids=[model._meta.label for model in WATCHED])
def test_changes_in_bulk_are_told(model: type[Model]) -> None:
    reports = isinstance(model._default_manager.all(), ReportingQuerySet)

    assert reports is (model not in NOT_REPORTING)


def test_what_is_registered_is_watched() -> None:
    assert {model for room in REGISTRATIONS for model in (room.model, *room.sources)} <= set(WATCHED)


def test_rows_that_are_handed_to_another_thing_by_their_relation_are_told() -> None:
    for room in REGISTRATIONS:
        for model, touches in room.sources.items():
            if touches.moves:
                assert isinstance(model._base_manager.all(), ReportingQuerySet), model


def test_many_to_many_tables_are_relations_of_their_cards() -> None:
    for room in REGISTRATIONS:
        tables = {field.remote_field.through for field in room.model._meta.many_to_many}
        assert tables == set(room.relations), room.kind


@pytest.mark.django_db
def test_every_table_that_a_card_is_made_of_is_heard() -> None:
    MemberFactory.create(expertises=["housing"], audiences=["women"], texts={"en": ("A", "B")}, languages={"tr": "B2"})
    make_page("en", "page", image=make_image(), body=every_block())
    relations = {table for room in REGISTRATIONS for table in room.relations}
    heard = {model._meta.db_table for model in {*WATCHED, *relations, *HEARD_OTHERWISE}}

    for room in REGISTRATIONS:
        with CaptureQueriesContext(connection) as queries:
            cards = [room.card(row) for row in room.rows()]
        read = {table for query in queries for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
        assert read <= heard, room.kind
        assert cards or room.model not in (Member, StandardPage)
