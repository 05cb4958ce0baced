"""A crowd of made-up members, to see and to measure the portal with as many as one day it may have."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Model, QuerySet

from network.models import (
    Member,
    MemberCountry,
    MemberLanguage,
    Membership,
    MemberText,
    Network,
)
from network.states import MembershipState
from network.visibility import Visibility
from portal.demo.corpus.people import FIELDS, made
from portal.demo.models import DemoItem
from portal.vocabulary.models import Term
from search.cards import Face

_CHUNK = 1000


def crowd() -> QuerySet[Member]:
    """The members that were generated: fictional, and not of the demonstration."""
    of_demo = DemoItem.objects.filter(content_type__app_label="network", content_type__model="member")
    members: QuerySet[Member] = Member.objects.filter(is_demo=True).exclude(pk__in=of_demo.values("object_id"))
    return members


def add_to_crowd(number: int) -> Iterator[int]:
    """Make `number` more of them, and give after each thousand how many there are by now.

    Nobody hears of them: whoever adds a crowd rebuilds the catalogue and the index afterwards.
    """
    there = crowd().count()
    terms = dict(Term.objects.values_list("slug", "pk"))
    networks = dict(Network.objects.values_list("code", "pk"))
    last = there + number
    for begin in range(there + 1, last + 1, _CHUNK):
        numbers = range(begin, min(begin + _CHUNK, last + 1))
        with transaction.atomic():
            _insert(numbers, terms, networks)
        yield numbers[-1] - there


def remove_crowd() -> int:
    """Delete all of them, with all that hangs on them, and give how many that were."""
    count = 0
    while keys := list(crowd().values_list("pk", flat=True)[:_CHUNK]):
        with transaction.atomic():
            Member.objects.filter(pk__in=keys).delete()
        count += len(keys)
    return count


def _insert(numbers: Sequence[int], terms: dict[str, int], networks: dict[str, int]) -> None:
    first = (Member.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    people = [(first + place, *made(number)) for place, number in enumerate(numbers)]
    _keep(Member, (_member(pk, person, hidden, joined) for pk, person, hidden, joined in people))
    _keep(
        MemberText,
        (
            MemberText(member_id=pk, language=language, headline=text.summary[:100], bio=text.body[:4000])
            for pk, person, *_rest in people
            for language, text in person.texts.items()
        ),
    )
    _keep(
        MemberLanguage,
        (
            MemberLanguage(member_id=pk, code=code, level=level)
            for pk, person, *_rest in people
            for code, level in person.languages.items()
        ),
    )
    _keep(
        MemberCountry,
        (MemberCountry(member_id=pk, country=country) for pk, person, *_rest in people for country in person.works_in),
    )
    for through, name in ((Member.expertises.through, "expertises"), (Member.audiences.through, "audiences")):
        column = f"{name.removesuffix('s')}_id"
        _keep(
            through,
            (
                through(member_id=pk, **{column: terms[slug]})
                for pk, person, *_rest in people
                for slug in getattr(person, name)
            ),
        )
    _keep(
        Membership,
        (
            Membership(
                member_id=pk, network_id=networks[code], state=MembershipState.ACTIVE, applied=joined, since=joined
            )
            for pk, person, _hidden, joined in people
            for code in person.networks
            if code in networks
        ),
    )
    _go_on_counting()


def _keep(model: type[Model], rows: Iterable[Any]) -> None:
    """Past everything that listens to rows: a million of them would be heard of one by one."""
    QuerySet(model).bulk_create(list(rows), batch_size=_CHUNK)


def _member(pk: int, person: Any, hidden: dict[Face, frozenset[str]], joined: Any) -> Member:
    is_public = Face.PUBLIC in hidden
    return Member(
        pk=pk,
        name=person.name[:120],
        name_other_script=person.name_other_script[:120],
        organisation=person.organisation[:120],
        city=person.city[:80],
        is_demo=True,
        joined=joined,
        edited=joined,
        exposure_chosen=joined,
        profile_visibility=Visibility.PUBLIC if is_public else Visibility.MEMBERS,
        **{f"{field}_visibility": _visibility(field, hidden) for field in FIELDS},
    )


def _visibility(field: str, hidden: dict[Face, frozenset[str]]) -> Visibility:
    for face, visibility in ((Face.PUBLIC, Visibility.PUBLIC), (Face.MEMBERS, Visibility.MEMBERS)):
        if face in hidden and field not in hidden[face]:
            return visibility
    return Visibility.NETWORKS


def _go_on_counting() -> None:
    """Have PostgreSQL give the next row a key that is free: these brought their own."""
    if connection.vendor == "postgresql":
        table = Member._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))")  # noqa: S608 - our own table
