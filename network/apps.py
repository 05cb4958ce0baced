from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("network")

    def ready(self) -> None:
        from network import models, personal_data, registration
        from portal.operations.generation import advance_when_saved
        from portal.vocabulary.models import Audience, Expertise, Term

        registration.register_members()
        personal_data.register_what_the_network_holds()
        # Whoever hides or leaves is gone from kept pages at the next request, before her card is made anew.
        # Terms are the labels of filters, read as pages are made.
        for model in (models.Member, models.Membership, models.Network, Term, Expertise, Audience):
            advance_when_saved(model)
