"""Every environment variable the portal reads is explained to those who run it."""

import re

from tests.architecture.contract import ROOT

READ = re.compile(r"""^\w+ = env\.\w+\(\s*"(\w+)\"""", re.MULTILINE)


def variables() -> set[str]:
    return set(READ.findall((ROOT / "portal" / "settings" / "environment.py").read_text()))


def test_the_variables_are_found() -> None:
    assert {"DATA_DIR", "DATABASE_URL", "DEMO"} <= variables()


def test_every_variable_is_in_the_operators_guide() -> None:
    guide = (ROOT / "docs" / "operations.md").read_text()
    missing = sorted(name for name in variables() if f"`{name}`" not in guide)
    assert not missing, f"docs/operations.md does not explain {missing}"


def test_each_variable_is_read_in_one_place() -> None:
    reads = re.compile(r"os\.environ|os\.getenv|environs")
    readers = {
        path.relative_to(ROOT).as_posix()
        for room in ("portal", "network", "search")
        for path in (ROOT / room).rglob("*.py")
        if reads.search(path.read_text())
    }
    # The Celery application names the settings module, and processes are started with our own environment.
    assert readers - {"portal/celery.py", "portal/wsgi.py", "portal/launch/processes.py"} == {
        "portal/settings/environment.py"
    }
