"""An account for each role, for trying the portal out."""

import hmac
from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group

from network.models import Member
from portal.accounts.groups import EDITORS, MODERATORS, OPERATORS
from portal.accounts.models import User
from portal.accounts.terms import accept_terms, current_terms


@dataclass(frozen=True, slots=True)
class Role:
    """What an account of the demonstration is for, and which of its people it belongs to."""

    name: str
    purpose: str
    language: str = "en"
    member: str = ""
    groups: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.name}@demo.example"


ROLES = (
    Role("professional", "sees what members show to members", language="de", member="elif-yildiz"),
    Role("expert", "the same, in Bulgarian", language="bg", member="mira-kolarova"),
    Role("coordinator", "admits members to the Austrian network at /admin/", language="de", member="jonas-brandt"),
    Role("writer", "writes pages at /admin/ and submits them for review", groups=(EDITORS,)),
    Role("editor", "writes, translates and publishes pages at /admin/", groups=(EDITORS, MODERATORS)),
    Role("operator", "keeps accounts, networks, vocabulary and the imprint at /admin/", groups=(OPERATORS,)),
)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What somebody needs to sign in as a role, and what she can do then."""

    role: str
    purpose: str
    email: str
    password: str


def demo_accounts() -> list[DemoAccount]:
    """The accounts of this installation, with their passwords; none where the demo was loaded without."""
    present = set(User.objects.demo().values_list("email", flat=True))
    return [
        DemoAccount(role.name, role.purpose, role.email, demo_password(role.email))
        for role in ROLES
        if role.email in present
    ]


def demo_password(email: str) -> str:
    """A password that is random per installation and kept nowhere: it follows from the secret key."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"demo account {email}".encode(), "sha256")
    return b32encode(digest).decode().lower()[:12]


def make_accounts(people: Mapping[str, Member]) -> list[User]:
    """One account a role, able to sign in only while `DEMO` is on; some belong to one of `people`."""
    return [_make_account(role, people) for role in ROLES]


def _make_account(role: Role, people: Mapping[str, Member]) -> User:
    user = User.objects.create_user(
        role.email,
        demo_password(role.email),
        language=role.language,
        is_demo=True,
        is_staff=bool(role.groups),
    )
    user.groups.set(Group.objects.filter(name__in=role.groups))
    # Whoever tries a role out is not to be held up by a question to its invented owner.
    if terms := current_terms(role.language):
        accept_terms(user, terms)
    if role.member:
        member = people[role.member]
        member.user = user
        member.save(update_fields=["user"])
    return user
