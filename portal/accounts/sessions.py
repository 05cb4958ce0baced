"""Where somebody is signed in."""

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from portal.accounts.models import User


def count_others(request: HttpRequest) -> int:
    """In how many other browsers whoever asks is signed in.

    A session tells whose it is only when it is read, so all that have not run out are.
    """
    assert isinstance(request.user, User)
    running = Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=request.session.session_key)
    return sum(_is_open_for(request.user, session) for session in running.iterator())


def _is_open_for(user: User, session: Session) -> bool:
    data = session.get_decoded()
    if data.get(SESSION_KEY) != str(user.pk):
        return False
    return constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash())
