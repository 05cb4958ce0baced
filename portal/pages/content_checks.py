"""What the preview checks while an editor writes: Wagtail's rules, and a few more of axe's."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem


class PageChecks(ContentCheckerItem):
    """What an editor can do something about; header, footer and design are tried in our tests."""

    axe_include: ClassVar[list[str]] = ["main"]
    axe_run_only: ClassVar[list[str]] = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "summary-name",
        "page-picture-words",
    ]
    axe_custom_rules: ClassVar[list[dict[str, Any]]] = [
        *ContentCheckerItem.axe_custom_rules,
        # A picture in the text can be marked as decoration. The page's own is there to be seen.
        {
            "id": "page-picture-words",
            "impact": "serious",
            "selector": ".page-picture img",
            "tags": ["best-practice"],
            "any": ["non-empty-alt"],
            "enabled": True,
        },
    ]
    axe_messages: ClassVar[dict[str, dict[str, Any]]] = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("A picture has no description"),
            "help_text": _("Say what it shows, or mark it as decoration."),
        },
        "page-picture-words": {
            "error_name": _("The page's picture has no words"),
            "help_text": _("Fill in “What the picture shows”, or describe the picture in the library."),
        },
        "image-redundant-alt": {
            "error_name": _("A picture's description repeats the words beside it"),
            "help_text": _("Mark the picture as decoration, or say what the words don't."),
        },
        "summary-name": {
            "error_name": _("A question has no words"),
            "help_text": _("Give every answer a title."),
        },
    }
