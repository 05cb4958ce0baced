"""How allauth's second factors behave here."""

from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.sealing import seal, unseal
from portal.operations.qr_code import qr_code

_PURPOSE = "portal.accounts.second factor"


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
        return qr_code(url, gettext("QR code for your authenticator app"))

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the site as it is configured, whatever host a request names."""
        return {"id": urlsplit(settings.SITE_URL).hostname or "", "name": settings.SITE_NAME}
