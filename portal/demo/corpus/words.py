"""The lists of words, and the forms that they take."""

import re
from pathlib import Path
from tomllib import loads
from typing import Any, Literal, TypeAlias

LANGUAGES = ("en", "fr", "de", "bg", "es")
Gender: TypeAlias = Literal["woman", "man"]

_WORDS = Path(__file__).parents[1] / "content" / "corpus"


def read(name: str) -> dict[str, Any]:
    return loads((_WORDS / f"{name}.toml").read_text("utf-8"))


_EITHER = re.compile(r"\(([^()|]*)\|([^()|]*)\)")


def said_by(gender: Gender, text: str) -> str:
    """`text` with the form that `gender` takes of each `(hers|his)`."""
    return _EITHER.sub(r"\1" if gender == "woman" else r"\2", text)
