"""The rooms know that there is a search engine, never which."""

import re

from tests.architecture.contract import ROOT

NAMES = re.compile(r"elasticsearch|tantivy", re.IGNORECASE)
MAY_NAME_THEM = ("search/engines/elasticsearch/", "search/engines/tantivy/", "portal/settings/")


def test_no_engine_is_named_outside_its_own_folder_and_the_settings() -> None:
    named = [
        path.relative_to(ROOT).as_posix()
        for room in ("portal", "network", "search", "templates")
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".html", ".txt"} and NAMES.search(path.read_text())
    ]

    assert [path for path in named if not path.startswith(MAY_NAME_THEM)] == []
