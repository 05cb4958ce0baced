"""How one joins a network, as far as the portal can say today: a page about it, and whom to write to."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from network.models import Membership, NetworkSettings
from portal.accounts.models import User
from portal.accounts.next_steps import Link, NextStep, register_step
from portal.pages.addresses import address_in
from portal.pages.models import ContactPage
from portal.pages.querysets import EditorialPageQuerySet
from portal.vocabulary.languages import current_language


def register_joining() -> None:
    register_step(
        NextStep(
            "join_a_network",
            _("Join a network"),
            _("Tell us in which country you work, with whom and on what. Colleagues then find you."),
            30,
            _links,
            is_open=_belongs_to_none,
        )
    )


def _belongs_to_none(user: User) -> bool:
    return not Membership.objects.filter(member__user=user).exists()


def _links() -> list[Link]:
    """The page that operators chose, and the contact page: those of them that there are."""
    chosen = NetworkSettings.objects.filter(joining__isnull=False).values("joining__translation_key")
    about = EditorialPageQuerySet(Page).filter(translation_key__in=chosen)
    pages = ((_("Read how that goes"), about), (_("Write to us"), ContactPage.objects.all()))
    language = current_language()
    return [
        Link(label, address_in(page, language))
        for label, editions in pages
        if (page := editions.read_in(language).first())
    ]
