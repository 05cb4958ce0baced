"""QR codes to stand in a page itself: our policy refuses pictures made of `data:`."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode import QRCode

_QUIET_ZONE = 4  # modules of white around the code, as ISO/IEC 18004 asks for


def qr_code(text: str, label: str) -> SafeString:
    """`text` as a picture of squares in SVG, read out as `label`."""
    code = QRCode(border=_QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {size} {size}" role="img" '
        'aria-label="{label}"><path d="{dark}"/></svg>',
        size=len(rows),
        label=label,
        dark="".join(dark),
    )
