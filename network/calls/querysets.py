"""The vocabulary of calls."""

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, Q, QuerySet
from django.utils import timezone

from network.calls.limits import ANSWERS_KEPT, CALLS_KEPT
from network.calls.states import CallState
from network.models.member import Member
from network.querysets import Account
from portal.operations.bulk_changes import ReportingQuerySet

if TYPE_CHECKING:
    from network.models import Call, CallAnswer  # noqa: F401 - named in quotes below


class CallQuerySet(ReportingQuerySet["Call"]):
    def open(self) -> "CallQuerySet":
        """Those that are not closed, and whose last day is not over."""
        return self.filter(state=CallState.OPEN, deadline__gte=timezone.localdate(), withheld=False)

    def findable_by(self, user: Account) -> "CallQuerySet":
        """The open calls that lists show `user`: public ones to everybody, all others to members.

        Whoever may not find the author finds nothing of hers.
        """
        found = self.open().filter(author__in=Member.objects.findable_by(user).values("pk"))
        if not user.is_authenticated:
            return found.filter(is_public=True)
        is_member = Q(Exists(Member.objects.listed().filter(user=user.pk)))
        return found.filter(Q(is_public=True) | is_member)

    def visible_to(self, user: Account) -> "CallQuerySet":
        """What `user` may read: what she may find, her own calls, and those that she answered, closed or not."""
        if not user.is_authenticated:
            return self.findable_by(user)
        own = Q(author__user=user.pk) | Q(answers__member__user=user.pk, withheld=False)
        return self.filter(Q(pk__in=self.findable_by(user).values("pk")) | own).distinct()

    def of(self, user: Account) -> "CallQuerySet":
        return self.filter(author__user=user.pk) if user.is_authenticated else self.none()

    def with_answer_counts(self) -> "CallQuerySet":
        """Each with its `answer_count`."""
        return self.annotate(answer_count=Count("answers", filter=Q(answers__withheld=False)))

    def with_all(self) -> "CallQuerySet":
        """With what a call's card and page show, in a fixed number of queries."""
        return self.select_related("author__user").prefetch_related("expertises", "author__memberships__network")

    def overdue(self) -> "CallQuerySet":
        return self.filter(state=CallState.OPEN, deadline__lt=timezone.localdate())

    def outlived(self) -> "CallQuerySet":
        return self.filter(closed__lte=timezone.now() - CALLS_KEPT)


class CallAnswerQuerySet(QuerySet["CallAnswer"]):
    def of(self, user: Account) -> "CallAnswerQuerySet":
        return self.filter(member__user=user.pk) if user.is_authenticated else self.none()

    def shown(self) -> "CallAnswerQuerySet":
        """Those that the author of the call reads."""
        return self.filter(withheld=False)

    def shortlisted_first(self) -> "CallAnswerQuerySet":
        # `shortlisted` stands after `sent` in the alphabet.
        return self.order_by("-state", "sent", "pk")

    def outlived(self) -> "CallAnswerQuerySet":
        return self.filter(call__closed__lte=timezone.now() - ANSWERS_KEPT)
