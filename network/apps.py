from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("network")

    def ready(self) -> None:
        from django.db.models.signals import post_delete

        from network import mails, models, personal_data, registration
        from network.actions import photos
        from network.calls import registration as calls
        from network.contact import mails as contact_mails
        from network.contact.badge import unseen_messages
        from network.invitations import mails as invitation_mails
        from network.joining import next_steps
        from network.profile_page.articles import MemberProfiles
        from network.reporting import REPORTABLES
        from network.saving import SEARCH_PAGE
        from portal.accounts.my_account import AccountPage, register_page
        from portal.mail.kinds import register_kind
        from portal.moderation.reportables import register_reportable
        from portal.operations.generation import advance_when_saved
        from portal.pages import sitemaps
        from portal.pages.authors import register_profiles
        from portal.pages.destinations import register_destination
        from portal.vocabulary.models import Audience, Availability, Expertise, Term
        from search.saved.pages import register_search_page

        registration.register_members()
        registration.register_networks()
        calls.register_calls()
        register_destination("directory", _("Find peers"), "network:directory")
        register_destination("networks", _("Networks"), "network:networks")
        register_search_page(SEARCH_PAGE)
        register_profiles(MemberProfiles())
        for one in REPORTABLES:
            register_reportable(one)
        for view in ("network:directory", "network:networks"):
            sitemaps.register_view(view)
        sitemaps.register_things(
            sitemaps.Things("members", models.Member.objects.in_search_engines, lambda member: member.edited)
        )
        sitemaps.register_things(sitemaps.Things("networks", models.Network.objects.all, lambda network: network.added))
        personal_data.register_what_the_network_holds()
        next_steps.register_joining()
        register_page(
            AccountPage(
                "network:my_profile",
                _("My profile"),
                _("What others read about you, who may read it, and the networks you belong to."),
                5,
                covers=("network:my_", "network:apply", "network:answer", "network:leave"),
            )
        )
        register_page(
            AccountPage(
                "network:conversations",
                _("Messages"),
                _("What members and visitors write to you, and your answers."),
                7,
                covers=("network:conversation",),
                waiting=unseen_messages,
            )
        )
        post_delete.connect(photos.remove_files, sender=models.MemberPhoto, dispatch_uid="files of portraits")
        for kind in (*mails.KINDS, *contact_mails.KINDS, *invitation_mails.KINDS):
            register_kind(kind)
        # Whoever hides or leaves is gone from kept pages at the next request, before her card is made anew.
        # Terms are the labels of filters, read as pages are made.
        for model in (
            models.Member,
            models.Membership,
            models.Network,
            models.NetworkWords,
            Term,
            Expertise,
            Audience,
            Availability,
        ):
            advance_when_saved(model)
