"""Several terms become one."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries
from wagtail.models import ModelLogEntry

from network.models import Member
from portal.accounts.models import User
from portal.vocabulary.actions import merge_terms
from portal.vocabulary.models import Expertise, Term
from search.catalogue import mark_everything
from search.models import Entry
from search.projector import project_pending
from tests.accounts.factories import UserFactory
from tests.network.factories import MemberFactory
from tests.search.truth import pending, stale
from tests.vocabulary.factories import AudienceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    editor = UserFactory.create()
    wanted = Permission.objects.filter(codename__in=["change_term", "delete_term"])
    editor.user_permissions.set(wanted)
    return editor


def term(slug: str) -> Term:
    return Term.objects.get(scheme="expertise", slug=slug)


def terms_of(member: Member) -> list[str]:
    return list(member.expertises.order_by("slug").values_list("slug", flat=True))


def test_whoever_had_one_of_them_has_the_one_that_stays_once(editor: User) -> None:
    with_both = MemberFactory.create(expertises=["housing", "mediation"])
    with_others = MemberFactory.create(expertises=["mediation", "guidance"])
    with_one = MemberFactory.create(expertises=["housing"])

    merge_terms(term("housing"), [term("mediation"), term("guidance")], acting_user=editor)

    assert [terms_of(one) for one in (with_both, with_others, with_one)] == [["housing"]] * 3
    assert not Term.objects.filter(slug__in=["mediation", "guidance"]).exists()
    assert set(ModelLogEntry.objects.values_list("action", "user")) == {("wagtail.delete", editor.pk)}


def test_those_who_get_the_term_are_marked_and_no_others(editor: User) -> None:
    changed = MemberFactory.create(expertises=["mediation"])
    has_it = MemberFactory.create(expertises=["housing"])
    mark_everything()
    project_pending()

    merge_terms(term("housing"), [term("mediation")], acting_user=editor)

    assert pending() == stale() == {f"member:{changed.pk}"}
    assert not Entry.objects.get(key=f"member:{has_it.pk}").pending
    project_pending()
    assert stale() == set()


def test_merging_costs_the_same_for_few_and_many(
    editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    members = Member.objects.bulk_create(Member(name=f"Member {number}", is_demo=True) for number in range(300))
    through: Any = Member.expertises.through
    through.objects.bulk_create(through(member=member, expertise_id=term("mediation").pk) for member in members)

    with django_assert_max_num_queries(60):
        merge_terms(term("housing"), [term("mediation")], acting_user=editor)

    assert Expertise.objects.get(slug="housing").pk
    assert through.objects.filter(expertise__slug="housing").count() == 300


def test_only_whoever_may_change_and_delete_terms_merges_them(editor: User) -> None:
    editor.user_permissions.remove(Permission.objects.get(codename="delete_term"))

    for nobody in (User.objects.get(pk=editor.pk), AnonymousUser()):
        with pytest.raises(PermissionDenied):
            merge_terms(term("housing"), [term("mediation")], acting_user=nobody)
    assert term("mediation").pk


def test_terms_of_different_schemes_stay_apart(editor: User) -> None:
    with pytest.raises(ValueError, match="same scheme"):
        merge_terms(term("housing"), [Term.objects.get(pk=AudienceFactory.create().pk)], acting_user=editor)
    with pytest.raises(ValueError, match="same scheme"):
        merge_terms(term("housing"), [term("housing")], acting_user=editor)
