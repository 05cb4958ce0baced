"""The data folder is its owner's alone."""

import stat
from pathlib import Path

import pytest
from django.core import checks
from pytest_django import Settings

from portal.settings.data_folder import usable_folder


def test_a_folder_that_the_portal_makes_is_closed_to_others(tmp_path: Path) -> None:
    folder = usable_folder(tmp_path / "new" / "data")

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize(("mode", "warned"), [(0o700, 0), (0o750, 0), (0o755, 1), (0o701, 1), (0o704, 1)])
def test_a_folder_that_others_can_enter_or_read_is_warned_of(
    settings: Settings, tmp_path: Path, mode: int, warned: int
) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.DATA_DIR.chmod(mode)

    found = [message for message in checks.run_checks(tags=["security"]) if message.id == "operations.W001"]

    assert len(found) == warned
    assert all(f"chmod o= {settings.DATA_DIR}" in str(message.hint) for message in found)
