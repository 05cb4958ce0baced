"""The files of a portrait: one a size, all without anything but what can be seen."""

from datetime import datetime
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

from portal.files.images import CleanImage

# For lists, for lists on fine screens, and for the profile on both.
SIZES = (96, 192, 384)
_FOLDER = "members"
# Faces are above the middle of most pictures of people.
_CENTRE = (0.5, 0.4)
_PAPER = "#fbf7ef"


def store(clean: CleanImage, digest: str) -> None:
    """Keep a picture that was made anew at every size."""
    with Image.open(clean) as picture:
        whole = Image.new("RGB", picture.size, _PAPER)
        whole.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    for size in SIZES:
        output = BytesIO()
        ImageOps.fit(whole, (size, size), Image.Resampling.LANCZOS, centering=_CENTRE).save(output, "WEBP", quality=84)
        default_storage.save(path(digest, size), ContentFile(output.getvalue()))


def remove(digest: str) -> None:
    for size in SIZES:
        default_storage.delete(path(digest, size))


def path(digest: str, size: int) -> str:
    """The name of a file within the storage."""
    return f"{_FOLDER}/{digest}-{size}.webp"


def stored_before(moment: datetime) -> set[str]:
    """The digests of all portraits of which there is a file from before `moment`."""
    if not default_storage.exists(_FOLDER):
        return set()
    _folders, names = default_storage.listdir(_FOLDER)
    old = (name for name in names if default_storage.get_modified_time(f"{_FOLDER}/{name}") < moment)
    return {name.partition("-")[0] for name in old}
