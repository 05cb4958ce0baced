"""What the rows that hang on a member or a network have in common."""

from typing import Any, ClassVar

from django.db import models

from portal.operations.bulk_changes import ReportingQuerySet


class ReportingModel(models.Model):
    """A row that is part of something findable. Handing it to another, as by `member.texts.add(text)`, is told as well.

    Django does that through the base manager, so that one reports, too.
    """

    objects: ClassVar[ReportingQuerySet[Any]] = ReportingQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        abstract = True
        base_manager_name = "objects"
