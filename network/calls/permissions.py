"""Who may publish a call, and who may answer one."""

from network.models import Call, Member
from network.querysets import Account
from network.visibility import Visibility


def may_publish(member: Member | None) -> bool:
    """Members do whom other members can find: a call stands under its author's name."""
    if member is None or member.profile_visibility == Visibility.NOBODY:
        return False
    return Member.objects.listed().filter(pk=member.pk).exists()


def may_manage(user: Account, call: Call) -> bool:
    """A call is its author's."""
    return user.is_authenticated and call.author.user_id == user.pk


def may_answer(member: Member | None, call: Call) -> bool:
    """Any other member does, while the call is open; whether it still has room is told apart from that."""
    return call.is_open and member is not None and member.pk != call.author_id and may_publish(member)


def is_full(call: Call) -> bool:
    return call.answers.shown().count() >= call.most_answers
