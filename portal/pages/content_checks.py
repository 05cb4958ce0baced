"""What the preview checks while an editor writes: Wagtail's rules, and a few more of axe's."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem


class PageChecks(ContentCheckerItem):
    """The rules that an editor can do something about; the design's own are tried in our tests."""

    axe_run_only: ClassVar[list[str]] = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "page-has-heading-one",
        "summary-name",
    ]
    axe_messages: ClassVar[dict[str, dict[str, Any]]] = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("A picture has no description"),
            "help_text": _("Say what it shows, or mark it as decoration."),
        },
        "image-redundant-alt": {
            "error_name": _("A picture's description repeats the words beside it"),
            "help_text": _("Mark the picture as decoration, or say what the words don't."),
        },
        "page-has-heading-one": {
            "error_name": _("The page has no title"),
            "help_text": _("Give the page a title."),
        },
        "summary-name": {
            "error_name": _("A question has no words"),
            "help_text": _("Give every answer a title."),
        },
    }
