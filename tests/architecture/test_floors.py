"""Names go down, never up and never to a neighbour: what import-linter proves for imports, for strings."""

from pathlib import Path

import pytest

from tests.architecture.contract import NOT_ROOMS, PLACES, ROOF, ROOT, ROOT_PACKAGES, may_name, room_of
from tests.architecture.references import Reference, owner_of_template_file, references

# A page hangs under the roof by naming it; the page types of the ground floor name the roof's composition.
HUNG_UNDER_THE_ROOF = {"base.html", "home.html"}


def test_no_string_names_something_of_a_floor_above_or_of_a_neighbour() -> None:
    faults = [str(each) for each in references() if each.owner and not _is_allowed(each, each.owner)]
    assert not faults, "\n".join(faults)


def _is_allowed(reference: Reference, owner: str) -> bool:
    return may_name(reference.room, owner) or reference.name in HUNG_UNDER_THE_ROOF


def test_the_strings_are_found() -> None:
    owners = {reference.owner for reference in references()}
    assert {"portal.accounts", "components"} <= owners


def test_every_package_has_its_floor() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_ROOMS
    parts = {
        f"portal.{path.stem}"
        for path in (ROOT / "portal").iterdir()
        if path.stem != "__init__" and (path.suffix == ".py" or any(path.rglob("*.py")))
    }
    homeless = sorted(name for name in (rooms - {"portal"}) | parts if not room_of(name))
    assert not homeless, f"Give these a floor in the import contract: {homeless}"
    assert rooms == set(ROOT_PACKAGES), "The contract's root packages are not the packages that exist."


def test_every_template_has_its_room() -> None:
    for path in (ROOT / "templates").rglob("*.*"):
        try:
            owner_of_template_file(path)
        except KeyError:
            pytest.fail(f"{path.relative_to(ROOT)} is in a folder that belongs to no room.")


@pytest.mark.parametrize(
    ("room", "other", "allowed"),
    [
        ("network", "portal.pages", True),
        ("network", "network", True),
        ("portal.pages", "network", False),
        ("search", "portal.demo", False),
        ("portal.vocabulary", "portal.operations", True),
        ("portal.mail", "portal.vocabulary", False),
        ("portal.operations", "portal.mail", False),
        ("resources", "newsletter", False),
        ("portal.urls", "portal.demo", True),
        ("portal.vocabulary", "components", True),
        ("components", "search", False),
    ],
)
def test_names_go_down(room: str, other: str, allowed: bool) -> None:
    assert may_name(room, other) is allowed


def test_the_roof_is_on_top() -> None:
    assert PLACES["portal.settings"].floor == ROOF
    assert Path(ROOT / "portal" / "settings").is_dir()
