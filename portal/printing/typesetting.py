"""Setting a document with Typst, as PDF/UA-1 (ISO 14289-1): tagged, with its title and its language."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import typst
from anyascii import anyascii
from django.conf import settings
from django.template import Engine

FONTS = Path(__file__).parent / "fonts"


def typeset(template: str, data: Mapping[str, Any], *, language: str) -> bytes:
    """The PDF that `template`, a path below `templates/`, makes of `data`, which are plain values.

    Texts of people reach it as values and are never read as markup. What our fonts cannot show is written
    in Latin letters: PDF/UA allows no empty boxes. Raises typst.TypstError for a template that is wrong.
    """
    root = Path(Engine.get_default().dirs[0])
    told = json.dumps(_shown({**data, "language": language, "site": settings.SITE_NAME}), ensure_ascii=False)
    made: bytes = typst.compile(
        root / template,
        root=root,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": told},
        pdf_standards=["ua-1"],
    )
    return made


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(one if one in _characters() else anyascii(one) for one in normalize("NFC", value))
    if isinstance(value, Mapping):
        return {name: _shown(one) for name, one in value.items()}
    return [_shown(one) for one in value] if isinstance(value, (list, tuple)) else value


@cache
def _characters() -> frozenset[str]:
    """What each of our fonts can show."""
    return frozenset((FONTS / "characters").read_text(encoding="utf-8")) | {"\n"}
