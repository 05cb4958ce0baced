"""From a change to a document: marking in its transaction, projecting from committed rows."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import m2m_changed, post_save, pre_delete
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from network.models import Member, MemberCountry, MemberLanguage, Membership, MemberText, Network
from network.states import MembershipState
from network.visibility import Visibility
from portal.accounts.models import User
from portal.operations.bulk_changes import rows_changed
from portal.vocabulary.models import Expertise, Term
from search import projector, registry
from search.cards import Card, Content, Face, card_key
from search.catalogue import mark_everything, mark_new_kinds
from search.marks import mark
from search.models import Document, DocumentTerm, Entry
from search.projector import project, project_pending
from search.registry import register
from search.tasks import sweep
from tests.accounts.factories import UserFactory
from tests.network.factories import MemberFactory, join
from tests.vocabulary.factories import AudienceFactory, ExpertiseFactory

pytestmark = pytest.mark.django_db

Commit = Callable[[Callable[[], object]], None]


def roll_back(change: Callable[[], object]) -> None:
    """Makes a change in a transaction of which nothing is kept."""
    with transaction.atomic():
        change()
        transaction.set_rollback(True)


@pytest.fixture
def commit(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Commit:
    """Makes a change as a request of its own would, in a transaction that is committed."""

    def commit(change: Callable[[], object]) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            change()

    return commit


@pytest.fixture
def known() -> Member:
    """A member who stands in the catalogue."""
    member = MemberFactory.create(
        name="Anna Berg",
        expertises=["housing"],
        audiences=["women"],
        texts={"en": ("A headline", "About me")},
        languages={"tr": "B2"},
        countries=["AT"],
    )
    project_pending()
    return member


@pytest.fixture
def groups_of_accounts() -> Iterator[list[int]]:
    """Accounts made findable by the names of their groups, a relation that can be changed from both ends."""
    made: list[int] = []

    def card(user: User) -> Card | None:
        made.append(user.pk)
        content = Content(title=user.email, facets={"group": tuple(group.name for group in user.groups.all())})
        return Card(card_key("user", user.pk), {"en": "/"}, datetime(2026, 1, 1, tzinfo=UTC), {Face.ANY: content})

    register(
        User,
        card,
        rows=lambda: User.objects.prefetch_related("groups"),
        visible_to=lambda account: User.objects.all(),
        template="none.html",
        relations=[User.groups.through],
    )
    yield made
    del registry._registrations["user"]
    for signal in (post_save, pre_delete, rows_changed):
        signal.disconnect(sender=User, dispatch_uid="catalogue:user:accounts.User")
    through = User.groups.through
    for signal in (m2m_changed, rows_changed):
        signal.disconnect(sender=through, dispatch_uid=f"catalogue:user:{through._meta.label}")


def entry(thing: Member) -> Entry:
    return Entry.objects.get(key=card_key("member", thing.pk))


def is_pending(member: Member) -> bool:
    return entry(member).pending


def terms(group: str) -> set[str]:
    return set(DocumentTerm.objects.filter(group=group).values_list("term", flat=True))


def test_a_registered_thing_is_found_once_it_is_saved(groups_of_accounts: list[int], commit: Commit) -> None:
    commit(UserFactory.create)

    user = User.objects.get()
    document = Document.objects.get()
    assert (document.entry.key, document.kind, document.face) == (f"user:{user.pk}", "user", "any")


def test_registering_names_the_kind_after_the_model(groups_of_accounts: list[int]) -> None:
    assert registry.registered_kinds()[-1] == "user"
    assert registry.registration("user").template == "none.html"


def test_a_change_is_marked_in_its_own_transaction_and_projected_after_the_commit(
    known: Member, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    before = entry(known).version

    with django_capture_on_commit_callbacks() as callbacks:
        known.name = "Anna Bergmann"
        known.save()
        assert entry(known).pending
        assert entry(known).version > before
        assert Document.objects.get().content["title"] == "Anna Berg"

    for callback in callbacks:
        callback()

    assert not entry(known).pending
    assert Document.objects.get().content["title"] == "Anna Bergmann"


def test_a_change_that_is_rolled_back_leaves_no_mark(known: Member) -> None:
    before = entry(known).version

    roll_back(known.save)

    assert (entry(known).version, entry(known).pending) == (before, False)


def test_somebody_new_who_is_rolled_back_leaves_no_entry() -> None:
    roll_back(MemberFactory.create)

    assert not Entry.objects.exists()


def test_a_change_that_nobody_heard_of_is_seen_once_it_is_marked(known: Member, commit: Commit) -> None:
    QuerySet(Member).filter(pk=known.pk).update(name="Berta Holm")
    assert not is_pending(known)

    commit(lambda: mark([card_key("member", known.pk)]))

    assert Document.objects.get().content["title"] == "Berta Holm"


def test_marking_many_costs_a_few_statements_per_five_hundred(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    keys = [f"member:{pk}" for pk in range(1, 1001)]

    # Each chunk inserts, updates and has a savepoint; SQLite takes fewer values in one statement.
    with django_assert_max_num_queries(2 * 4 if connection.vendor == "postgresql" else 2 * 8):
        mark(keys)

    assert Entry.objects.pending().count() == 1000


def test_marking_nothing_does_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        mark([])


@pytest.mark.parametrize(
    "change",
    [
        lambda member: MemberText.objects.create(member=member, language="fr", headline="Bonjour"),
        lambda member: member.texts.get().save(),
        lambda member: member.texts.get().delete(),
        lambda member: MemberLanguage.objects.create(member=member, code="fr", level="A2"),
        lambda member: member.languages.get().delete(),
        lambda member: MemberCountry.objects.create(member=member, country="FR"),
        lambda member: member.countries.get().delete(),
        lambda member: join(member, "AT"),
        lambda member: member.memberships.get().save(),
        lambda member: member.memberships.get().delete(),
        lambda member: member.expertises.add(Expertise.objects.get(slug="mediation")),
        lambda member: member.expertises.remove(Expertise.objects.get(slug="housing")),
        lambda member: member.expertises.clear(),
        lambda member: member.expertises.set([]),
        lambda member: member.audiences.clear(),
        lambda member: Network.objects.get(code="EU").save(),
    ],
    ids=[
        "text added",
        "text changed",
        "text deleted",
        "language added",
        "language deleted",
        "country added",
        "country deleted",
        "membership added",
        "membership changed",
        "membership deleted",
        "expertise added",
        "expertise removed",
        "expertises cleared",
        "expertises set",
        "audiences cleared",
        "network changed",
    ],
)
def test_what_a_card_is_made_of_marks_its_member(known: Member, change: Callable[[Member], object]) -> None:
    bystander = MemberFactory.create(networks=["FR"])
    project_pending()

    change(known)

    assert is_pending(known)
    assert not is_pending(bystander)


def test_closing_an_account_marks_its_member() -> None:
    member = MemberFactory.create(user=UserFactory.create())
    project_pending()
    assert Document.objects.count() == 1

    assert member.user is not None
    member.user.is_active = False
    member.user.save()
    project_pending()

    assert not Document.objects.exists()


@pytest.mark.parametrize("model", [Term, Expertise])
def test_a_renamed_term_marks_its_members(known: Member, model: type[Term]) -> None:
    bystander = MemberFactory.create(expertises=["mediation"])
    project_pending()

    term = model.objects.get(slug="housing")
    term.label_en = "Roofs"
    term.save()

    assert is_pending(known)
    assert not is_pending(bystander)
    project_pending()
    assert " roofs " in Document.objects.get(entry=entry(known)).words


def test_a_renamed_audience_marks_its_members(known: Member) -> None:
    Term.objects.get(slug="women").save()

    assert is_pending(known)


@pytest.mark.parametrize("make", [ExpertiseFactory.create, AudienceFactory.create])
def test_a_deleted_term_leaves_the_cards_of_its_members(make: Callable[..., Term]) -> None:
    term = make(slug="falconry", label_en="Falconry")
    member = MemberFactory.create(expertises=["falconry"], audiences=["falconry"])
    project_pending()
    assert " falconry " in Document.objects.get().words

    Term.objects.get(pk=term.pk).delete()
    project_pending()

    assert not is_pending(member)
    assert "falconry" not in Document.objects.get().words
    assert "falconry" not in terms(term.scheme)


def test_a_relation_changed_from_the_other_end_marks_the_thing(groups_of_accounts: list[int], commit: Commit) -> None:
    user, group = UserFactory.create(), Group.objects.create(name="Archive")
    project_pending()

    commit(lambda: group.user_set.add(user))
    assert terms("group") == {"Archive"}

    commit(lambda: group.user_set.remove(user))
    assert terms("group") == set()


def test_a_relation_cleared_from_the_other_end_marks_the_things(groups_of_accounts: list[int], commit: Commit) -> None:
    group = Group.objects.create(name="Archive")
    group.user_set.set([UserFactory.create(), UserFactory.create()])
    UserFactory.create()
    project_pending()
    groups_of_accounts.clear()

    commit(group.user_set.clear)

    assert terms("group") == set()
    assert len(groups_of_accounts) == 2


@pytest.mark.parametrize("of", [lambda member: member, lambda member: Member.objects.filter(pk=member.pk)])
def test_a_deleted_member_leaves_nothing_in_the_catalogue(
    known: Member, commit: Commit, of: Callable[[Member], Member]
) -> None:
    MemberFactory.create()
    project_pending()
    key = card_key("member", known.pk)

    commit(lambda: of(known).delete())

    assert not Entry.objects.filter(key=key).exists()
    assert Document.objects.count() == 1
    assert "housing" not in terms("expertise")


def test_a_deleted_account_takes_its_member_out_of_the_catalogue(commit: Commit) -> None:
    user = UserFactory.create()
    MemberFactory.create(user=user)
    project_pending()

    commit(user.delete)

    assert not Entry.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize("state", [state for state in MembershipState if state != MembershipState.ACTIVE])
def test_whoever_no_network_has_admitted_is_not_findable(state: MembershipState) -> None:
    member = MemberFactory.create(networks=[])
    membership = join(member, "AT", state)
    project_pending()
    assert not Document.objects.exists()

    membership.state = MembershipState.ACTIVE
    membership.save()
    project_pending()

    assert Document.objects.count() == 1


def test_a_card_that_cannot_be_made_holds_up_no_other(known: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    other = MemberFactory.create()
    made = registry.registration("member")

    def card(member: Member) -> Card | None:
        if member.pk == known.pk:
            raise ValueError("no card for her")
        return made.card(member)

    monkeypatch.setitem(registry._registrations, "member", replace(made, card=card))
    known.save()
    project_pending()
    assert is_pending(known), "she is tried again by the next sweep"
    assert Document.objects.filter(entry=entry(known)).exists(), "what stood there before still stands"
    assert not is_pending(other)

    monkeypatch.undo()
    project_pending()
    assert not is_pending(known)


def rows() -> list[list[dict[str, object]]]:
    models: list[type[Model]] = [Entry, Document, DocumentTerm]
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def test_projecting_twice_changes_nothing(known: Member) -> None:
    MemberFactory.create(visibility=Visibility.NETWORKS)
    project_pending()
    before = rows()

    project([one.key for one in Entry.objects.all()])
    project_pending()

    assert rows() == before


def test_projecting_an_unknown_key_does_nothing() -> None:
    project(["member:4711", "nothing:1"])

    assert not Entry.objects.exists()


def test_an_entry_of_a_kind_that_nobody_registered_goes() -> None:
    mark(["film:1"])

    project_pending()

    assert not Entry.objects.exists()


def test_listeners_hear_of_changes_only(known: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[bool] = []
    monkeypatch.setattr(projector, "_listeners", [lambda: heard.append(True)])

    mark([card_key("member", known.pk)])
    project_pending()
    assert heard == []

    known.city = "Graz"
    known.save()
    project_pending()
    assert heard == [True]


def test_cards_are_made_in_a_fixed_number_of_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _number in range(30):
        MemberFactory.create(expertises=["housing"], texts={"en": ("A", "B")}, languages={"tr": "B2"}, countries=["AT"])

    with django_assert_max_num_queries(25):
        project_pending()

    assert Document.objects.count() == 30


def test_a_change_without_a_wake_up_is_found_by_the_sweep(known: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    known.name = "Anna Bergmann"
    known.save()  # not committed here, so nothing wakes

    sweep()

    assert Document.objects.get(entry=entry(known)).content["title"] == "Anna Bergmann"


def test_a_wake_up_that_fails_loses_nothing_and_harms_no_save(
    known: Member, commit: Commit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(task: str) -> None:
        raise OSError("the queue is gone")

    monkeypatch.setattr("search.marks.wake", fail)
    known.name = "Anna Bergmann"
    commit(known.save)
    assert is_pending(known)

    sweep()

    assert not is_pending(known)
    assert Document.objects.get(entry=entry(known)).content["title"] == "Anna Bergmann"


def test_the_sweep_finds_what_an_upgrade_made_findable() -> None:
    mark_new_kinds.cache_clear()
    assert not Entry.objects.filter(kind="network").exists()

    sweep()

    assert Entry.objects.filter(kind="network", pending=False).count() == Network.objects.count()


def test_marking_everything_marks_what_is_gone_as_well(known: Member) -> None:
    QuerySet(Membership).filter(member=known)._raw_delete("default")
    Entry.objects.create(key="member:4711", kind="member", pending=False)
    Entry.objects.create(key="film:1", kind="film", pending=False)

    mark_everything()

    assert is_pending(known)
    project_pending()
    assert not Entry.objects.exclude(kind="network").exists()


def test_the_sweep_is_on_the_timetable() -> None:
    timetable: Iterable[dict[str, Any]] = settings.CELERY_BEAT_SCHEDULE.values()

    assert any(job["task"] == sweep.name and job["schedule"] <= 60 for job in timetable)


def faces(member: Member) -> set[str]:
    return set(Document.objects.filter(entry=entry(member)).values_list("face", flat=True))


def test_equal_faces_collapse_into_one_that_everybody_opens() -> None:
    member = MemberFactory.create(visibility=Visibility.PUBLIC)
    project_pending()

    assert faces(member) == {"any"}


def test_a_field_for_some_makes_three_faces_and_collapses_again() -> None:
    member = MemberFactory.create(organisation="Harbour", organisation_visibility=Visibility.MEMBERS)
    project_pending()
    assert faces(member) == {"public", "members", "peers"}

    member.organisation_visibility = Visibility.PUBLIC
    member.save()
    project_pending()
    assert faces(member) == {"any"}


def test_a_hidden_field_that_is_empty_splits_no_faces() -> None:
    member = MemberFactory.create(organisation="", organisation_visibility=Visibility.MEMBERS)
    project_pending()

    assert faces(member) == {"any"}


@pytest.mark.parametrize(
    ("visibility", "expected"),
    [(Visibility.MEMBERS, {"members", "peers"}), (Visibility.NETWORKS, {"peers"})],
)
def test_a_profile_for_some_has_no_face_for_others(visibility: Visibility, expected: set[str]) -> None:
    member = MemberFactory.create(visibility=visibility)
    project_pending()

    assert faces(member) == expected


def test_a_profile_for_nobody_has_no_entry_left() -> None:
    MemberFactory.create(visibility=Visibility.NOBODY)
    project_pending()

    assert not Entry.objects.exists()
