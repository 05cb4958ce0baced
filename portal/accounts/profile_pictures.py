"""Wagtail's account page without its profile pictures.

They would pass no judgement of ours on their way in, and the portal draws a person's initials.
"""

from typing import Any

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel


class AccountViewWithoutPictures(AccountView):
    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]
