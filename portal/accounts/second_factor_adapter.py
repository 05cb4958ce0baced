"""How allauth's second factors behave here."""

from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from qrcode import QRCode

from portal.accounts.models import User
from portal.accounts.sealing import seal, unseal

_PURPOSE = "portal.accounts.second factor"
_QUIET_ZONE = 4  # modules of white around the code, as ISO/IEC 18004 asks for


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or was used already. Wait for the next one and type that."),
        "unverified_email": _("Confirm your e-mail address before you set up a second factor."),
    }

    def encrypt(self, text: str) -> str:
        """Whoever gets hold of the database alone cannot make codes from it."""
        return seal(_PURPOSE, text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(_PURPOSE, encrypted_text)

    def build_totp_svg(self, url: str) -> SafeString:
        """The QR code as an SVG to stand in the page itself: our policy refuses pictures made of `data:`."""
        code = QRCode(border=_QUIET_ZONE)
        code.add_data(url)
        code.make(fit=True)
        rows = code.get_matrix()
        dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
        return format_html(
            '<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{label}"><path d="{dark}"/></svg>',
            size=len(rows),
            label=gettext("QR code for your authenticator app"),
            dark="".join(dark),
        )

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the site as it is configured, whatever host a request names."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "", "name": settings.SITE_NAME}
