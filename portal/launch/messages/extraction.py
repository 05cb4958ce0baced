"""The messages our Python files and templates want translated.

The message ids are those Django looks up at run time: templates go through Django's own
`templatize`, which knows `trimmed`, `plural`, `context` and the doubled `%` of a template's text.
"""

import ast
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

NOT_TRANSLATED = {"tests", "benchmarks"}


class Key(NamedTuple):
    """What makes a message one message for gettext; the plural is not part of it."""

    singular: str
    context: str = ""


@dataclass
class Found:
    """Where a message stands in the sources, as paths from the root, and its plural if it has one."""

    plural: str = ""
    files: set[str] = field(default_factory=set)


class Call(NamedTuple):
    """Which arguments of a gettext function hold the context, the singular and the plural."""

    singular: int
    plural: int | None = None
    context: int | None = None


_kinds = {"gettext": Call(0), "ngettext": Call(0, 1), "pgettext": Call(1, None, 0), "npgettext": Call(1, 2, 0)}
CALLS = {f"{name}{suffix}": call for name, call in _kinds.items() for suffix in ("", "_lazy")} | {
    "_": Call(0),
    "gettext_noop": Call(0),
}
Arguments = list[str | None]

_babel_keywords = dict.fromkeys(CALLS)


def extract(root: Path) -> dict[Key, Found]:
    """Every message of the rooms under `root` and of `templates/`."""
    found: dict[Key, Found] = {}
    for path in _sources(root):
        for key, plural in messages_in(path):
            message = found.setdefault(key, Found())
            message.plural = message.plural or plural
            message.files.add(path.relative_to(root).as_posix())
    return found


def messages_in(path: Path) -> Iterator[tuple[Key, str]]:
    """Each message of one file with its plural, which is empty for most."""
    source = path.read_text(encoding="utf-8")
    calls = _python_calls(source) if path.suffix == ".py" else _template_calls(source, path)
    for name, arguments in calls:
        call = CALLS[name]
        singular, plural, context = (
            arguments[place] if place is not None and place < len(arguments) else None
            for place in (call.singular, call.plural, call.context)
        )
        if singular:
            yield Key(singular, context or ""), plural or ""


def _sources(root: Path) -> Iterator[Path]:
    rooms = {path.parent for path in root.glob("*/__init__.py")} | {root / "templates"}
    for room in sorted(rooms):
        if room.name not in NOT_TRANSLATED:
            yield from sorted(path for path in room.rglob("*") if path.suffix in (".py", ".html", ".txt"))


def _python_calls(source: str) -> Iterator[tuple[str, Arguments]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            if name in CALLS:
                yield name, [_literal(argument) for argument in node.args]


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _template_calls(source: str, path: Path) -> Iterator[tuple[str, Arguments]]:
    # templatize leaves the template's indentation, which no Python tokenizer accepts.
    code = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    for _line, name, arguments, _comments in extract_python(io.BytesIO(code.encode()), _babel_keywords, (), {}):
        yield str(name), list(_as_tuple(arguments))


def _as_tuple(arguments: str | Iterable[str | None] | None) -> Iterable[str | None]:
    return (arguments,) if isinstance(arguments, str) or arguments is None else arguments
