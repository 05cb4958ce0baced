"""`manage.py rebuild_index`: the search engine's index anew, beside the one in use."""

import gc
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from search.engines import SilentEngineError, engine
from search.management.progress import progress_bar, show
from search.rebuilding import RebuildError, rebuild


class Command(BaseCommand):
    help = (
        "Builds a new index from the catalogue beside the one in use, which answers meanwhile, and exchanges them. "
        "Cut short, the next run goes on where it stood."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anew", action="store_true", help="take nothing over from a building that was cut short")
        parser.add_argument(
            "--may-be-smaller", action="store_true", help="put it to use even if it is much smaller than the one in use"
        )

    def handle(self, *, anew: bool, may_be_smaller: bool, **options: Any) -> None:
        if not engine().keeps_an_index:
            raise CommandError("The engine in use keeps no index, so there is nothing to build.")
        # What is loaded by now stays: not to look through it again and again takes a tenth off a long building.
        gc.freeze()
        try:
            with progress_bar("Index") as bar:
                built = rebuild(progress=lambda done, of: show(bar, done, of), anew=anew, may_be_smaller=may_be_smaller)
        except (RebuildError, SilentEngineError) as error:
            raise CommandError(str(error)) from None
        if built.resumed_at:
            self.stdout.write("Went on where the last building had stopped.")
        self.stdout.write(f"The index {built.name} is in use and holds {built.documents} documents.")
