"""The table of purposes, for the page that tells of privacy."""

from typing import Any

from django import template

from portal.accounts.personal_data.registry import purposes

register = template.Library()


@register.inclusion_tag("accounts/purposes_table.html")
def purposes_table() -> dict[str, Any]:
    """Every purpose for which personal data are held, in the reader's language."""
    return {"purposes": purposes()}
