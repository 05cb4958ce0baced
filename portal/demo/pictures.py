"""The pictures that pages of the demonstration show."""

from pathlib import Path

from django.core.files.images import ImageFile

from portal.files.models import PortalImage


class Pictures:
    """Pictures by the names of their files in a folder, each brought in once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_name: dict[str, PortalImage] = {}

    def named(self, name: str) -> PortalImage:
        """Raises FileNotFoundError for a picture that is not there."""
        if name not in self._by_name:
            title = Path(name).stem.replace("-", " ").capitalize()
            with (self._folder / name).open("rb") as file:
                self._by_name[name] = PortalImage.objects.create(title=title, file=ImageFile(file, name=name))
        return self._by_name[name]

    @property
    def made(self) -> list[PortalImage]:
        return list(self._by_name.values())
