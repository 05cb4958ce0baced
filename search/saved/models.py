"""A search that somebody keeps."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Rhythm(models.TextChoices):
    NEVER = "never", _("never")
    DAILY = "daily", _("once a day, if there is something new")
    WEEKLY = "weekly", _("once a week, if there is something new")


INTERVALS = {Rhythm.DAILY: timedelta(days=1), Rhythm.WEEKLY: timedelta(days=7)}


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, user: AbstractBaseUser | AnonymousUser) -> "SavedSearchQuerySet":
        return self.filter(user=user.pk)

    def due(self, now: datetime) -> "SavedSearchQuerySet":
        """Those whose owner wants to be told, and where nobody has looked for as long as she said."""
        waited = (Q(rhythm=rhythm, looked__lte=now - interval) for rhythm, interval in INTERVALS.items())
        due = Q(pk__in=[])
        for condition in waited:
            due |= condition
        return self.filter(due, user__is_active=True)


class SavedSearch(models.Model):
    """A search on a page that offers saving, as the tail of its address.

    `seen` are the keys of the newest things that it found when it was `looked` at last, and `horizon` is the
    date of the oldest of them where there were more than are remembered; `told` is when a mail went.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(_("page"), max_length=40)
    querystring = models.CharField(_("what is searched for"), max_length=1000)
    title = models.CharField(_("title"), max_length=120)
    rhythm = models.CharField(_("Tell me about what is new"), max_length=6, choices=Rhythm, default=Rhythm.WEEKLY)
    seen = models.JSONField(default=list, editable=False)
    horizon = models.DateTimeField(null=True, editable=False)
    saved = models.DateTimeField(_("saved"), default=timezone.now)
    looked = models.DateTimeField(default=timezone.now, editable=False)
    told = models.DateTimeField(_("told"), null=True, editable=False)

    objects: ClassVar[SavedSearchQuerySet] = SavedSearchQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "page", "querystring"], name="a_search_is_saved_once"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="saved_search_has_a_known_rhythm"),
        ]
        indexes = [models.Index("looked", condition=~Q(rhythm=Rhythm.NEVER), name="searches_to_look_at")]

    def __str__(self) -> str:
        return self.title
