"""From a kind and a context to subject, text and HTML."""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from css_inline import CSSInliner
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.utils.translation import override

from portal.mail.imprint import imprint
from portal.mail.kinds import Kind
from portal.mail.recipients import Recipient

_TEXT_WIDTH = 72
_INDENT = re.compile(r"\s*(?:[-–•*]|\d+\.)?\s*")
# Rules for dark screens and phones can only stand in a style element, which is marked to be kept.
_inliner = CSSInliner(load_remote_stylesheets=False)


@dataclass(frozen=True, slots=True)
class Written:
    subject: str
    text: str
    html: str


def write(kind: Kind, recipient: Recipient, context: Mapping[str, Any]) -> Written:
    """The mail, in the recipient's language."""
    values = {
        **context,
        "kind": kind,
        "recipient": recipient,
        "site_url": settings.SITE_URL,
        "imprint": imprint(recipient.language),
    }
    with override(recipient.language):
        subject = " ".join(_plain(f"{kind.folder}/subject.txt", values).split())
        text = _plain(f"{kind.folder}/text.txt", values)
        html = render_to_string(f"{kind.folder}/html.html", values | {"subject": subject})
    return Written(subject, readable(text), inlined(html))


def readable(text: str) -> str:
    """Plain text with lines that fit a screen; an address is never broken."""
    lines = [_wrapped(line.rstrip()) for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def inlined(html: str) -> str:
    """HTML with its styles on the elements, where every mail program reads them."""
    return _inliner.inline(html.strip())


def _wrapped(line: str) -> str:
    start = _INDENT.match(line)
    hanging = " " * len(start[0]) if start else ""
    return textwrap.fill(line, _TEXT_WIDTH, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)


def _plain(name: str, values: Mapping[str, Any]) -> str:
    """A template of plain text, in which `&` is no entity."""
    template: Template = get_template(name).template  # type: ignore[attr-defined]  # Django's own engine has one
    return template.render(Context(dict(values), autoescape=False))
