from django.apps import AppConfig
from django.core.checks import register


class DemoConfig(AppConfig):
    name = "portal.demo"
    label = "demo"

    def ready(self) -> None:
        from portal.demo.checks import no_demo_accounts

        register(no_demo_accounts, deploy=True)
