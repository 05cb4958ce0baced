"""The vocabulary of cases."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from portal.accounts.models import User
from portal.moderation.reportables import Account
from portal.moderation.states import WAITING, CaseState

if TYPE_CHECKING:
    from portal.moderation.models import Case, Report  # noqa: F401 - named in quotes below


class CaseQuerySet(QuerySet["Case"]):
    def visible_to(self, user: Account) -> "CaseQuerySet":
        """All cases for moderators, but those about themselves."""
        if not (isinstance(user, User) and user.is_active and user.has_perm("moderation.change_case")):
            return self.none()
        return self.exclude(author=user.pk)

    def against(self, user: Account) -> "CaseQuerySet":
        """What was decided against an account, and what came of its appeals."""
        decided = (CaseState.WITHHELD, CaseState.APPEALED, CaseState.UPHELD, CaseState.REVERSED)
        return self.filter(author=user.pk, state__in=decided) if user.is_authenticated else self.none()

    def waiting(self) -> "CaseQuerySet":
        """Those that a moderator has to decide, the oldest first."""
        return self.filter(state__in=WAITING).order_by("opened", "pk")

    def with_counts(self) -> "CaseQuerySet":
        return self.annotate(report_count=Count("reports"))

    def settled_before(self, moment: datetime) -> "CaseQuerySet":
        """Those about which nothing has happened since then, and of which somebody's words are kept."""
        return self.filter(~Q(state__in=WAITING), changed__lt=moment).exclude(title="")


class ReportQuerySet(QuerySet["Report"]):
    def of(self, user: Account) -> "ReportQuerySet":
        return self.filter(reporter=user.pk) if user.is_authenticated else self.none()

    def to_be_told(self) -> "ReportQuerySet":
        """Those whose reporter gets the decision: by her account, or at an address that is hers."""
        has_account = Q(reporter__is_active=True)
        return self.filter(has_account | Q(~Q(address=""), confirmed__isnull=False)).select_related("reporter")
