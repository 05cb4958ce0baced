"""The articles that a member has written, and the profile that an article leads to."""

import re

from network.models import Member
from network.querysets import Account
from portal.accounts.models import User
from portal.pages.authors import AuthorProfile
from portal.pages.models import ArticlePage
from portal.pages.querysets import EditorialPageQuerySet

_MOST = 6
_ADDRESS = re.compile(r"/members/(\d{1,18})(?:/|$)")


def articles_by(member: Member, language: str) -> EditorialPageQuerySet:
    """Her newest articles that everybody may read, each in the language or the next best."""
    written: EditorialPageQuerySet = ArticlePage.objects.filter(writer=member.user_id, writer__isnull=False)
    newest: EditorialPageQuerySet = written.read_in(language).order_by("-date", "-pk")
    return newest.select_related("locale")[:_MOST]


class MemberProfiles:
    """How articles lead to the profiles of those who wrote them."""

    def account_at(self, address: str, reader: Account) -> User | None:
        found = _ADDRESS.search(address)
        member = Member.objects.visible_to(reader).filter(pk=found[1]).select_related("user").first() if found else None
        return member.user if member else None

    def profile_of(self, account_id: int, reader: Account) -> AuthorProfile | None:
        member = Member.objects.visible_to(reader).filter(user=account_id).first()
        return AuthorProfile(member.name, member.get_absolute_url()) if member else None
