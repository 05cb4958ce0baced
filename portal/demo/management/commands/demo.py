"""`manage.py demo`: load the demonstration, or take it away."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.demo import loading

ADDED = """People wrote these pages since the demo was loaded, or changed them, and they would go with it:
{pages}
Move to another place in the admin what is to stay, or copy it there if the demo brought it. To remove
these pages as well: manage.py demo --remove --with-what-was-added"""


class Command(BaseCommand):
    help = "Loads fictional people, pages and an account for each role; --remove takes all of it away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--once", action="store_true", help="do nothing if the demo content is here already")
        choice.add_argument("--remove", action="store_true", help="take away all that the demo brought")
        parser.add_argument(
            "--with-what-was-added", action="store_true", help="with --remove: pages too that people added or changed"
        )
        parser.add_argument(
            "--without-accounts", action="store_true", help="people and pages only, for a site that is left online"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self._remove(with_what_was_added=options["with_what_was_added"])
        elif options["with_what_was_added"]:
            raise CommandError("--with-what-was-added belongs to --remove.")
        elif not (options["once"] and loading.is_loaded()):
            self._load(with_accounts=not options["without_accounts"])

    def _remove(self, *, with_what_was_added: bool) -> None:
        try:
            removed = loading.remove(with_what_was_added=with_what_was_added)
        except loading.WrittenByPeopleError as error:
            pages = "\n".join(f"  {page.draft_title}  {page.url}" for page in error.pages)
            raise CommandError(ADDED.format(pages=pages)) from None
        self.stdout.write(f"Removed {removed} demo items with all that hung on them.")

    def _load(self, *, with_accounts: bool) -> None:
        try:
            loading.load(with_accounts=with_accounts)
        except RuntimeError as error:
            raise CommandError(f"{error} Remove it first with `manage.py demo --remove`.") from None
        self.stdout.write("Loaded the demo content.")
