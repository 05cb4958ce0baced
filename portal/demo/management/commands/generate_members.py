from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError, call_command

from portal.demo.crowd import add_to_crowd, crowd, remove_crowd
from search.management.progress import progress_bar, show

_MOST = 5_000_000


class Command(BaseCommand):
    help = (
        "Makes so many fictional members, alike to real ones, to see and measure the portal with. "
        "Their cards are made afterwards, which takes longer."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, nargs="?", default=0)
        parser.add_argument("--remove", action="store_true", help="delete all members made so before")
        parser.add_argument("--no-cards", action="store_true", help="make no cards: nobody finds them yet")

    def handle(self, *args: Any, number: int, remove: bool, no_cards: bool, **options: Any) -> None:
        if not 0 <= number <= _MOST:
            raise CommandError(f"Give a number up to {_MOST:,}.")
        if not number and not remove:
            raise CommandError("Say how many, or --remove.")
        if remove:
            self.stdout.write(f"Removed {remove_crowd():,} members.")
        with progress_bar("Members") as bar:
            for done in add_to_crowd(number):
                show(bar, done, number)
        if not no_cards:
            call_command("rebuild_catalogue", "member")
        self.stdout.write(f"There are {crowd().count():,} generated members.")
