"""What our code names by string, and who names it.

import-linter sees imports only. A model, a url, a template or a tag library that is named by a
string ties two rooms together just as firmly.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.apps import apps
from django.template import engines
from django.template.base import Lexer, TokenType
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.contract import COMPONENTS, NOT_ROOMS, ROOT, room_of

ROOF = "portal.urls"
# The parts of base.html: header, footer and what else names rooms of every floor.
ROOF_FOLDER = "base"
# Pages of ours that take the place of a package's belong to the room that brings the package in.
TAKEN_OVER = {
    "account": "portal.accounts",
    "allauth": "portal.accounts",
    "mfa": "portal.accounts",
    "wagtailadmin": "portal.pages",
    "wagtailcore": "portal.pages",
}
URL_FUNCTIONS = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
TEMPLATE_NAME = re.compile(r"[\w/-]+\.(html|txt)")
MODEL_NAME = re.compile(r"[a-z_]+\.\w+")
QUOTED = re.compile(r"""^(["'])(.*)\1$""")


class Reference(NamedTuple):
    """`file`, which belongs to `room`, names something that belongs to `owner` (None: not to us)."""

    file: Path
    room: str
    name: str
    owner: str | None

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)} ({self.room}) names {self.name!r} of {self.owner}"


def references() -> Iterator[Reference]:
    for file in _files(".py"):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        if room := room_of(module):
            yield from (Reference(file, room, *named) for named in _named_in_python(file))
    for file in [*_files(".html"), *_files(".txt")]:
        room = owner_of_template_file(file)
        yield from (Reference(file, room, *named) for named in _named_in_template(file))


def _files(suffix: str) -> Iterator[Path]:
    for folder in sorted(ROOT.iterdir()):
        is_ours = (folder / "__init__.py").exists() or folder.name == "templates"
        if is_ours and folder.name not in NOT_ROOMS:
            yield from sorted(folder.rglob(f"*{suffix}"))


# In Python


def _named_in_python(file: Path) -> Iterator[tuple[str, str | None]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _models(node.value)
            yield from _templates(node.value)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            function = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            if function in URL_FUNCTIONS:
                yield from _urls(node.args[0].value)


def _models(text: str) -> Iterator[tuple[str, str | None]]:
    if MODEL_NAME.fullmatch(text):
        label, _dot, model = text.partition(".")
        if label in apps.app_configs and model.lower() in apps.all_models[label]:
            yield text, room_of(apps.get_app_config(label).name)


def _templates(text: str) -> Iterator[tuple[str, str | None]]:
    if TEMPLATE_NAME.fullmatch(text) and (ROOT / "templates" / text).exists():
        yield text, owner_of_template(text)


# In templates


def _named_in_template(file: Path) -> Iterator[tuple[str, str | None]]:
    for token in Lexer(file.read_text(encoding="utf-8")).tokenize():
        if token.token_type != TokenType.BLOCK:
            continue
        tag, *words = token.split_contents()
        if tag == "load":
            yield from _libraries(words)
        elif words and (quoted := QUOTED.match(words[0])):
            if tag == "url":
                yield from _urls(quoted[2])
            elif tag in ("include", "extends"):
                yield from _templates(quoted[2])


def _libraries(words: list[str]) -> Iterator[tuple[str, str | None]]:
    libraries: dict[str, str] = engines["django"].engine.libraries  # type: ignore[attr-defined]
    for name in words[words.index("from") + 1 :] if "from" in words else words:
        if name in libraries:
            yield f"{{% load {name} %}}", room_of(libraries[name])


def owner_of_template_file(file: Path) -> str:
    folder, _, path = file.relative_to(ROOT).as_posix().rpartition("templates/")
    return room_of(folder.strip("/").replace("/", ".")) or owner_of_template(path)


def owner_of_template(name: str) -> str:
    """The room of a template in `templates/`; a `KeyError` names a folder that belongs to none."""
    folder, slash, _rest = name.partition("/")
    if not slash:
        return ROOF
    return _folders()[folder]


@cache
def _folders() -> dict[str, str]:
    ours = {config.label: room_of(config.name) for config in apps.get_app_configs()}
    return (
        {label: room for label, room in ours.items() if room} | TAKEN_OVER | {ROOF_FOLDER: ROOF, COMPONENTS: COMPONENTS}
    )


# Addresses


def _urls(name: Any) -> Iterator[tuple[str, str | None]]:
    if isinstance(name, str) and name in _url_owners():
        yield name, _url_owners()[name]


@cache
def _url_owners() -> dict[str, str | None]:
    """Url names with the room that answers there: the view's, or else that of the list of addresses."""
    return dict(_walk(get_resolver(), "", "portal.urls"))


def _walk(resolver: URLResolver, prefix: str, module: str) -> Iterator[tuple[str, str | None]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            included = getattr(pattern.urlconf_module, "__name__", module)
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern, namespace, included)
        elif isinstance(pattern, URLPattern) and pattern.name:
            view = getattr(pattern.callback, "view_class", pattern.callback)
            yield prefix + pattern.name, room_of(view.__module__) or room_of(module)
