"""How members stand to networks, and every step that led there."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.models.base import ReportingModel
from network.models.member import Member
from network.models.network import Network
from network.querysets import MembershipQuerySet
from network.states import Event, MembershipRole, MembershipState


class Membership(ReportingModel):
    """A member's place in one network. The role alone gives a coordinator rights, and only there.

    `applied` is when she last applied, `since` when she was admitted; `reminded` when the network was
    last reminded of an application that waits.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="memberships")
    network = models.ForeignKey(Network, models.PROTECT, related_name="memberships")
    state = models.CharField(_("state"), max_length=9, choices=MembershipState, default=MembershipState.APPLIED)
    role = models.CharField(_("role"), max_length=12, choices=MembershipRole, default=MembershipRole.MEMBER)
    applied = models.DateTimeField(_("applied"), default=timezone.now)
    since = models.DateTimeField(_("since"), default=timezone.now)
    reminded = models.DateTimeField(_("reminded"), null=True, editable=False)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["member", "network"], name="one_membership_per_network"),
            models.CheckConstraint(condition=Q(state__in=MembershipState.values), name="membership_has_a_known_state"),
            models.CheckConstraint(condition=Q(role__in=MembershipRole.values), name="membership_has_a_known_role"),
        ]
        indexes = [
            models.Index(
                fields=["network", "applied"],
                condition=Q(state__in=[MembershipState.APPLIED, MembershipState.ASKED]),
                name="waiting_applications",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.network.code}"


class MembershipEvent(models.Model):
    """One step of a membership: who did what, and in which words. The database refuses to change a row.

    `text` is the motivation, the question, the answer or the reason; `evidence` is what an expert
    applies with. `by` is empty once that account is gone; her step stays.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="events")
    event = models.CharField(_("event"), max_length=9, choices=Event)
    text = models.TextField(_("text"), max_length=4000, blank=True)
    evidence = models.TextField(_("evidence"), max_length=4000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("step of a membership")
        verbose_name_plural = _("steps of memberships")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(event__in=Event.values), name="membership_event_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {self.event}"

    @property
    def author(self) -> str:
        """Who did it, by the name on the profile and never by an address; empty for whoever is gone or has none."""
        if self.by is None:
            return ""
        member: Member | None = getattr(self.by, "member", None)
        return member.name if member else self.by.get_full_name()


class Nomination(ReportingModel):
    """A national network's word for somebody as an expert: with it, the European network asks for no evidence."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="nominations")
    network = models.ForeignKey(Network, models.CASCADE, related_name="nominations")
    reason = models.TextField(_("reason"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "network"], name="one_nomination_per_member_and_network")
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.network.code}"
