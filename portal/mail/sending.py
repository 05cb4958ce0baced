"""Sending single mails."""

from collections.abc import Mapping
from typing import Any

from portal.mail import outbox
from portal.mail.kinds import kind_named
from portal.mail.models import OutgoingMail
from portal.mail.preferences import is_refused
from portal.mail.recipients import Recipient
from portal.mail.rendering import write


def send(
    kind: str, recipient: Recipient, context: Mapping[str, Any], *, reply_to: str = "", stop_url: str = ""
) -> bool:
    """Send the mail `kind` once the transaction is committed, written in the recipient's language.

    Its templates are `subject.txt`, `text.txt` and `html.html` in `templates/<room>/mail/<mail>/`.
    Mail programs offer a button for `stop_url`, which a POST alone may act upon (RFC 8058).
    False where she has switched this kind off, so that nothing is sent. Raises KeyError for a mail
    of no kind and ValueError for an address that is none.
    """
    of_kind = kind_named(kind)
    if is_refused(recipient, of_kind):
        return False
    written = write(of_kind, recipient, context)
    outbox.put(
        OutgoingMail(
            kind=kind,
            address=recipient.address,
            name=" ".join(recipient.name.split())[:200],
            language=recipient.language,
            subject=written.subject,
            text=written.text,
            html=written.html,
            headers=_headers(reply_to, stop_url),
        )
    )
    return True


def _headers(reply_to: str, stop_url: str) -> dict[str, str]:
    headers = {"Reply-To": reply_to} if reply_to else {}
    if stop_url:
        headers |= {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers
