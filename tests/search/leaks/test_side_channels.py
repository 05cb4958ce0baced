"""What tells of a search, or of somebody hidden, beside the answer: logs, caches, counts, orders, files."""

import logging
import stat
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.test import Client
from pytest_django import Settings

from network.visibility import PROFILE_FIELDS, Visibility
from portal.operations.page_keys import is_for_all, shared_key
from portal.settings.data_folder import usable_folder
from search import asking
from search.engines.tantivy import folder
from search.finding import find
from search.models import EmptySearch
from search.page.kinds import kinds_of
from search.queries import Query, Sort, Viewer
from tests.accounts.factories import UserFactory
from tests.network.factories import MemberFactory
from tests.network.readers import signed_in
from tests.search.engines.asking import VISITOR, Catalogue

WORDS = ("zanzibara", "quillian")
ADDRESSES = [
    f"{path}?q={'+'.join(WORDS)}{more}"
    for path, more in (
        ("/en/search/", ""),
        ("/en/search/", "&page=400"),
        ("/en/search/suggestions/", ""),
        ("/en/members/", ""),
    )
]


def assert_silent(caplog: pytest.LogCaptureFixture) -> None:
    written = " ".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records).casefold()
    assert not any(word in written for word in WORDS), written


def test_no_log_line_has_the_words_of_a_search(
    catalogue: Catalogue, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for address in ADDRESSES:
            client.get(address)

    assert_silent(caplog)


def test_no_log_line_has_the_words_of_a_search_that_failed(
    catalogue: Catalogue, client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that does not understand a question quotes it in its complaint."""
    error = {"type": "query_shard_exception", "reason": "failed to read [zanzibara quillian]"}
    answer = {"responses": [{"status": 400, "error": {**error, "root_cause": [error]}}] * 9}
    monkeypatch.setattr("search.engines.elasticsearch.requests.client", lambda: _Server(answer))
    if catalogue.name == "table":
        pytest.skip("The tables answer with the portal's own database.")
    if catalogue.name == "tantivy":
        monkeypatch.setattr("search.engines.tantivy.matching._says", _fail)

    with caplog.at_level(logging.DEBUG):
        for address in ADDRESSES:
            asking._breaker.mend()
            assert client.get(address).status_code < 500

    assert any("silent" in record.getMessage() for record in caplog.records)
    assert_silent(caplog)


class _Server:
    """Answers every search alike."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.body = answer

    def msearch(self, **_searches: Any) -> "_Server":
        return self


def _fail(*_asked: object) -> None:
    raise ValueError("Something went wrong with the index")


def test_a_page_made_for_a_member_is_kept_for_nobody(catalogue: Catalogue, settings: Settings) -> None:
    peer = UserFactory.create()
    MemberFactory.create(user=peer, visibility=Visibility.NOBODY)
    MemberFactory.create(name="Zanzibara Quillian", visibility=Visibility.NETWORKS)
    catalogue.bring_up_to_date()
    client = signed_in(peer)

    for address in ("/en/search/?kind=people", "/en/search/suggestions/?q=zanz", "/en/members/", "/en/search/"):
        mine, others = client.get(address), Client().get(address)
        assert {"private", "no-store"} <= set(mine.headers["Cache-Control"].split(", ")), address
        assert not is_for_all(f"{mine.status_code} OK", list(mine.headers.items())), address
        assert "Zanzibara" not in others.content.decode(), address
    suggested = Client().get("/en/search/suggestions/?q=zanz")
    assert "no-store" in suggested.headers["Cache-Control"]


def test_what_was_typed_is_never_kept_by_the_page_cache() -> None:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/en/search/", "HTTP_HOST": "portal", "wsgi.url_scheme": "http"}

    assert shared_key({**environ, "QUERY_STRING": "q=zanzibara"}) is None
    assert shared_key({**environ, "QUERY_STRING": "kind=people&q=zanzibara"}) is None
    assert shared_key({**environ, "HTTP_COOKIE": f"{'sessionid'}=1"}) is None


def test_a_hidden_field_changes_no_order(catalogue: Catalogue) -> None:
    """Two who differ in what is hidden only stand where they would without it."""
    for name in ("Berta", "Anna", "Clara", "Dora"):
        hidden = dict.fromkeys((f"{field}_visibility" for field in PROFILE_FIELDS if field != "profile"), "nobody")
        bio = "anna " * 40 if name == "Clara" else ""
        MemberFactory.create(
            name=name, city="Anna", organisation="Anna", texts={"en": (bio[:90] or "A", bio)}, **hidden
        )
    catalogue.bring_up_to_date()

    names = [hit.title for hit in find(Query(VISITOR, ("member",), "en", sort=Sort.NAME)).hits]
    assert names == ["Anna", "Berta", "Clara", "Dora"]
    newest = [hit.title for hit in find(Query(VISITOR, ("member",), "en", sort=Sort.NEWEST)).hits]
    assert newest == ["Dora", "Clara", "Anna", "Berta"]
    found = find(Query(VISITOR, ("member",), "en", "anna"))
    assert [hit.title for hit in found.hits] == ["Anna"]


def test_nothing_is_meant_that_only_others_may_read(catalogue: Catalogue) -> None:
    peer = UserFactory.create()
    MemberFactory.create(user=peer, visibility=Visibility.NOBODY)
    MemberFactory.create(name="Anna Berg", city="Zanzibara", city_visibility=Visibility.NETWORKS)
    catalogue.bring_up_to_date()

    for text in ("zanzibraa", "zanzibar", "zanzibarra", "anna zanzibraa"):
        results = find(Query(VISITOR, kinds_of(""), "en", text))
        assert "zanzibara" not in results.suggestion
        assert "Zanzibara" not in repr(results.hits)
    if catalogue.name != "table":
        assert find(Query(Viewer.of(peer), kinds_of(""), "en", "zanzibraa")).suggestion == "zanzibara"


def test_a_search_in_vain_is_counted_without_a_trace_of_who_asked() -> None:
    """No account, no address, no session, no hour: a day is the finest that is kept."""
    fields = {field.name: field for field in EmptySearch._meta.get_fields()}

    assert set(fields) == {"id", "text", "language", "times", "last_day"}
    assert type(fields["last_day"]) is models.DateField


def test_the_folder_of_data_is_its_owners_and_the_index_lies_below_it(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = usable_folder(tmp_path / "data")
    made = folder.path_of(folder.new_index())

    assert stat.S_IMODE(settings.DATA_DIR.stat().st_mode) == 0o700
    assert made.is_relative_to(settings.DATA_DIR)


def test_the_folder_of_the_index_is_its_owners_wherever_it_lies(tmp_path: Path, settings: Settings) -> None:
    """A volume that somebody else made may be open to all."""
    tmp_path.chmod(0o755)
    settings.DATA_DIR = tmp_path
    for make in (folder.new_index, folder.complaint, lambda: folder.turn().__enter__()):
        make()
        assert stat.S_IMODE(folder.root().stat().st_mode) == 0o700
