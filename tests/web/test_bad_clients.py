"""Clients that are slow, silent, endless or rude: whatever they do, others are answered meanwhile."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from skill.web.worker import MOST_CLIENTS
from tests.web.serving import Served, rest, serving, silent

MANY = 50
"""Far more than the server of these tests has threads, which are four."""

HEAD = b"POST /alexa HTTP/1.1\r\nHost: h\r\n"

HOLDING = {
    "silent": b"",
    "one byte": b"P",
    "half a request line": b"POST /al",
    "half its headers": HEAD + b"Signature-256: abc",
    "no body": HEAD + b"Content-Length: 500\r\n\r\n",
    "half a body": HEAD + b"Content-Length: 500\r\n\r\n" + b" " * 250,
    "half a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\nabc",
    "no last chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    "an endless chunk's size": HEAD + b"Transfer-Encoding: chunked\r\n\r\n0000",
    "trailers without an end": HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\nA: b\r\n",
    "a second request, half": b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\nGET /heal",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture
def many(served: Served) -> Iterator[list[socket.socket]]:
    with ExitStack() as connections:
        yield [connections.enter_context(served.connect()) for _ in range(MANY)]


@pytest.mark.parametrize("kind", HOLDING)
def test_who_does_not_go_on_holds_up_nobody(kind: str, served: Served, many: list[socket.socket]) -> None:
    for connection in many:
        connection.sendall(HOLDING[kind])
    if kind == "a second request, half":
        for connection in many:
            _first_answer(connection)

    assert all(served.answers(f"{kind} {number}") for number in range(20))
    assert all(silent(connection) for connection in many), "they were not given up on yet: all were answered meanwhile"


def _first_answer(connection: socket.socket) -> None:
    answer = b""
    while not answer.endswith(b"ok\n"):
        answer += connection.recv(4096)


def test_bytes_one_by_one_hold_up_nobody(served: Served, many: list[socket.socket]) -> None:
    for byte in HEAD:
        for connection in many:
            connection.sendall(bytes([byte]))

    assert served.answers("slow loris")
    assert all(silent(connection) for connection in many)


def test_who_takes_too_long_is_told_so(served: Served) -> None:
    assert served.raw(HEAD + b"Content-Length: 500\r\n\r\n").startswith(b"HTTP/1.1 408 ")
    assert served.raw(b"POST").startswith(b"HTTP/1.1 408 ")


def test_who_says_nothing_is_hung_up_on(served: Served) -> None:
    assert served.raw(b"") == b""


def test_who_does_not_hang_up_holds_up_nobody(served: Served, many: list[socket.socket]) -> None:
    """Their answers are sent; the server waits for their end beside its work."""
    for connection in many:
        connection.sendall(b"garbage\r\n\r\n")
    for connection in many:
        assert connection.recv(4096).startswith(b"HTTP/1.1 400 ")

    assert served.answers("beside")
    assert rest(many[0]) == b""


def test_who_has_said_all_may_close_that_half(served: Served) -> None:
    with served.connect() as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)

        assert rest(connection).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("kind", HOLDING)
def test_who_breaks_off_gets_nothing(kind: str, served: Served) -> None:
    with served.connect() as connection:
        connection.sendall(HOLDING[kind])
        connection.shutdown(socket.SHUT_WR)
        answer = rest(connection)

    assert answer.startswith(b"HTTP/1.1 200 ") if kind.startswith("a second") else answer == b""


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (b"garbage\r\n\r\n", 400),
        (b"\r\n\r\n", 400),
        (bytes(range(256)) + b"\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (HEAD + b"No Colon\r\n\r\n", 400),
        (HEAD + b"Content-Length: -1\r\n\r\n", 400),
        (HEAD + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc", 400),
        (HEAD + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 300, 400),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffff\r\n", 413),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n" + b"A: b\r\n" * 20000, 413),
        (HEAD + b"Content-Length: 99999999999\r\n\r\n", 413),
        (HEAD + b"A: " + b"a" * 40000, 431),
        (HEAD + b"A: " + b"a" * 9000 + b"\r\n\r\n", 431),
        (HEAD + b"A: b\r\n" * 100 + b"\r\n", 431),
        (b"GET /" + b"a" * 3000 + b" HTTP/1.1\r\n\r\n", 414),
    ],
)
def test_what_is_no_request_is_refused_at_once(lines: bytes, status: int, served: Served) -> None:
    assert served.raw(lines).startswith(b"HTTP/1.1 %d " % status)


def test_a_request_may_come_in_pieces_and_another_behind_it(served: Served) -> None:
    body = served.body("pieces")
    named = "".join(f"{name}: {value}\r\n" for name, value in served.signer.headers(body).items()).encode()
    whole = HEAD + named + b"Content-Length: %d\r\n\r\n" % len(body) + body
    with served.connect() as connection:
        for start in range(0, len(whole), 100):
            connection.sendall(whole[start : start + 100])
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")

        assert rest(connection).count(b"HTTP/1.1 200 ") == 2


@pytest.mark.parametrize("framing", [b"Content-Length: 2\r\n", b"Transfer-Encoding: chunked\r\n"])
def test_who_asks_whether_to_go_on_is_told_to(framing: bytes, served: Served) -> None:
    with served.connect() as connection:
        connection.sendall(HEAD + framing + b"Expect: 100-continue\r\nConnection: close\r\n\r\n")
        assert connection.recv(4096) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"[]" if b"Length" in framing else b"2\r\n[]\r\n0\r\n\r\n")

        assert rest(connection).startswith(b"HTTP/1.1 400 ")


def test_an_expectation_is_met_only_where_something_is_to_come(served: Served) -> None:
    lines = b"GET /healthz HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"

    assert served.raw(lines).count(b"HTTP/1.1 200 ") == 1


def test_refusals_name_nobody_and_echo_nothing(served: Served) -> None:
    assert b"SECRET" not in served.raw(b"SECRET\r\n\r\n")

    log = served.log.read_text()
    assert '"code": "no-http"' in log
    assert "SECRET" not in log
    assert "127.0.0.1" not in log.replace("Listening at: http://127.0.0.1", "")


def test_where_there_is_no_room_left_the_oldest_goes(served: Served) -> None:
    with ExitStack() as connections:
        crowd = [connections.enter_context(served.connect()) for _ in range(MOST_CLIENTS + 5)]

        assert served.answers("in a crowd")
        assert rest(crowd[0]) == b""
        assert silent(crowd[-1])


def test_a_server_that_ends_leaves_nobody_in_the_middle(tmp_path: Path) -> None:
    with serving(tmp_path) as ending, ending.connect() as begun, ending.connect() as idle:
        body = ending.body("begun")
        named = "".join(f"{name}: {value}\r\n" for name, value in ending.signer.headers(body).items()).encode()
        begun.sendall(HEAD + named + b"Content-Length: %d\r\n\r\n" % len(body) + body[:9])
        idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
        _first_answer(idle)
        ending.process.terminate()
        assert rest(idle) == b""
        begun.sendall(body[9:])

        assert rest(begun).startswith(b"HTTP/1.1 200 ")
    assert ending.process.returncode == 0
