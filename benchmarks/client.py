"""A client that asks for one page over and over on connections it keeps, and costs little itself."""

import selectors
import socket
import time

_HEAD_END = b"\r\n\r\n"


def requests_per_second(port: int, path: str, *, seconds: float, connections: int) -> float:
    """How many answers a second arrive while each connection always has one request under way."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    opened = [_Connection(port, request) for _ in range(connections)]
    with selectors.DefaultSelector() as selector:
        for connection in opened:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        answers, started = 0, time.perf_counter()
        end = started + seconds
        while (now := time.perf_counter()) < end:
            for key, _ in selector.select(timeout=1):
                answers += key.data.read()
    for connection in opened:
        connection.socket.close()
    return answers / (now - started)


class _Connection:
    """Always has one request under way.

    It waits for its first answer, for connections opened in a rush would all be taken by the
    process of the server that wakes up first.
    """

    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._request = request
        self._missing = 0
        self._ask()
        while not self.read():
            pass

    def _ask(self) -> None:
        self._missing = 0
        self.socket.sendall(self._request)

    def read(self) -> int:
        """Take what is there. Gives 1 if that ended an answer, after asking for the next one."""
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("the server closed a connection")
        if not self._missing:
            self._missing = _length(data)
        self._missing -= len(data)
        if self._missing > 0:
            return 0
        self._ask()
        return 1


def _length(start: bytes) -> int:
    """The length of the whole answer that begins so; a head arrives in one piece here."""
    head, found, _ = start.partition(_HEAD_END)
    if not found or not head.startswith(b"HTTP/1.1 200 "):
        raise ConnectionError(f"unexpected answer: {start[:200]!r}")
    after_name = head.lower().partition(b"\r\ncontent-length:")[2]
    return len(head) + len(_HEAD_END) + int(after_name.partition(b"\r\n")[0])
