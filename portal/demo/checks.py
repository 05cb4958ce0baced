"""What must not be so on a site that is open to the world."""

from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import DatabaseError

from portal.accounts.models import User


def no_demo_accounts(**_: Any) -> list[CheckMessage]:
    """Demo accounts are for trying out; a site left online has none."""
    try:
        found = User.objects.demo().count()
    except DatabaseError:
        return []
    if not found:
        return []
    return [
        Error(
            f"This site has {found} demo accounts.",
            hint="Remove them with `manage.py demo --remove`, or load the demo with `--without-accounts`.",
            id="demo.E001",
        )
    ]
