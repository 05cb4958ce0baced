"""Addresses that editors type: on the web, or on the portal itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import URLBlock

from portal.pages.addresses import split_language
from portal.vocabulary.languages import current_language

LONGEST_ADDRESS = 500

_is_web_address = URLValidator(schemes=["https"])


def validate_address(address: str) -> None:
    """ValidationError unless it is an https address, or a path on the portal such as `/en/members/`."""
    if is_own_path(address):
        return
    try:
        _is_web_address(address)
    except ValidationError as error:
        message = _("Enter an address that begins with https://, or a page of the portal such as /en/members/.")
        raise ValidationError(message) from error


def is_own_path(address: str) -> bool:
    """Browsers read `//host` and `/\\host` as another site's address, and leave out control characters."""
    return address.startswith("/") and address[1:2] not in {"/", "\\"} and address.isprintable() and " " not in address


def in_current_language(path: str) -> str:
    """`/bg/members/` for `/en/members/` where Bulgarian is read."""
    language, rest = split_language(path)
    return f"/{current_language()}/{rest}" if language else path


class AddressBlock(URLBlock):
    """An https address or a path on the portal. Its translations keep it."""

    field: forms.Field

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.field = forms.CharField(
            required=self.field.required, help_text=self.field.help_text, max_length=LONGEST_ADDRESS
        )

    def clean(self, value: str) -> str:
        cleaned: str = super().clean(value)
        if cleaned and not self.is_deferred_validation:
            self.check_address(cleaned)
        return cleaned

    def check_address(self, address: str) -> None:
        """ValidationError for an address that must not be published; a draft is saved with it."""
        validate_address(address)
