from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworkConfig(AppConfig):
    name = "network"
    verbose_name = _("network")

    def ready(self) -> None:
        from network import registration

        registration.register_members()
