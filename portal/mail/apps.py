from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "portal.mail"
    label = "mail"
    verbose_name = _("mail")

    def ready(self) -> None:
        from wagtail.users.models import UserProfile

        from portal.mail.health import check_queue
        from portal.mail.notifications import prefer_own_language
        from portal.operations.health import register_check

        register_check("mail queue", check_queue, essential=False)
        pre_save.connect(prefer_own_language, UserProfile)
