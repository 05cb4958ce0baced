"""`manage.py messages`: gettext catalogues without GNU gettext."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from portal.launch.messages.catalogues import Catalogue
from portal.launch.messages.extraction import extract
from portal.settings.environment import ROOT


class Command(BaseCommand):
    help = "Brings the catalogues in step with the sources, checks them, compiles them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--update", action="store_true", help="merge what the sources say into the catalogues")
        parser.add_argument("--check", action="store_true", help="fail on any message that is not fully translated")
        parser.add_argument("--compile", dest="compiles", action="store_true", help="write the .mo files")
        parser.add_argument("--root", type=Path, default=ROOT, help="the folder of the sources and of locale/")

    def handle(self, *, update: bool, check: bool, compiles: bool, root: Path, **options: Any) -> None:
        if not (update or check or compiles):
            raise CommandError("Say what to do: --update, --check or --compile.")
        catalogues = [Catalogue(code, root / "locale") for code in _translated_languages()]
        if update:
            found = extract(root)
            for catalogue in catalogues:
                catalogue.update(found)
        if check:
            self._check(catalogues, root)
        if compiles:
            for catalogue in catalogues:
                catalogue.compile()

    def _check(self, catalogues: list[Catalogue], root: Path) -> None:
        found = extract(root)
        complaints = [line for catalogue in catalogues for line in catalogue.complaints(found)]
        if complaints:
            raise CommandError(
                "\n".join([*complaints, f"{len(complaints)} to mend; `make messages` updates the catalogues."])
            )


def _translated_languages() -> list[str]:
    """The languages with a catalogue: all but the one the sources are written in."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
