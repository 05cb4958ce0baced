"""What the demonstration brought, so that it can be taken away without a trace."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class DemoItem(models.Model):
    """One row that the demonstration made; rows that hang on it go with it."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="one_demo_item_per_row")]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}"
