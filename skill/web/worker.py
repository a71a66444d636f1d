"""gunicorn's threaded worker, whose threads no client can hold: they are given whole requests alone.

The worker that comes with gunicorn reads in its threads. Whoever connects and is silent holds one for five seconds,
whoever sends half a request holds one for good, and whoever does not hang up holds its main loop for two seconds: a
few dozen such clients stop it. Here the main loop collects what comes from all clients at once, and gives up on those
who take too long. Amazon sends a few kilobytes at once; a thread that answers it never sees the network but to answer.
"""

from __future__ import annotations

import socket
import struct
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from selectors import EVENT_READ
from time import monotonic
from typing import TYPE_CHECKING, Any

import structlog
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import TConn, ThreadWorker

from skill.web.arriving import Arriving, Bounds, Refused

if TYPE_CHECKING:
    from skill.web.serving import Server

READ_SECONDS = 5.0
"""From the first sign of a client to the end of its request; Amazon itself waits no more than eight for an answer."""

SEND_SECONDS = 5
"""How long an answer may find no way to its client; what the system's buffers hold needs none of it."""

LINGER_SECONDS = 2.0
"""How long a client may take to hang up, once it is answered and no more is to come."""

LONGEST_LINE = 2048
"""Bytes of a request line: there is nothing here with a longer address."""

MOST_HEADERS = 64

LONGEST_HEADER = 8190
"""Bytes: a signature takes 350, the address of a chain some 60."""

LONGEST_HEAD = 32 * 1024
"""Bytes of all headers together."""

MOST_CLIENTS = 800
"""Connections of a worker at a time; with its other files, less than the 1 024 a process may commonly open."""

TOO_SLOW = Refused(408, "too-slow")

_PIECE = 64 * 1024

_log = structlog.get_logger("server")


class _Line:
    """A connection that no thread is busy with."""

    def __init__(self, conn: TConn, deadline: float, arriving: Arriving | None) -> None:
        self.conn = conn
        """gunicorn's."""
        self.deadline = deadline
        """When to give it up."""
        self.arriving = arriving
        """What it sends; None where it has been answered, and only its end is to come."""
        self.spent = False
        """Whether the deadline is that of a request, not of one that has yet to begin."""


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """See above. Everything here but `handle_error` runs in the main loop, so that nothing needs a lock."""

    app: Server

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._lines: dict[TConn, _Line] = {}
        self._bounds = Bounds(LONGEST_HEAD, self.app.body_limit)

    def notify(self) -> None:
        """Called by gunicorn about once a second."""
        super().notify()
        self.app.beat()

    def accept(self, listener: socket.socket) -> None:
        """A client: nothing is done before it has sent something."""
        try:
            client, address = listener.accept()
        except OSError:  # gone already, or no file to be had: the next one may fare better
            return
        self.nr_conns += 1
        # For the one case in which a thread would wait: the server's parser and `Arriving` see another end.
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 1, 0))
        client.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", SEND_SECONDS, 0))
        conn = TConn(self.cfg, client, address, listener.getsockname())
        if len(self._lines) >= MOST_CLIENTS:
            self._drop(next(iter(self._lines.values())))
        self._wait_for(conn, READ_SECONDS)

    def finish_request(self, conn: TConn, done: Future[bool]) -> None:
        """A thread has answered."""
        if not done.exception() and done.result():
            behind = conn.parser.unreader.take_buffered()
            conn.sock.setblocking(False)
            self._wait_for(conn, self.cfg.keepalive, behind)
        else:
            self._linger(conn)

    def murder_keepalived(self, force: bool = False) -> None:
        """Called by gunicorn in every round."""
        now = monotonic()
        for line in [line for line in self._lines.values() if force or line.deadline <= now]:
            if force or line.arriving is None or not line.spent:
                self._drop(line)
            else:
                self._refuse(line, TOO_SLOW)

    def _cap_keepalive(self, deadline: float) -> None:
        """Called by gunicorn when it stops: who has not begun to ask may not take long any more."""
        for line in self._lines.values():
            if not line.spent:
                line.deadline = min(line.deadline, deadline)

    def handle_error(self, request: Any, client: socket.socket, address: Any, error: BaseException) -> None:
        """Called by gunicorn, in a thread, for what is no HTTP; tells nobody's address, and echoes nothing."""
        if not isinstance(error, ParseException):
            super().handle_error(request, client, address, error)
            return
        status = {LimitRequestLine: 414, LimitRequestHeaders: 431}.get(type(error), 400)
        self._tell(Refused(status, "no-http"), type(error).__name__)
        _answer(client, status)

    def _wait_for(self, conn: TConn, seconds: float, behind: bytes = b"") -> None:
        """The next request of a connection; some of it may be there."""
        line = self._lines[conn] = _Line(conn, monotonic() + seconds, Arriving(self._bounds))
        self.poller.register(conn.sock, EVENT_READ, partial(self._readable, line))
        if behind:
            self._came(line, behind)

    def _readable(self, line: _Line, client: socket.socket) -> None:
        if self._lines.get(line.conn) is not line:
            return  # dropped in this very round
        try:
            piece = client.recv(_PIECE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            piece = b""
        if not piece:
            self._drop(line)
        elif line.arriving is not None:
            self._came(line, piece)

    def _came(self, line: _Line, piece: bytes) -> None:
        arriving = line.arriving
        assert arriving is not None
        if not arriving:
            line.spent, line.deadline = True, monotonic() + READ_SECONDS
        found = arriving.add(piece)
        if isinstance(found, Refused):
            self._refuse(line, found)
        elif found:
            self._release(line)
            line.conn.data_ready = True
            line.conn.init()
            line.conn.parser.unreader.unread(bytes(arriving))
            self.enqueue_req(line.conn)
        elif arriving.consent():
            _send(line.conn.sock, b"HTTP/1.1 100 Continue\r\n\r\n")

    def _refuse(self, line: _Line, refused: Refused) -> None:
        self._tell(refused)
        _answer(line.conn.sock, refused.status)
        self._release(line)
        self._linger(line.conn)

    def _tell(self, refused: Refused, detail: str | None = None) -> None:
        _log.warning("refused", code=refused.code, detail=detail, status=refused.status)
        self.app.refused(refused.code)

    def _linger(self, conn: TConn) -> None:
        """Says that no more will come, and waits for the client to hang up: the answer might be lost otherwise."""
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
        except OSError:
            self._close(conn)
            return
        line = self._lines[conn] = _Line(conn, monotonic() + LINGER_SECONDS, None)
        self.poller.register(conn.sock, EVENT_READ, partial(self._readable, line))

    def _drop(self, line: _Line) -> None:
        self._release(line)
        self._close(line.conn)

    def _release(self, line: _Line) -> None:
        del self._lines[line.conn]
        self.poller.unregister(line.conn.sock)

    def _close(self, conn: TConn) -> None:
        self.nr_conns -= 1
        conn.close()


def _answer(client: socket.socket, status: int) -> None:
    head = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    _send(client, head.encode())


def _send(client: socket.socket, data: bytes) -> None:
    """A few bytes, or none to who does not take them."""
    with suppress(OSError):
        client.send(data)
