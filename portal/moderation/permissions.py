"""Who may decide on what."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from portal.accounts.models import User
from portal.moderation.models import Case
from portal.moderation.reportables import Account
from portal.moderation.states import CaseState


def moderators() -> QuerySet[User]:
    people: QuerySet[User] = ModelBackend().with_perm("moderation.change_case")
    return people


def may_moderate(user: Account) -> bool:
    return isinstance(user, User) and user.is_active and user.has_perm("moderation.change_case")


def may_decide(user: Account, case: Case) -> bool:
    """A moderator decides on nothing of her own, on nothing she reported, and on no appeal against herself."""
    if not Case.objects.visible_to(user).filter(pk=case.pk).exists():
        return False
    is_hers = case.reports.filter(reporter=user.pk).exists()
    return not is_hers and not (case.state == CaseState.APPEALED and case.decided_by_id == user.pk)
