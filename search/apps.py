from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("search")

    def ready(self) -> None:
        from portal.operations import generation, health
        from search.checks import check_engine, engine_can_be_used
        from search.models import Synonym
        from search.projector import on_projected

        on_projected(generation.advance_on_commit)
        # Remembered for all questions that this process is asked.
        generation.advance_when_saved(Synonym)
        register(engine_can_be_used)
        health.register_check("search", check_engine, essential=False)
