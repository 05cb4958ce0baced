"""Deeds on controlled terms."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from portal.operations.bulk_changes import ReportingQuerySet
from portal.vocabulary.models import Term
from portal.vocabulary.permissions import may_merge_terms


@transaction.atomic
def merge_terms(into: Term, others: Collection[Term], *, acting_user: AbstractBaseUser | AnonymousUser) -> None:
    """Have `into` stand for `others` as well, which go: whatever had one of them has `into`, once.

    Which rooms use terms is read from the database's relations, so none is named here. Raises
    PermissionDenied for whoever may not merge terms, ValueError for terms of different schemes or `into`
    itself. Addresses that carry the identifiers of `others` find nothing afterwards.
    """
    if not may_merge_terms(acting_user):
        raise PermissionDenied
    if any(term.pk == into.pk or term.scheme != into.scheme for term in others):
        raise ValueError("Only other terms of the same scheme can be merged into one.")
    relations: Iterable[Any] = (one for one in Term._meta.get_fields(include_hidden=True) if one.is_relation)
    for relation in relations:
        if relation.auto_created and not _is_made_by_django(relation.related_model):
            hand_over = _hand_over_related if relation.many_to_many else _hand_over
            hand_over(relation.field, into, others)
    for term in others:
        log(instance=term, action="wagtail.delete", user=acting_user, deleted=True)
        term.delete()


def _is_made_by_django(model: Any) -> bool:
    """Whether the table is one of a many-to-many field, which is seen to with the field itself."""
    return bool(model._meta.auto_created)


def _hand_over(field: Any, into: Term, others: Collection[Term]) -> None:
    """Rows that point to one of `others` point to `into`."""
    ReportingQuerySet(field.model).filter(**{f"{field.name}__in": others}).update(**{field.name: into})


def _hand_over_related(field: Any, into: Term, others: Collection[Term]) -> None:
    """Rows that are related to some of `others` are related to `into`, once."""
    through = field.remote_field.through
    if not _is_made_by_django(through):
        return  # its rows point to the terms, and are handed over as such
    owner, term = (through._meta.get_field(name) for name in (field.m2m_field_name(), field.m2m_reverse_field_name()))
    rows: ReportingQuerySet[Any] = ReportingQuerySet(through)
    theirs = rows.filter(**{f"{term.name}__in": others})
    have_it = rows.filter(**{term.name: into}).values(owner.attname)
    lack_it = theirs.exclude(**{f"{owner.attname}__in": have_it}).values_list(owner.attname, flat=True).distinct()
    rows.bulk_create([through(**{owner.attname: pk, term.attname: into.pk}) for pk in lack_it])
    theirs.delete()
