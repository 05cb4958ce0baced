"""What is worth doing with a new account, as far as networks are concerned."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from network.models import Member, Membership, NetworkSettings
from network.states import WAITING, MembershipState
from portal.accounts.models import User
from portal.accounts.next_steps import Link, NextStep, register_step
from portal.pages.addresses import address_in
from portal.pages.querysets import EditorialPageQuerySet
from portal.vocabulary.languages import current_language


def register_joining() -> None:
    register_step(
        NextStep(
            "profile",
            _("Fill your profile"),
            _("Say what you do, where, and in which languages. You can do it over several visits."),
            15,
            lambda: [Link(_("Begin your profile"), reverse("network:my_profile"))],
            is_open=lambda user: not Member.objects.of(user).exists(),
        )
    )
    register_step(
        NextStep(
            "join_a_network",
            _("Join a network"),
            _("Colleagues find you once a network has admitted you."),
            30,
            _links,
            is_open=_belongs_to_none,
        )
    )


def _belongs_to_none(user: User) -> bool:
    states = (MembershipState.ACTIVE, *WAITING)
    return not Membership.objects.of(user).filter(state__in=states).exists()


def _links() -> list[Link]:
    """Where one applies, and the page that operators chose, if they did."""
    chosen = NetworkSettings.objects.filter(joining__isnull=False).values("joining__translation_key")
    language = current_language()
    page = EditorialPageQuerySet(Page).filter(translation_key__in=chosen).read_in(language).first()
    about = [Link(_("Read how that goes"), address_in(page, language))] if page else []
    return [Link(_("Choose a network"), reverse("network:networks")), *about]
