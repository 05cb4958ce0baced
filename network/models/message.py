"""What people write to each other through the portal, without seeing each other's addresses."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from network.contact.querysets import ConversationQuerySet, MessageQuerySet
from network.contact.sides import Side
from network.models.member import Member


class Conversation(models.Model):
    """Messages between a member and somebody who wrote to her: an account, or a visitor with an address.

    The member sees the writer's address only where the writer `shows_address`; nobody sees the member's.
    What a visitor wrote goes nowhere until it is `confirmed` by the link in her mail. Each side may
    block: then neither writes on.
    """

    member = models.ForeignKey(Member, models.CASCADE, related_name="conversations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    visitor_name = models.CharField(_("name"), max_length=120, blank=True)
    visitor_address = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=10)
    shows_address = models.BooleanField(_("shows the address"), default=False)
    started = models.DateTimeField(_("started"), default=timezone.now)
    confirmed = models.DateTimeField(_("confirmed"), null=True)
    withheld = models.BooleanField(
        _("withheld"), default=False, editable=False, help_text=_("Ended by decision of the moderators.")
    )
    blocked_by_member = models.BooleanField(_("blocked by the member"), default=False)
    blocked_by_writer = models.BooleanField(_("blocked by whoever began"), default=False)

    objects: ClassVar[ConversationQuerySet] = ConversationQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, visitor_name="", visitor_address="")
                | Q(user__isnull=True, visitor_name__gt="", visitor_address__gt=""),
                name="a_writer_has_an_account_or_an_address",
            ),
            models.UniqueConstraint(
                fields=["member", "user"], condition=Q(user__isnull=False), name="one_conversation_per_account"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("network:conversation", args=[self.pk])

    @property
    def is_blocked(self) -> bool:
        return self.withheld or self.blocked_by_member or self.blocked_by_writer

    @property
    def writer_name(self) -> str:
        """How whoever began is called: by the name on the profile, else by that of the account."""
        if self.user is None:
            return self.visitor_name
        member: Member | None = getattr(self.user, "member", None)
        return (member.name if member else self.user.get_full_name()) or gettext("Somebody with an account")

    def name_of(self, side: Side) -> str:
        return self.member.name if side == Side.MEMBER else self.writer_name

    @property
    def writer_address(self) -> str:
        return self.user.email if self.user else self.visitor_address


class Message(models.Model):
    """One message; `seen` is when the other side opened the conversation after it."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages")
    side = models.CharField(_("written by"), max_length=6, choices=Side)
    text = models.TextField(_("text"), max_length=4000)
    sent = models.DateTimeField(_("sent"), default=timezone.now, db_index=True)
    seen = models.DateTimeField(_("seen"), null=True)

    objects: ClassVar[MessageQuerySet] = MessageQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["sent", "pk"]
        constraints = [models.CheckConstraint(condition=Q(side__in=Side.values), name="message_has_a_known_side")]

    def __str__(self) -> str:
        return f"{self.pk}"
