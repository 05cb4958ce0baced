"""Servers that misbehave on purpose."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@contextmanager
def silent_server() -> Iterator[int]:
    """The port of a server that takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@dataclass
class Proxy:
    """Stands between the portal and a server. While `speaks` is false it swallows what either says."""

    port: int
    speaks: bool = True
    connections: list[socket.socket] = field(default_factory=list)

    def cut(self) -> None:
        """End all connections, as a server that starts again does."""
        while self.connections:
            with suppress(OSError):
                self.connections.pop().shutdown(socket.SHUT_RDWR)


@contextmanager
def proxy_to(host: str, port: int) -> Iterator[Proxy]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        proxy = Proxy(server.getsockname()[1])
        threading.Thread(target=_accept, args=(server, proxy, (host, port)), daemon=True).start()
        try:
            yield proxy
        finally:
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            proxy.cut()


def _accept(server: socket.socket, proxy: Proxy, target: tuple[str, int]) -> None:
    with suppress(OSError):
        while True:
            ends = server.accept()[0], socket.create_connection(target)
            proxy.connections += ends
            for source, sink in (ends, reversed(ends)):
                threading.Thread(target=_pass_on, args=(proxy, source, sink), daemon=True).start()


def _pass_on(proxy: Proxy, source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            if proxy.speaks:
                sink.sendall(data)
    # Closing alone would say nothing to the other side while the other thread still listens.
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
    source.close()
