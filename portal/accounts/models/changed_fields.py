"""Saving what was changed, and nothing else."""

from collections.abc import Collection, Mapping
from typing import Any, Self

from django.db import models


class SavesChangedFields(models.Model):
    """A row whose `save()` writes the fields that were changed since it was read.

    The others may be out of date by then. Written back, they would undo what another request did
    meanwhile; and whole rows are what forms save, Wagtail's among them, and allauth.
    """

    _stored: Mapping[str, Any] = {}

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            options.setdefault("update_fields", self._changed())
        super().save(*args, **options)
        self.note_stored(options.get("update_fields"))

    @classmethod
    def from_db(cls, *args: Any, **options: Any) -> Self:
        row = super().from_db(*args, **options)
        row.note_stored()
        return row

    def refresh_from_db(self, using: str | None = None, fields: Any = None, from_queryset: Any = None) -> None:
        super().refresh_from_db(using, fields, from_queryset)
        self.note_stored(fields)

    def note_stored(self, names: Collection[str] | None = None) -> None:
        """Take the fields called `names`, or all, for what stands in the database."""
        noted = {name: value for name, value in self._loaded().items() if names is None or name in names}
        self._stored = {**self._stored, **noted}

    def _changed(self) -> list[str]:
        stored = self._stored
        return [name for name, value in self._loaded().items() if name not in stored or stored[name] != value]

    def _loaded(self) -> dict[str, Any]:
        names = (field.attname for field in self._meta.concrete_fields)
        return {name: self.__dict__[name] for name in names if name in self.__dict__}
