"""A network that can be broken: a TCP proxy of the loopback that refuses, delays or swallows."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto

DELAY_SECONDS = 1.0
"""What a slow network adds to every packet."""


class Network(Enum):
    """How it treats what passes."""

    SOUND = auto()
    """Passed on at once."""
    REFUSED = auto()
    """Nobody gets in; whoever is in is thrown out."""
    SLOW = auto()
    """Passed on after DELAY_SECONDS."""
    SWALLOWED = auto()
    """Accepted, and never answered."""


class Proxy:
    """Passes connections on to a port, in threads of its own."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._state = Network.SOUND
        self._listener: socket.socket | None = None
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.port = 0
        self.listen()

    def become(self, state: Network) -> None:
        """From now on, also for what is connected."""
        self._state = state
        if state is Network.REFUSED:
            self.close()
        elif self._listener is None:
            self.listen()

    def listen(self) -> None:
        """On the same port as before, if there was one."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def close(self) -> None:
        """Everybody out."""
        if self._listener is not None:
            # Closing alone does not wake who waits in it.
            with suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        with self._lock:
            for one in self._open:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                client.close()
                continue
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._open |= {client, server}
            for pair in ((client, server), (server, client)):
                threading.Thread(target=self._pass, args=pair, daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if self._state is Network.SLOW:
                    time.sleep(DELAY_SECONDS)
                if self._state is not Network.SWALLOWED:
                    target.sendall(data)
        for one in (source, target):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._open.discard(source)
        source.close()


@contextmanager
def before(port: int) -> Iterator[Proxy]:
    """A proxy before a port, for the time being."""
    proxy = Proxy(port)
    try:
        yield proxy
    finally:
        proxy.become(Network.REFUSED)
