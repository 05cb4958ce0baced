"""`manage.py check_index`: whether rows, cards and index agree."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management import BaseCommand, CommandError

from search import drift
from search.engines import SilentEngineError, engine
from search.indexes import is_in_use
from search.management.progress import progress_bar
from search.projector import project_pending

_NAMED = 20


class Command(BaseCommand):
    help = (
        "Makes every card anew from its row and compares it with the one that stands in the catalogue, then the "
        "catalogue with the index. Ends with 1 if anything differs, with --repair if anything still does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="mend what differs, then look again")
        parser.add_argument("--quick", action="store_true", help="compare the index only, make no cards")

    def handle(self, *, repair: bool, quick: bool, **options: Any) -> None:
        try:
            project_pending()
            differing = self._look(quick, repair)
            if differing and repair:
                project_pending()
                self.stdout.write("Looking again …")
                differing = self._look(quick, repair=False)
        except SilentEngineError as error:
            raise CommandError(f"The search engine cannot be asked: {error}") from None
        if differing:
            sys.exit(1)
        self.stdout.write("All agree.")

    def _look(self, quick: bool, repair: bool) -> int:
        cards = 0 if quick else self._cards(repair)
        if cards and repair:
            # What was forgotten reaches the index by itself now.
            project_pending()
        return cards + (self._index(repair) if engine().keeps_an_index else 0)

    def _cards(self, repair: bool) -> int:
        with progress_bar("Cards") as bar:
            outdated = list(drift.outdated_cards(bar.update))
        self._tell(outdated, "things have no card in the catalogue or not the one of their row")
        if repair:
            drift.repair_cards(outdated)
        return len(outdated)

    def _index(self, repair: bool) -> int:
        name = engine().index_in_use()
        if name is None or not is_in_use(name):
            raise CommandError("The search engine has no index of this catalogue; run rebuild_index.")
        differing = drift.lasting_differences(name)
        self._tell([each.id for each in differing], "documents of the index are not those of the catalogue")
        if repair:
            drift.repair_index(name, differing)
        return len(differing)

    def _tell(self, found: Iterable[str], what: str) -> None:
        found = list(found)
        if found:
            more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
            self.stdout.write(f"{len(found)} {what}: {', '.join(found[:_NAMED])}{more}.")
