"""The mails that Wagtail sends to editors: in our design, and in the language of who reads them."""

from typing import Any

from wagtail.users.models import UserProfile


def prefer_own_language(sender: object, instance: UserProfile, **_: Any) -> None:
    """Have an editor who chose no language for the admin addressed in the one of her account.

    Otherwise Wagtail takes the language of whoever caused the mail.
    """
    if not instance.preferred_language:
        instance.preferred_language = getattr(instance.user, "language", "")
