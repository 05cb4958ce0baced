from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("accounts")
    default = True

    def ready(self) -> None:
        from portal.accounts import registration
        from portal.accounts.personal_data.registration import register_my_data

        registration.register_mails()
        registration.register_pages()
        registration.follow_second_factors()
        register_my_data()


class AccountsAtTheDesk(WagtailUsersAppConfig):
    """Wagtail's administration of accounts, with our forms."""

    user_viewset = "portal.accounts.desk.AccountViewSet"
