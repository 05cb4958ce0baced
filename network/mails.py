"""The mails about joining: to the member whom a step concerns, or to those who decide."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.models import Membership, Network, Nomination
from portal.accounts.links import link
from portal.accounts.mails import recipient
from portal.accounts.models import User
from portal.accounts.permissions import operators
from portal.mail.kinds import Kind, every_account
from portal.mail.sending import send

_APPLICANTS = _("About your own applications and memberships.")
_COORDINATORS = _("For coordinators: about the applications and members of your network.")


def _decides(account: AbstractBaseUser) -> bool:
    return Network.objects.decided_by(account).exists()


def _sample() -> dict[str, Any]:
    """What the mails below say something about, for a look at them."""
    page = f"{settings.SITE_URL}/en/"
    return {
        "network": "AT",
        "network_name": "Österreich",
        "name": "Elif Yıldız",
        "text": "I have advised newcomers in Vienna for six years.\nNow I look for colleagues.",
        "evidence": "Two studies on validation.",
        "nominated_by": "Österreich",
        "waiting": [{"name": "Elif Yıldız", "days": 15}],
        "url": page,
        "desk_url": page,
    }


KINDS = [
    Kind(f"network.{name}", title, description, essential=True, audience=audience, sample=_sample)
    for name, title, description, audience in (
        ("application_sent", _("Your application has arrived"), _APPLICANTS, every_account),
        ("question", _("A network asks you something"), _APPLICANTS, every_account),
        ("approved", _("A network admits you"), _APPLICANTS, every_account),
        ("declined", _("A network declines"), _APPLICANTS, every_account),
        ("removed", _("A network ends your membership"), _APPLICANTS, every_account),
        ("appointed", _("You coordinate a network"), _APPLICANTS, every_account),
        ("nominated", _("A network proposes you as an expert"), _APPLICANTS, every_account),
        ("application_received", _("Somebody applies"), _COORDINATORS, _decides),
        ("answer", _("An applicant answers"), _COORDINATORS, _decides),
        ("withdrawn", _("An application is withdrawn"), _COORDINATORS, _decides),
        ("left", _("A member leaves"), _COORDINATORS, _decides),
        ("reminder", _("Applications wait"), _COORDINATORS, _decides),
    )
]
KINDS.append(
    Kind(
        "network.nudge",
        _("Your profile waits for you"),
        _("When you have not looked at it for a year; once in half a year at most."),
        sample=_sample,
    )
)


def tell_member(membership: Membership, mail: str, **context: Any) -> None:
    """Send the member the mail about a step; a fictional one reads none."""
    user = membership.member.user
    if user is not None:
        _send(mail, user, membership.network, url=link(user.language, "network:my_profile"), **context)


def tell_network(membership: Membership, mail: str, **context: Any) -> None:
    """Send those who decide the mail about a step of an applicant or a member."""
    for user in deciders(membership.network):
        url = _at_the_desk("membership", membership.pk)
        _send(mail, user, membership.network, name=membership.member.name, url=url, **context)


def tell_appointed(membership: Membership) -> None:
    tell_member(membership, "appointed", desk_url=_at_the_desk("applications"))


def tell_nominated(nomination: Nomination) -> None:
    user = nomination.member.user
    european = Network.objects.european().first()
    if user is not None and european is not None:
        context = {
            "nominated_by": nomination.network.name(user.language),
            "text": nomination.reason,
            "url": link(user.language, "network:apply", european.code),
        }
        _send("nominated", user, european, **context)


def deciders(network: Network) -> list[User]:
    """Who answers applications: the network's coordinators, else the European ones, else operators, who appoint one."""
    own = network.memberships.coordinators()
    european = Membership.objects.coordinators().filter(network__in=Network.objects.european())
    for coordinators in (own, european):
        if found := _accounts(coordinators.select_related("member__user")):
            return found
    return list(operators())


def _accounts(memberships: Iterable[Membership]) -> list[User]:
    return [one.member.user for one in memberships if one.member.user is not None]


def remind(network: Network, waiting: list[tuple[str, int]]) -> int:
    """Tell those who decide which applicants wait for how many days, and give how many mails that makes."""
    found = deciders(network)
    for user in found:
        named = [{"name": name, "days": days} for name, days in waiting]
        _send("reminder", user, network, waiting=named, url=_at_the_desk("applications"))
    return len(found)


def _at_the_desk(page: str, *arguments: int) -> str:
    return f"{settings.SITE_URL}{reverse(f'network_desk:{page}', args=arguments)}"


def _send(mail: str, user: User, network: Network, **context: Any) -> None:
    named = {"network": network.code, "network_name": network.name(user.language)}
    send(f"network.{mail}", recipient(user), named | context)
