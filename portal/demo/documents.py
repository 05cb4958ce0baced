"""The documents that pages of the demonstration offer."""

from pathlib import Path

from django.core.files import File

from portal.files.models import PortalDocument


class Documents:
    """Documents by the names of their files in a folder, each brought in once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_name: dict[str, PortalDocument] = {}

    def named(self, name: str, title: str) -> PortalDocument:
        """Raises FileNotFoundError for a document that is not there."""
        if name not in self._by_name:
            with (self._folder / name).open("rb") as file:
                self._by_name[name] = PortalDocument.objects.create(title=title, file=File(file, name=name))
        return self._by_name[name]

    @property
    def made(self) -> list[PortalDocument]:
        return list(self._by_name.values())
