"""`manage.py rebuild_catalogue`: every card anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from search import catalogue
from search.management.progress import progress_bar, show
from search.models import Entry
from search.projector import project_pending
from search.registry import registered_kinds


class Command(BaseCommand):
    help = (
        "Makes the card of every findable thing anew and sends what changed to the search engine. Cut short, "
        "it is finished by the next run or by the background worker."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kinds", nargs="*", help="only these kinds of things, such as member or articlepage")

    def handle(self, *, kinds: list[str], **options: Any) -> None:
        if unknown := sorted(set(kinds) - set(registered_kinds())):
            known = ", ".join(sorted(registered_kinds()))
            raise CommandError(f"There is no kind {', '.join(unknown)}. There are: {known}.")
        marked = catalogue.mark_everything(kinds)
        with progress_bar("Cards") as bar:
            project_pending(lambda done: show(bar, done, marked))
        failed = Entry.objects.pending().count()
        self.stdout.write(f"{marked} things looked at, {Entry.objects.exclude(card_hash='').count()} have a card.")
        if unsent := Entry.objects.unsent().count():
            self.stdout.write(f"{unsent} wait for the search engine; the background worker sends them.")
        if failed:
            raise CommandError(f"{failed} cards could not be made; the log says which and why.")
