"""Calls for partners, experts and trainers, and the answers to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.calls.limits import MOST_ANSWERS, MOST_WANTED
from network.calls.querysets import CallAnswerQuerySet, CallQuerySet
from network.calls.states import AnswerState, CallKind, CallState
from network.models.codes import validate_country
from network.models.member import Member
from portal.vocabulary.models import Expertise


class Call(models.Model):
    """What a member looks for, until its last day. It takes no more answers than she can read.

    Members read it; visitors too where it `is_public`. `thanked` is when she answered all who had answered.
    """

    author = models.ForeignKey(Member, models.CASCADE, related_name="calls")
    kind = models.CharField(_("what I look for"), max_length=8, choices=CallKind)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("what it is about"), max_length=4000)
    language = models.CharField(_("written in"), max_length=10, choices=settings.LANGUAGES)
    country = models.CharField(_("country"), max_length=2, blank=True, validators=[validate_country])
    expertises = models.ManyToManyField(Expertise, verbose_name=_("expertise asked for"), related_name="+", blank=True)
    wanted = models.PositiveSmallIntegerField(_("how many I look for"), default=1)
    most_answers = models.PositiveSmallIntegerField(_("how many answers I can read"), default=20)
    deadline = models.DateField(_("last day"))
    is_public = models.BooleanField(_("visitors may read it too"), default=False)
    state = models.CharField(_("state"), max_length=6, choices=CallState, default=CallState.OPEN)
    withheld = models.BooleanField(
        _("withheld"), default=False, editable=False, help_text=_("Not shown, by decision of the moderators.")
    )
    published = models.DateTimeField(_("published"), default=timezone.now)
    closed = models.DateTimeField(_("closed"), null=True)
    thanked = models.DateTimeField(_("answered all"), null=True)

    objects: ClassVar[CallQuerySet] = CallQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CallKind.values), name="call_has_a_known_kind"),
            models.CheckConstraint(
                condition=Q(state=CallState.OPEN, closed__isnull=True)
                | Q(state=CallState.CLOSED, closed__isnull=False),
                name="a_closed_call_says_when",
            ),
            models.CheckConstraint(
                condition=Q(wanted__gte=1, wanted__lte=MOST_WANTED)
                & Q(most_answers__gte=1, most_answers__lte=MOST_ANSWERS),
                name="a_call_can_be_handled",
            ),
        ]
        indexes = [models.Index(fields=["deadline"], condition=Q(state=CallState.OPEN), name="open_calls")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("network:call", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == CallState.OPEN and self.deadline >= timezone.localdate() and not self.withheld


class CallAnswer(models.Model):
    """What a member answers to a call: read by its author alone."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, models.CASCADE, related_name="call_answers")
    text = models.TextField(_("answer"), max_length=2000)
    state = models.CharField(_("state"), max_length=11, choices=AnswerState, default=AnswerState.SENT)
    withheld = models.BooleanField(
        _("withheld"), default=False, editable=False, help_text=_("Not shown, by decision of the moderators.")
    )
    sent = models.DateTimeField(_("sent"), default=timezone.now)

    objects: ClassVar[CallAnswerQuerySet] = CallAnswerQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("answer to a call")
        verbose_name_plural = _("answers to calls")
        constraints = [
            models.UniqueConstraint(fields=["call", "member"], name="one_answer_per_call_and_member"),
            models.CheckConstraint(condition=Q(state__in=AnswerState.values), name="answer_has_a_known_state"),
        ]

    def __str__(self) -> str:
        return f"{self.call} · {self.member}"
