"""Pictures made anew: what is kept of an upload is what can be seen in it, and nothing else.

Drawing every pixel into a new file leaves behind where and with what a picture was taken (EXIF, XMP,
comments), and whatever else somebody hid in the file.
"""

from io import BytesIO
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps

_DECODERS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
# What each is kept as; MPO is what some cameras make of a JPEG. Of pictures that move one frame is
# kept: nothing moves by itself here (WCAG 2.2.2).
_KEPT_AS = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "GIF": "PNG", "WEBP": "WEBP", "AVIF": "WEBP"}
_EXTENSION = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
# More effort takes a PNG three times as long and makes it a twentieth smaller (measured).
_OPTIONS = {"JPEG": {"quality": 88, "progressive": True}, "PNG": {"compress_level": 4}, "WEBP": {"quality": 88}}
# The widest picture on a page has 1600 pixels; the rest is for cutting a part out.
_LONGEST_SIDE = 2560


class CleanImage(ContentFile):  # type: ignore[type-arg]  # generic for type checkers only
    """A picture that `reencoded` has made."""


def reencoded(file: "File[bytes]") -> CleanImage:
    """The picture in `file`, drawn anew: upright, in sRGB, at most 2560 pixels wide and high, without metadata.

    What it is called says nothing about what it is; its content decides. Raises ValidationError for
    a file that is no picture of a kind we take, is damaged, or has more pixels than
    `WAGTAILIMAGES_MAX_IMAGE_PIXELS`.
    """
    file.seek(0)
    try:
        with Image.open(BytesIO(file.read()), formats=_DECODERS) as image:
            _check_pixels(image)
            kept_as = _KEPT_AS[image.format or ""]
            data = _encoded(_normalised(image), kept_as)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception as error:
        # Decoders raise whatever a hostile file makes them stumble over.
        raise ValidationError(
            _("This file is not a picture that can be read. Please choose a JPEG, PNG, WebP, GIF or AVIF file."),
            code="invalid_image",
        ) from error
    return CleanImage(data, name=f"{PurePath(file.name or '').stem or 'picture'}.{_EXTENSION[kept_as]}")


def _check_pixels(image: Image.Image) -> None:
    """Before a pixel is decoded: the size is told in the first bytes."""
    if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has too many pixels; at most %(number)s million are taken. Please make it smaller first."),
        code="file_too_many_pixels",
        params={"number": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
    )


def _normalised(image: Image.Image) -> Image.Image:
    # Before anything loads the pixels: a JPEG is then decoded at a fraction of its size.
    image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    plain = _in_srgb(_in_eight_bits(upright))
    plain.info = {}
    return plain


def _in_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    return image


def _in_srgb(image: Image.Image) -> Image.Image:
    """`image` in grey, RGB or RGBA; colours of another profile are converted while the profile is still known."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        try:
            image = (
                ImageCms.profileToProfile(
                    image,
                    ImageCms.ImageCmsProfile(BytesIO(profile)),
                    ImageCms.createProfile("sRGB"),
                    outputMode="RGBA" if image.mode == "RGBA" else "RGB",
                )
                or image
            )
        except (ImageCms.PyCMSError, OSError):
            # A broken profile: the colours stay as they are.
            pass
    if image.mode == "L":
        return image.copy()
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _encoded(image: Image.Image, kept_as: str) -> bytes:
    output = BytesIO()
    image.save(output, kept_as, **_OPTIONS[kept_as])
    return output.getvalue()
