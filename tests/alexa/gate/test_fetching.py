"""Fetching over a real socket: a chain that is there is got, and nothing else takes long or much."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import certifi
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from skill.alexa.gate.fetching import ChainFetcher, FetchError
from skill.speaker.certificates import Holder, Paper, authority_key, issue

Behave = Callable[[socket.socket, int], None]
"""What a server does with a connection, counted from 0."""

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nchain"


@pytest.fixture(scope="module")
def root() -> Holder:
    return issue(_paper("Root"), authority_key())


@pytest.fixture(scope="module")
def tls(root: Holder, tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    return _context(issue(_paper("Leaf", "localhost"), authority_key(), root), tmp_path_factory)


def _paper(name: str, *hosts: str) -> Paper:
    now = datetime.now(UTC)
    return Paper(name=name, starts=now - timedelta(days=1), ends=now + timedelta(days=1), hosts=hosts)


def _context(holder: Holder, folders: pytest.TempPathFactory) -> ssl.SSLContext:
    file = folders.mktemp("tls") / "server.pem"
    key = holder.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(holder.pem + key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@contextmanager
def _server(behave: Behave, tls: ssl.SSLContext | None = None, over: Event | None = None) -> Iterator[str]:
    """A server, one connection after the other; gives the URL of a chain on it; at its end sets `over`."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=_accept, args=(listening, behave, tls), daemon=True)
        thread.start()
        yield f"https://localhost:{listening.getsockname()[1]}/echo.api/x.pem"
        if over:
            over.set()
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(10)


def _accept(listening: socket.socket, behave: Behave, tls: ssl.SSLContext | None) -> None:
    count = 0
    while True:
        try:
            connection = listening.accept()[0]
        except OSError:
            return  # the test is over
        try:
            with tls.wrap_socket(connection, server_side=True) if tls else connection as secured:
                behave(secured, count)
        except OSError:
            pass  # the other side has had enough
        finally:
            connection.close()
        count += 1


def _answering(*answers: bytes) -> Behave:
    def behave(connection: socket.socket, count: int) -> None:
        connection.recv(4096)
        connection.sendall(answers[min(count, len(answers) - 1)])

    return behave


def test_gets_what_is_there(root: Holder, tls: ssl.SSLContext) -> None:
    with _server(_answering(OK), tls) as url:
        assert ChainFetcher(root.pem)(url) == b"chain"


def test_asks_for_the_path_and_for_nothing_packed(root: Holder, tls: ssl.SSLContext) -> None:
    asked: list[bytes] = []

    def behave(connection: socket.socket, _: int) -> None:
        asked.append(connection.recv(4096))
        connection.sendall(OK)

    with _server(behave, tls) as url:
        ChainFetcher(root.pem)(url)
    assert asked[0].startswith(b"GET /echo.api/x.pem HTTP/1.1\r\n")
    assert b"Accept-Encoding: identity\r\n" in asked[0]


@pytest.mark.parametrize(
    "first",
    [
        b"HTTP/1.1 503 Busy\r\n\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nch",
        b"nonsense\r\n\r\n",
    ],
    ids=["server in trouble", "closed", "cut off", "nonsense"],
)
def test_a_fetch_that_goes_wrong_is_tried_once_more(first: bytes, root: Holder, tls: ssl.SSLContext) -> None:
    with _server(_answering(first, OK), tls) as url:
        assert ChainFetcher(root.pem)(url) == b"chain"
    with _server(_answering(first, first, OK), tls) as url, pytest.raises(FetchError):
        ChainFetcher(root.pem)(url)


@pytest.mark.parametrize("status", [301, 302, 403, 404])
def test_another_status_is_final(status: int, root: Holder, tls: ssl.SSLContext) -> None:
    counts: list[int] = []

    def behave(connection: socket.socket, count: int) -> None:
        counts.append(count)
        connection.recv(4096)
        connection.sendall(f"HTTP/1.1 {status} No\r\nLocation: /elsewhere\r\n\r\n".encode())

    with _server(behave, tls) as url, pytest.raises(FetchError, match=str(status)):
        ChainFetcher(root.pem)(url)
    assert counts == [0]


@pytest.mark.parametrize("length", [b"", b"Content-Length: 40000\r\n"], ids=["unsaid", "said"])
def test_too_large_a_chain_is_not_read(length: bytes, root: Holder, tls: ssl.SSLContext) -> None:
    answer = b"HTTP/1.1 200 OK\r\n" + length + b"\r\n" + b"x" * 40000
    with _server(_answering(answer), tls) as url, pytest.raises(FetchError, match="too large"):
        ChainFetcher(root.pem)(url)


@pytest.mark.parametrize("secured", [False, True], ids=["before the handshake", "after it"])
def test_stalled_fetch_ends_in_time(secured: bool, root: Holder, tls: ssl.SSLContext) -> None:
    over = Event()

    def stall(_connection: socket.socket, _count: int) -> None:
        over.wait(60)

    with _server(stall, tls if secured else None, over) as url, pytest.raises(TimeoutError):
        ChainFetcher(root.pem, deadline_seconds=0.2)(url)


def test_a_trickle_ends_in_time_and_what_it_leaves_behind_is_bounded(root: Holder, tls: ssl.SSLContext) -> None:
    over = Event()

    def trickle(connection: socket.socket, _: int) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not over.wait(0.02):
            connection.sendall(b"x")

    with _server(trickle, tls, over) as url:
        fetch = ChainFetcher(root.pem, deadline_seconds=0.5, at_once=1)
        with pytest.raises(TimeoutError):
            fetch(url)
        with pytest.raises(FetchError, match="too many"):
            fetch(url)


def test_a_body_past_the_deadline_is_given_up(
    root: Holder, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, read = 0.0, 2.1
    monkeypatch.setattr("skill.alexa.gate.fetching.monotonic", iter([begun, read]).__next__)

    with _server(_answering(OK), tls) as url, pytest.raises(FetchError, match="too slow"):
        ChainFetcher(root.pem)(url)


def test_a_server_of_another_root_is_not_asked(root: Holder, tls: ssl.SSLContext) -> None:
    stranger = issue(_paper("Root"), authority_key())
    with _server(_answering(OK), tls) as url, pytest.raises(ssl.SSLCertVerificationError):
        ChainFetcher(stranger.pem)(url)


def test_a_server_of_another_name_is_not_asked(root: Holder, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = _context(issue(_paper("Leaf", "example.com"), authority_key(), root), tmp_path_factory)
    with _server(_answering(OK), other) as url, pytest.raises(ssl.SSLCertVerificationError):
        ChainFetcher(root.pem)(url)


def test_nobody_there(root: Holder) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        ChainFetcher(root.pem)(f"https://localhost:{port}/echo.api/x.pem")


def test_the_public_bundle_can_be_loaded() -> None:
    assert ChainFetcher(Path(certifi.where()).read_bytes())
