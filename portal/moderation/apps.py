from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "portal.moderation"
    label = "moderation"
    verbose_name = _("moderation")

    def ready(self) -> None:
        from portal.accounts.models import User
        from portal.accounts.my_account import AccountPage, register_page
        from portal.mail.kinds import register_kind
        from portal.moderation.mails import KINDS
        from portal.moderation.models import Case
        from portal.moderation.personal_data import register_what_moderation_holds

        def has_decisions(user: User) -> bool:
            return Case.objects.against(user).exists()

        for kind in KINDS:
            register_kind(kind)
        register_what_moderation_holds()
        register_page(
            AccountPage(
                "moderation:decisions",
                _("Decisions"),
                _("What moderators decided about what you published, and how you appeal."),
                60,
                is_for=has_decisions,
                covers=("moderation:appeal",),
            )
        )
