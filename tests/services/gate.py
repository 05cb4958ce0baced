"""A gate of the tests' own before a real server, which can be shut in every way that networks know."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto


class Way(Enum):
    """What the gate does with what is said."""

    OPEN = auto()
    REFUSING = auto()
    CUTTING = auto()
    SILENT = auto()


class Gate:
    """Listens on `port` for as long as it does not refuse."""

    def __init__(self, host: str, port: int) -> None:
        self._target = host, port
        self._way = Way.OPEN
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self._word, self._share, self._heard = b"", 1.0, threading.Event()
        self.port: int = self._listening.getsockname()[1]
        self._listen()

    def turn(self, way: Way) -> None:
        """From now on, for those who are connected too."""
        before, self._way = self._way, way
        if way is Way.REFUSING:
            _close(self._listening)
            self.cut()
        elif before is Way.REFUSING:
            self._listening = socket.create_server(("127.0.0.1", self.port))
            self._listen()
        if before is Way.SILENT:
            self.cut()

    def cut(self) -> None:
        """End all connections, as a server that starts again does."""
        while self._ends:
            _close(self._ends.pop())

    def hold_at(self, word: bytes, *, share: float) -> threading.Event:
        """The next time somebody says this word, pass on that share of what she says and nothing more.

        The event tells that it was said.
        """
        self._word, self._share, self._heard = word, share, threading.Event()
        return self._heard

    def _listen(self) -> None:
        threading.Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, far = listening.accept()[0], socket.create_connection(self._target)
                self._ends += near, far
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(source, sink, source is near), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, is_asking: bool) -> None:
        is_held = False
        with suppress(OSError):
            while data := source.recv(65536):
                if is_asking and self._word and self._word in data:
                    is_held, self._word = True, b""
                    sink.sendall(data[: int(len(data) * self._share)])
                    self._heard.set()
                elif self._way is Way.CUTTING and not is_asking:
                    source.close()
                    sink.sendall(data[: len(data) // 2])
                    break
                elif self._way is not Way.SILENT and not is_held:
                    sink.sendall(data)
        for end in (source, sink):
            _close(end)


@contextmanager
def gate_to(host: str, port: int) -> Iterator[Gate]:
    gate = Gate(host, port)
    try:
        yield gate
    finally:
        gate.turn(Way.REFUSING)


def _close(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
