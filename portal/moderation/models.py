"""Reports, the cases they make, and every step of a case."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.moderation.querysets import CaseQuerySet, ReportQuerySet
from portal.moderation.reportables import Thing, reportable
from portal.moderation.states import CaseState, Event, Ground, Reason

# Art. 20(1): an appeal is possible for at least six months.
APPEAL_PERIOD = timedelta(days=183)


class Case(models.Model):
    """What happens to one thing that was reported, once or by several people.

    `title` and `url` are how it was when it was reported. Who decides on an appeal is not who decided first:
    the database refuses it.
    """

    kind = models.CharField(_("kind"), max_length=40)
    thing_pk = models.PositiveBigIntegerField(_("thing"))
    title = models.CharField(_("title"), max_length=200)
    url = models.CharField(_("address"), max_length=500)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    state = models.CharField(_("state"), max_length=8, choices=CaseState, default=CaseState.OPEN)
    opened = models.DateTimeField(_("opened"), default=timezone.now)
    changed = models.DateTimeField(_("changed"), default=timezone.now)
    decided = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    appeal_decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_permissions = ("change",)
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing_pk"], condition=Q(state=CaseState.OPEN), name="one_open_case_per_thing"
            ),
            models.CheckConstraint(condition=Q(state__in=CaseState.values), name="case_has_a_known_state"),
            models.CheckConstraint(
                condition=~Q(decided_by=F("appeal_decided_by")), name="a_second_person_decides_on_an_appeal"
            ),
        ]
        indexes = [models.Index(fields=["state", "opened"], name="cases_by_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self) -> Thing | None:
        """As it is now, None where it is gone."""
        of_kind = reportable(self.kind)
        return of_kind.existing(self.thing_pk) if of_kind else None

    @property
    def kind_label(self) -> str:
        of_kind = reportable(self.kind)
        return str(of_kind.label) if of_kind else self.kind

    @property
    def appeal_until(self) -> datetime:
        return (self.decided or self.opened) + APPEAL_PERIOD


class CaseEvent(models.Model):
    """One step of a case: who did what, why, and on which ground. The database refuses to change a row."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="events")
    event = models.CharField(_("event"), max_length=8, choices=Event)
    text = models.TextField(_("text"), max_length=4000, blank=True)
    ground = models.CharField(_("ground"), max_length=5, choices=Ground, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("step of a case")
        verbose_name_plural = _("steps of cases")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(event__in=Event.values), name="case_event_is_known")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.event}"


class Report(models.Model):
    """What somebody reported. A visitor may give an address; the decision goes there once she `confirmed` it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    text = models.TextField(_("text"), max_length=4000)
    attached = models.TextField(_("attached text"), blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("reporter")
    )
    address = models.EmailField(_("e-mail address"), blank=True)
    confirmed = models.DateTimeField(_("confirmed"), null=True)
    language = models.CharField(_("language"), max_length=10)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(reason__in=Reason.values), name="report_has_a_known_reason")]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """By which a reporter can ask about it."""
        return f"R-{self.pk}"
