from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("accounts")

    def ready(self) -> None:
        from portal.accounts import registration
        from portal.accounts.personal_data.registration import register_my_data

        registration.register_mails()
        registration.register_pages()
        registration.follow_second_factors()
        register_my_data()
