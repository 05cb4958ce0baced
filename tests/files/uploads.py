"""Files as people, and people who mean harm, upload them."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

WHERE = (48.0, 51.0, 30.0)


def picture(image_format: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    output = BytesIO()
    colour: Any = {"L": 90, "P": 3, "1": 1, "CMYK": (0, 160, 200, 40), "RGBA": (166, 61, 23, 120), "I;16": 40_000}
    Image.new(mode, size, colour.get(mode, (166, 61, 23))).save(output, image_format, **options)
    return output.getvalue()


def picture_with_place(image_format: str = "JPEG", orientation: int = 1) -> bytes:
    """A picture whose EXIF says where it was taken and by whom, left half dark, right half light."""
    image = Image.new("RGB", (60, 40), (250, 250, 250))
    image.paste((10, 10, 10), (0, 0, 30, 40))
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x010F] = orientation, "Canary Photographer", "Canary Camera"
    exif.get_ifd(0x8825).update({1: "N", 2: WHERE, 3: "E", 4: (2.0, 17.0, 40.0)})
    output = BytesIO()
    image.save(output, image_format, exif=exif.tobytes())
    return output.getvalue()


def png_with_text(text: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    return picture("PNG", pnginfo=info)


def png_header_of(width: int, height: int) -> bytes:
    """The start of a PNG that claims a size, and one row of nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def archive(**members: str) -> bytes:
    """A zip; `__` in a name stands for a slash and a trailing `_` for nothing."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return output.getvalue()


def word_document(**members: str) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("_rels/.rels", "<Relationships/>")
        file.writestr("word/document.xml", "<w:document/>")
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return output.getvalue()


def open_document(kind: str = "text") -> bytes:
    return archive(mimetype=f"application/vnd.oasis.opendocument.{kind}", content="<office/>")


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HTML = b"<!doctype html><html><body><script>alert(document.cookie)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF_AND_HTML = b"GIF89a/*\x00\x00\x00\x00,\x00\x00*/=1;//<html><script>alert(1)</script></html>"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
