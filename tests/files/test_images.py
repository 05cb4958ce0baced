"""Pictures are made anew, or refused with a sentence."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from portal.files.images import reencoded
from tests.files.uploads import (
    GIF_AND_HTML,
    HTML,
    PDF,
    SVG,
    picture,
    picture_with_place,
    png_header_of,
    png_with_text,
    upload,
)

HOSTILE = {
    "html named jpg": ("photo.jpg", HTML),
    "gif that is html": ("photo.gif", GIF_AND_HTML),
    "svg with a script": ("logo.svg", SVG),
    "svg named png": ("logo.png", SVG),
    "pdf named png": ("scan.png", PDF),
    "nothing": ("empty.png", b"\0"),
    "half a jpeg": ("photo.jpg", picture(size=(600, 400))[:400]),
    "a png that lies about its size": ("bomb.png", png_header_of(5_000, 5_000)),
    "a png that breaks off": ("photo.png", picture("PNG", size=(400, 400))[:120]),
    "bmp": ("photo.jpg", picture("BMP")),
    "tiff": ("photo.jpg", picture("TIFF")),
    "icon": ("favicon.png", picture("ICO")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        reencoded(upload(*HOSTILE[name]))
    assert refusal.value.code == "invalid_image"
    assert "JPEG" in refusal.value.messages[0]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(picture("PNG", (11_000, 11_000), "1"), id="121 megapixels in 16 kB"),
        pytest.param(png_header_of(60_000, 60_000), id="3.6 gigapixels claimed"),
    ],
)
def test_too_many_pixels_are_refused_before_they_are_decoded(content: bytes) -> None:
    with pytest.raises(ValidationError) as refusal:
        reencoded(upload("big.png", content))
    assert refusal.value.code == "file_too_many_pixels"
    assert "36 million" in refusal.value.messages[0]


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_where_and_by_whom_it_was_taken_is_gone(image_format: str) -> None:
    uploaded = picture_with_place(image_format)
    assert b"Canary" in uploaded

    kept = reencoded(upload("photo", uploaded)).read()

    assert b"Canary" not in kept
    with Image.open(BytesIO(kept)) as image:
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "Comment"} & set(image.info)


@pytest.mark.parametrize(
    "uploaded",
    [
        pytest.param(png_with_text("<script>canary</script>"), id="in a text chunk"),
        pytest.param(picture("PNG") + b"<script>canary</script>", id="after the end of a png"),
        pytest.param(picture() + b"<?php canary ?>", id="after the end of a jpeg"),
        pytest.param(picture(comment=b"<script>canary</script>"), id="in a comment"),
        pytest.param(picture("GIF", mode="P", comment=b"canary"), id="in a gif's comment"),
    ],
)
def test_what_hides_in_a_picture_is_gone(uploaded: bytes) -> None:
    assert b"canary" in uploaded
    assert b"canary" not in reencoded(upload("photo.png", uploaded)).read()


def test_a_picture_taken_sideways_stands_upright() -> None:
    with Image.open(reencoded(upload("photo.jpg", picture_with_place(orientation=6)))) as image:
        assert image.size == (40, 60)
        # What was left is now on top.
        assert image.getpixel((20, 5))[0] < 60 < 200 < image.getpixel((20, 55))[0]  # type: ignore[index]


@pytest.mark.parametrize(
    ("uploaded", "name", "kept_as"),
    [
        (picture("JPEG"), "photo.png", ("photo.jpg", "JPEG", "RGB")),
        (picture("JPEG", mode="CMYK"), "print.jpg", ("print.jpg", "JPEG", "RGB")),
        (picture("JPEG", mode="L"), "grey.jpeg", ("grey.jpg", "JPEG", "L")),
        (picture("PNG", mode="RGBA"), "clear.png", ("clear.png", "PNG", "RGBA")),
        (picture("PNG", mode="I;16"), "scan.png", ("scan.png", "PNG", "L")),
        (picture("GIF", mode="P"), "old.gif", ("old.png", "PNG", "RGB")),
        (picture("WEBP"), "new.webp", ("new.webp", "WEBP", "RGB")),
        (picture("AVIF"), "newer.avif", ("newer.webp", "WEBP", "RGB")),
    ],
    ids=["jpeg", "cmyk", "grey", "transparent", "16 bits", "gif", "webp", "avif"],
)
def test_every_kind_of_picture_is_kept_as_one_that_all_browsers_draw(
    uploaded: bytes, name: str, kept_as: tuple[str, str, str]
) -> None:
    kept = reencoded(upload(name, uploaded))
    with Image.open(kept) as image:
        assert (kept.name, image.format, image.mode) == kept_as


def test_sixteen_bits_keep_their_brightness() -> None:
    with Image.open(reencoded(upload("scan.png", picture("PNG", mode="I;16")))) as image:
        assert image.getpixel((0, 0)) == 40_000 // 256


def test_nothing_moves() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    output = BytesIO()
    frames[0].save(output, "GIF", save_all=True, append_images=frames[1:])
    with Image.open(reencoded(upload("dance.gif", output.getvalue()))) as image:
        assert getattr(image, "n_frames", 1) == 1


def test_a_very_large_picture_is_made_smaller() -> None:
    with Image.open(reencoded(upload("wide.jpg", picture(size=(8_000, 1_000))))) as image:
        assert image.size == (2_560, 320)
