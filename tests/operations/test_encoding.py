"""An encoding that a request names is no reason to read its address otherwise."""

import pytest

from portal.operations.encoding import AlwaysUtf8


@pytest.mark.parametrize(
    ("named", "left"),
    [
        ("text/plain; charset=base64", "text/plain"),
        ("application/x-www-form-urlencoded;CHARSET=utf-7", "application/x-www-form-urlencoded"),
        ("multipart/form-data; charset=rot13; boundary=abc", "multipart/form-data; boundary=abc"),
        ("multipart/form-data; boundary=abc", "multipart/form-data; boundary=abc"),
        ("", ""),
    ],
)
def test_the_encoding_is_taken_from_a_request(named: str, left: str) -> None:
    seen: list[str] = []

    def application(environ: dict[str, str], start_response: object) -> list[bytes]:
        seen.append(environ.get("CONTENT_TYPE", ""))
        return []

    AlwaysUtf8(application)({"CONTENT_TYPE": named}, lambda *_: None)  # type: ignore[arg-type]  # as much as it uses

    assert seen == [left]
