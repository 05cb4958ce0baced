"""A server that is away, hangs, refuses or is another: searches go on without it, and the operator is told why."""

import json
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import Settings

from search.engines import SilentEngineError
from search.engines.documents import Change
from search.engines.elasticsearch import ElasticsearchEngine
from search.queries import Query, Viewer

engine = ElasticsearchEngine()
QUERY = Query(Viewer(AnonymousUser()), ("member",), "en", count=("expertise",))
GENERATION = "migrapass.20261123120000-abcdef"
QUIET: list[Callable[[], object]] = [
    lambda: engine.find(QUERY),
    lambda: engine.count(QUERY),
    engine.index_in_use,
    lambda: engine.has_index(GENERATION),
    lambda: engine.write([Change("member:1", 1)]),
    lambda: engine.write([Change("member:1", 1)], wait=True),
    engine.new_index,
    lambda: engine.put_to_use(GENERATION),
    lambda: engine.remove(GENERATION),
    lambda: engine.size(GENERATION),
    lambda: list(engine.versions(GENERATION)),
]


@dataclass
class Answer:
    """What a server says to everything, and the headers of what it was asked."""

    status: int = 200
    body: Any = field(default_factory=lambda: {"version": {"number": "9.5.3"}})
    product: str = "Elasticsearch"
    asked: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(answer: Answer, context: ssl.SSLContext | None = None) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            answer.asked.append(dict(self.headers))
            self.rfile.read(int(self.headers.get("content-length", 0)))
            body = answer.body.encode() if isinstance(answer.body, str) else json.dumps(answer.body).encode()
            self.send_response(answer.status)
            self.send_header("content-type", "text/html" if isinstance(answer.body, str) else "application/json")
            self.send_header("content-length", str(len(body)))
            if answer.product:
                self.send_header("x-elastic-product", answer.product)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Says nothing."""

    for method in ("GET", "POST", "PUT", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.answer)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]  # a client may hang up
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def use(settings: Settings) -> Callable[..., None]:
    """Points the engine at a server."""

    def use(url: str, **options: Any) -> None:
        plain = dict.fromkeys(("user", "password", "api_key", "ca_file"), "")
        settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "url": url, "prefix": "migrapass", **plain, **options}
        settings.SEARCH_PATIENCE_SECONDS = 0.3

    return use


@pytest.fixture
def nobody() -> str:
    """An address where nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"http://127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def black_hole() -> Iterator[str]:
    """An address where something takes every request and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as hole:
        yield f"http://127.0.0.1:{hole.getsockname()[1]}"


# Silence


@pytest.mark.parametrize("ask", QUIET)
def test_a_server_that_is_not_there_is_silent(use: Callable[..., None], nobody: str, ask: Callable[[], object]) -> None:
    use(nobody)
    with pytest.raises(SilentEngineError):
        ask()


@pytest.mark.parametrize("ask", QUIET[:3])
def test_a_server_that_hangs_is_left_in_time(
    use: Callable[..., None], black_hole: str, ask: Callable[[], object]
) -> None:
    use(black_hole)
    started = monotonic()
    with pytest.raises(SilentEngineError):
        ask()
    assert monotonic() - started < 1.0


@pytest.mark.parametrize("status", [401, 403, 404, 413, 429, 500, 502, 503])
@pytest.mark.parametrize("ask", QUIET)
def test_a_server_that_refuses_is_silent(use: Callable[..., None], status: int, ask: Callable[[], object]) -> None:
    with serving(Answer(status, {"error": {"type": "refused", "root_cause": [{"reason": "no"}]}})) as url:
        use(url)
        with pytest.raises(SilentEngineError):
            ask()


def test_what_the_server_does_not_understand_is_our_fault_and_told(
    use: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    broken = {"error": {"type": "parsing_exception", "reason": "unknown query", "root_cause": []}, "status": 400}
    for answer in (Answer(400, broken), Answer(200, {"responses": [broken, broken]})):
        caplog.clear()
        with serving(answer) as url:
            use(url)
            with pytest.raises(SilentEngineError):
                engine.find(QUERY)
        assert "does not understand" in caplog.text


@pytest.mark.parametrize(
    "fault",
    [
        {"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404},
        {"error": {"type": "es_rejected_execution_exception", "reason": "full"}, "status": 429},
        {"timed_out": True, "_shards": {"failed": 0}, "hits": {"hits": []}, "status": 200},
        {"timed_out": False, "_shards": {"failed": 1}, "hits": {"hits": []}, "status": 200},
    ],
)
def test_half_an_answer_is_none(use: Callable[..., None], fault: dict[str, Any]) -> None:
    whole = {"timed_out": False, "_shards": {"failed": 0}, "hits": {"hits": []}, "status": 200}
    with serving(Answer(200, {"responses": [whole, fault]})) as url:
        use(url)
        with pytest.raises(SilentEngineError):
            engine.find(QUERY)


@pytest.mark.parametrize(("error", "harmless"), [("version_conflict_engine_exception", True), ("busy", False)])
def test_only_a_later_version_is_a_reason_not_to_take_a_change(
    use: Callable[..., None], error: str, harmless: bool
) -> None:
    items = [{"index": {"error": {"type": error, "reason": "r"}}}]
    with serving(Answer(200, {"errors": True, "items": items})) as url:
        use(url)
        if harmless:
            engine.write([Change("member:1", 1)])
        else:
            with pytest.raises(SilentEngineError, match="busy"):
                engine.write([Change("member:1", 1)])


# What the operator is told


def test_a_server_that_works_needs_no_word(use: Callable[..., None]) -> None:
    with serving(Answer()) as url:
        use(url)
        assert engine.complaint() == ""


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(200, {"version": {"number": "8.19.1"}}), "version 8.19.1; this portal speaks to version 9"),
        (Answer(200, {"version": {"number": "10.0.0"}}), "version 10.0.0"),
        (Answer(401, {"error": "who?"}), "does not know the user"),
        (Answer(403, {"error": "no"}), "`all` on the indices migrapass.*"),
        (Answer(404, "<html>", product=""), "is not Elasticsearch"),
        (Answer(200, "<html>", product=""), "is not Elasticsearch"),
        (Answer(200, {"version": {"number": "9.5.3"}}, product=""), "is not Elasticsearch"),
        (Answer(200, {"hello": 1}), "is not Elasticsearch"),
        (Answer(200, ["hello"]), "is not Elasticsearch"),
        (Answer(503, {"error": "starting"}), "not ready: it answers 503"),
    ],
)
def test_the_operator_is_told_what_is_wrong(use: Callable[..., None], answer: Answer, told: str) -> None:
    with serving(answer) as url:
        use(url, user="portal", password="s3cret-word")
        complaint = engine.complaint()

    assert told in complaint
    assert url in complaint
    assert "s3cret" not in complaint
    assert complaint.count("\n") == 0


def test_the_operator_is_told_that_nobody_answers(use: Callable[..., None], nobody: str, black_hole: str) -> None:
    use(nobody)
    assert engine.complaint() == f"Elasticsearch does not answer at {nobody}: [Errno 111] Connection refused."

    use(black_hole)
    assert engine.complaint().startswith(f"Elasticsearch does not answer at {black_hole}: ")


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        ({"user": "portal", "password": "p/w@1"}, "Basic cG9ydGFsOnAvd0Ax"),
        ({"api_key": "a2V5OnZhbHVl"}, "ApiKey a2V5OnZhbHVl"),
    ],
)
def test_the_server_is_told_who_asks(use: Callable[..., None], options: dict[str, str], sent: str) -> None:
    answer = Answer()
    with serving(answer) as url:
        use(url, **options)
        assert engine.complaint() == ""

    assert {name.lower(): value for name, value in answer.asked[0].items()}["authorization"] == sent


# Certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for this machine and its key, made for this run."""
    folder = tmp_path_factory.mktemp("certificate")
    paths = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-out", paths[0], "-keyout", paths[1]],
        check=True, capture_output=True,
    )  # fmt: skip
    return paths


def test_a_server_is_trusted_whose_certificate_the_operator_names(
    use: Callable[..., None], certificate: tuple[Path, Path], tmp_path: Path
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    empty = tmp_path / "empty.pem"
    empty.touch()
    with serving(Answer(), context) as url:
        use(url, ca_file=certificate[0])
        assert engine.complaint() == ""

        use(url)
        assert "certificate" in engine.complaint()
        with pytest.raises(SilentEngineError):
            engine.find(QUERY)

        for unusable in (empty, tmp_path / "missing.pem"):
            use(url, ca_file=unusable)
            assert url in engine.complaint()
            with pytest.raises(SilentEngineError):
                engine.find(QUERY)
