"""The vocabulary of conversations."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, F, Max, Q, QuerySet

from network.contact.sides import Side
from network.querysets import Account

if TYPE_CHECKING:
    from network.models import Conversation, Member, Message  # noqa: F401 - named in quotes below


class ConversationQuerySet(QuerySet["Conversation"]):
    def visible_to(self, user: Account) -> "ConversationQuerySet":
        """Those in which an account writes, on either side; what a visitor has not confirmed is in none."""
        if not user.is_authenticated:
            return self.none()
        return self.confirmed().filter(Q(member__user=user.pk) | Q(user=user.pk))

    def between(self, user: Account, member: "Member") -> "ConversationQuerySet":
        """What an account and a member wrote to each other, whoever began."""
        if not user.is_authenticated:
            return self.none()
        began_by_member = Q(member__user=user.pk, user__isnull=False, user=member.user_id)
        return self.filter(Q(member=member, user=user.pk) | began_by_member)

    def of_visitor(self, address: str) -> "ConversationQuerySet":
        return self.filter(visitor_address__iexact=address)

    def confirmed(self) -> "ConversationQuerySet":
        return self.filter(confirmed__isnull=False)

    def unconfirmed(self) -> "ConversationQuerySet":
        return self.filter(confirmed__isnull=True)

    def started_since(self, moment: datetime) -> "ConversationQuerySet":
        return self.filter(started__gte=moment)

    def started_before(self, moment: datetime) -> "ConversationQuerySet":
        return self.filter(started__lt=moment)

    def forgotten(self) -> "ConversationQuerySet":
        """Those of which no message is left, and which nobody has to go on blocking."""
        return self.filter(messages__isnull=True, blocked_by_member=False, blocked_by_writer=False)

    def with_people(self) -> "ConversationQuerySet":
        return self.select_related("member__user", "user__member")

    def in_overview(self, user: Account) -> "ConversationQuerySet":
        """With `latest`, when the last message went, and `unseen`, how many `user` has not opened; those first."""
        to_member = Q(member__user=user.pk, messages__side=Side.WRITER)
        to_writer = Q(user=user.pk, messages__side=Side.MEMBER)
        counted = self.annotate(
            latest=Max("messages__sent"),
            unseen=Count("messages", filter=Q(to_member | to_writer, messages__seen__isnull=True)),
        )
        return counted.order_by(F("unseen").desc(), F("latest").desc(nulls_last=True), "pk")


class MessageQuerySet(QuerySet["Message"]):
    def unseen_by(self, user: Account) -> "MessageQuerySet":
        """What others wrote to an account that has not opened it."""
        if not user.is_authenticated:
            return self.none()
        to_member = Q(conversation__member__user=user.pk, side=Side.WRITER)
        to_writer = Q(conversation__user=user.pk, side=Side.MEMBER)
        return self.filter(to_member | to_writer, seen__isnull=True, conversation__confirmed__isnull=False)

    def written_by(self, user: Account) -> "MessageQuerySet":
        by_member = Q(conversation__member__user=user.pk, side=Side.MEMBER)
        return self.filter(by_member | Q(conversation__user=user.pk, side=Side.WRITER))

    def by(self, side: Side) -> "MessageQuerySet":
        return self.filter(side=side)

    def sent_since(self, moment: datetime) -> "MessageQuerySet":
        return self.filter(sent__gte=moment)

    def sent_before(self, moment: datetime) -> "MessageQuerySet":
        return self.filter(sent__lt=moment)
