from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("search")

    def ready(self) -> None:
        from portal.accounts.my_account import AccountPage, register_page
        from portal.mail.kinds import register_kind
        from portal.operations import generation, health
        from search.checks import check_engine, engine_can_be_used
        from search.models import Synonym
        from search.projector import on_projected
        from search.saved.mails import ALERT
        from search.saved.personal_data import register_saved_searches

        on_projected(generation.advance_on_commit)
        # Remembered for all questions that this process is asked.
        generation.advance_when_saved(Synonym)
        register_kind(ALERT)
        register_saved_searches()
        register_page(
            AccountPage(
                "search:saved",
                _("My searches"),
                _("Searches that you keep, and whether we tell you what is new there."),
                8,
                covers=("search:save", "search:change"),
            )
        )
        register(engine_can_be_used)
        health.register_check("search", check_engine, essential=False)
