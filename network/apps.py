from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("network")

    def ready(self) -> None:
        from network import joining, models, personal_data, registration
        from portal.operations.generation import advance_when_saved
        from portal.pages import sitemaps
        from portal.pages.destinations import register_destination
        from portal.vocabulary.models import Audience, Availability, Expertise, Term

        registration.register_members()
        registration.register_networks()
        register_destination("directory", _("Find peers"), "network:directory")
        register_destination("networks", _("Networks"), "network:networks")
        for view in ("network:directory", "network:networks"):
            sitemaps.register_view(view)
        personal_data.register_what_the_network_holds()
        joining.register_joining()
        # Whoever hides or leaves is gone from kept pages at the next request, before her card is made anew.
        # Terms are the labels of filters, read as pages are made.
        for model in (models.Member, models.Membership, models.Network, Term, Expertise, Audience, Availability):
            advance_when_saved(model)
