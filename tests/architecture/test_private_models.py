"""What members keep private is read through `visible_to()`, never by its bare key."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.contract import ROOT, ROOT_PACKAGES

# Models whose rows not everybody may know of. A room that brings one adds it here.
PRIVATE = {"Member", "Membership"}
# What asks who looks: what others may know of, one's own, and what one decides about.
ASKING = {"visible_to", "of", "decided_by"}
# Where a request is answered: models, actions and desks have their own ways of asking.
ANSWERING = ("views.py", "forms.py", "templatetags/*.py")


def test_requests_read_private_models_through_visible_to() -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{line}"
        for package in ROOT_PACKAGES
        for pattern in ANSWERING
        for path in (ROOT / package).rglob(pattern)
        for line in bare_reads(path.read_text(encoding="utf-8"))
    ]
    assert not faults, f"Ask visible_to() first: {faults}"


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("Member.objects.get(pk=1)", True),
        ("Member.objects.filter(pk=1).first()", True),
        ("get_object_or_404(Member, pk=1)", True),
        ("get_object_or_404(Member.objects.visible_to(user), pk=1)", False),
        ("Member.objects.visible_to(user).get(pk=1)", False),
        ("Membership.objects.of(user).get(network=1)", False),
        ("Membership.objects.get(pk=1)", True),
        ("Network.objects.get(code='AT')", False),
    ],
)
def test_a_bare_read_is_noticed(source: str, bare: bool) -> None:
    assert bool(list(bare_reads(source))) is bare


def bare_reads(source: str) -> Iterator[int]:
    """The lines on which a private model is read without asking who looks."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and _is_manager(node.value) and node.attr not in ASKING:
            yield node.lineno
        if isinstance(node, ast.Call) and any(_is_private(argument) for argument in node.args):
            yield node.lineno


def _is_manager(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "objects" and _is_private(node.value)


def _is_private(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in PRIVATE
