"""Telling of changes to many rows at once, of which Django sends no signal.

A queryset that is a `ReportingQuerySet` sends `rows_changed` for what it does in bulk, in the transaction
of the change. `ReportingQuerySet(model)` does so for a table whose manager isn't ours.
"""

from collections.abc import Collection, Iterable
from typing import Any, Self, TypeVar

from django.db import connections, transaction
from django.db.models import Max, Model, QuerySet
from django.dispatch import Signal

T = TypeVar("T", bound=Model)

# Sent with the concrete model as `sender`, and the `pks` of its rows. Of an update it is sent before, with `again`,
# and after; of new rows after they are there, and of rows that are deleted before they go.
rows_changed = Signal()

_CHUNK = 2000


class ReportingQuerySet(QuerySet[T]):
    """Rows whose changes in bulk are told. Where nobody listens for the model, they cost nothing more.

    `bulk_update()` and Django's asynchronous forms go through these. Not told is what an insertion that updates
    in case of a conflict takes away from where it was: nobody knows before which rows it will meet.
    """

    def update(self, **values: Any) -> int:
        if not self._is_heard or self.query.is_sliced or self.query.combinator:
            return super().update(**values)
        self._for_write = True
        with transaction.atomic(using=self.db, savepoint=False):
            pks = set(self.order_by().values_list("pk", flat=True).iterator(_CHUNK))
            self._tell(pks, again=True)
            changed = super(ReportingQuerySet, self._only(pks)).update(**values)
            self._tell(pks)
        self._result_cache = None
        return changed

    update.alters_data = True  # type: ignore[attr-defined]  # Django's mark for what templates may not call

    def bulk_create(
        self,
        objs: Iterable[T],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[T]:
        options = (batch_size, ignore_conflicts, update_conflicts, update_fields, unique_fields)
        if not self._is_heard:
            return super().bulk_create(objs, *options)
        self._for_write = True
        with transaction.atomic(using=self.db, savepoint=False):
            newest = self._newest() if ignore_conflicts else None
            created = super().bulk_create(objs, *options)
            pks = {row.pk for row in created if row.pk is not None}
            if ignore_conflicts and len(pks) < len(created):
                # The database doesn't say which were left out, nor the keys of the others: they are the newest.
                rows = self._rows() if newest is None else self._rows().filter(pk__gt=newest)
                pks |= set(rows.values_list("pk", flat=True))
            self._tell(pks)
        return created

    bulk_create.alters_data = True  # type: ignore[attr-defined]  # as above

    def _raw_delete(self, using: str | None) -> int:
        """How Django deletes rows of which nobody hears one by one."""
        if not self._is_heard:
            return super()._raw_delete(using)
        with transaction.atomic(using=using, savepoint=False):
            self._tell(set(self.order_by().values_list("pk", flat=True).using(using).iterator(_CHUNK)))
            return super()._raw_delete(using)

    _raw_delete.alters_data = True  # type: ignore[attr-defined]  # as above
    _raw_delete.queryset_only = True  # type: ignore[attr-defined]  # managers don't offer it

    @property
    def _is_heard(self) -> bool:
        return rows_changed.has_listeners(self.model._meta.concrete_model)

    def _tell(self, pks: Collection[Any], *, again: bool = False) -> None:
        if pks:
            rows_changed.send(sender=self.model._meta.concrete_model, pks=pks, again=again)

    def _only(self, pks: Collection[Any]) -> Self:
        """These rows and none that have joined them meanwhile, of which nobody would be told.

        A database that limits how much a query may hold, SQLite, has one writer at a time: none can join.
        """
        is_limited = connections[self.db].features.max_query_params is not None
        return self.all() if is_limited else self.filter(pk__in=pks)

    def _rows(self) -> QuerySet[T]:
        return QuerySet(self.model, using=self.db)

    def _newest(self) -> Any:
        return self._rows().aggregate(newest=Max("pk"))["newest"]
