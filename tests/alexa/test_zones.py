from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any, TypeVar

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from structlog.testing import capture_logs

from skill.alexa import zones as module
from skill.alexa.zones import KNOWN_SECONDS, UNKNOWN_SECONDS, Device, SettingsFetch, Zones, nowhere
from skill.errands import Errands
from skill.speaker.certificates import Holder, Paper, authority_key, issue

T = TypeVar("T")

HOST, TOKEN = "api.eu.amazonalexa.com", "a secret token"
DEVICE = Device("amzn1.ask.device.D1", f"https://{HOST}", TOKEN)
BERLIN = b'"Europe/Berlin"'


def at_once(errand: Callable[[], T], seconds: float) -> T:
    assert seconds == 0.3
    return errand()


class Service:
    """Alexa's settings, without a network."""

    def __init__(self, answer: bytes | Exception = BERLIN) -> None:
        self.answer = answer
        self.asked: list[tuple[str, str, str]] = []
        self.now = 0.0
        self.zones = Zones(self._fetch, run=at_once, clock=lambda: self.now)

    def _fetch(self, host: str, path: str, token: str) -> bytes:
        self.asked.append((host, path, token))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


# What is asked, and of whom


def test_the_zone_of_a_device_is_asked_of_its_own_service() -> None:
    service = Service()
    assert service.zones(DEVICE) == "Europe/Berlin"
    assert service.asked == [(HOST, "/v2/devices/amzn1.ask.device.D1/settings/System.timeZone", TOKEN)]


@pytest.mark.parametrize(
    "endpoint",
    [
        *("https://api.amazonalexa.com", "https://api.eu.amazonalexa.com/", "https://api.fe.amazonalexa.com:443"),
        "https://API.amazonalexa.com",
    ],
)
def test_amazons_own_hosts_are_asked(endpoint: str) -> None:
    assert Service().zones(Device("D1", endpoint, TOKEN)) == "Europe/Berlin"


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://api.amazonalexa.com",
        "https://api.amazonalexa.com.evil.example",
        "https://evil.example/api.amazonalexa.com",
        "https://evil.example#api.amazonalexa.com",
        "https://user@api.amazonalexa.com",
        "https://api.amazonalexa.com@evil.example",
        "https://api.amazonalexa.com:8443",
        "https://api.amazonalexa.com:abc",
        "https://api.amazonalexa.com/v1",
        "https://speaker.invalid",
        "https://[",
        "api.amazonalexa.com",
        "",
    ],
)
def test_nobody_else_is(endpoint: str) -> None:
    service = Service()
    assert service.zones(Device("D1", endpoint, TOKEN)) == ""
    assert service.asked == []


def test_the_name_of_a_device_stays_one_part_of_the_path() -> None:
    service = Service()
    service.zones(Device("../../x?y#\ud800".encode("utf-8", "replace").decode(), f"https://{HOST}", TOKEN))
    assert service.asked[0][1] == "/v2/devices/..%2F..%2Fx%3Fy%23%3F/settings/System.timeZone"


def test_there_is_a_source_that_asks_nobody() -> None:
    assert nowhere(DEVICE) == ""


# What is made of the answer


@pytest.mark.parametrize(
    "answer",
    [
        *(b"", b"Europe/Berlin", b'"Mars/Olympus"', b'"../../etc/passwd"', b'""', b"null", b'{"a": 1}', b'"\xff"'),
        *(OSError("status 403"), TimeoutError(), ValueError("a secret token")),
    ],
)
def test_no_zone_is_no_reason_to_fail_and_nothing_of_it_is_logged(answer: bytes | Exception) -> None:
    service = Service(answer)
    with capture_logs() as logs:
        assert service.zones(DEVICE) == ""
    assert [line["event"] for line in logs] == ["no time zone"]
    assert "secret" not in repr(logs)
    assert DEVICE.id not in repr(logs)


def test_a_name_that_cannot_be_written_down_is_no_reason_to_fail() -> None:
    assert Service().zones(Device("\ud800", f"https://{HOST}", TOKEN)) == ""


# How long it is remembered


@pytest.mark.parametrize(
    ("answer", "seconds"), [(BERLIN, KNOWN_SECONDS), (OSError(), UNKNOWN_SECONDS)], ids=["known", "unknown"]
)
def test_a_device_is_not_asked_about_again_soon(answer: bytes | Exception, seconds: float) -> None:
    service = Service(answer)
    first = service.zones(DEVICE)
    service.now = seconds - 1
    assert service.zones(DEVICE) == first
    assert len(service.asked) == 1
    service.now = seconds
    service.zones(DEVICE)
    assert len(service.asked) == 2


def test_devices_are_told_apart_and_not_all_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_DEVICES", 2)
    service = Service()
    devices = [Device(name, f"https://{HOST}", TOKEN) for name in ("D1", "D2", "D3")]
    for device in (*devices, devices[2], devices[1], devices[0]):
        service.zones(device)
    assert [path.split("/")[3] for _, path, _ in service.asked] == ["D1", "D2", "D3", "D1"]
    assert b"D1" not in repr(vars(service.zones)).encode()


# Over a real socket


@pytest.fixture(scope="module")
def root() -> Holder:
    return issue(_paper("Root"), authority_key())


@pytest.fixture(scope="module")
def tls(root: Holder, tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    leaf = issue(_paper("Leaf", HOST), authority_key(), root)
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(leaf.pem + leaf.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def _paper(name: str, *hosts: str) -> Paper:
    now = datetime.now(UTC)
    return Paper(name=name, starts=now - timedelta(days=1), ends=now + timedelta(days=1), hosts=hosts)


@contextmanager
def serving(
    behave: Callable[[socket.socket], None], tls: ssl.SSLContext | None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A server that all names lead to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = (socket.AF_INET, socket.SOCK_STREAM, 6, "", listening.getsockname())
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [address])
        thread = Thread(target=_serve, args=(listening, behave, tls), daemon=True)
        thread.start()
        yield
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(30)


def _serve(listening: socket.socket, behave: Callable[[socket.socket], None], tls: ssl.SSLContext | None) -> None:
    while True:
        try:
            connection = listening.accept()[0]
        except OSError:
            return  # the test is over
        try:
            with tls.wrap_socket(connection, server_side=True) if tls else connection as secured:
                behave(secured)
        except OSError:
            pass  # the other side has had enough
        finally:
            connection.close()


def answering(status: str, body: bytes, *more: str) -> tuple[Callable[[socket.socket], None], list[bytes]]:
    heard: list[bytes] = []
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *more, "", ""]).encode()

    def behave(connection: socket.socket) -> None:
        heard.append(connection.recv(4096))
        connection.sendall(head + body)

    return behave, heard


def patient(errand: Callable[[], T], _: float) -> T:
    """As long as it takes, on a busy machine."""
    return errand()


@pytest.fixture
def fetch(root: Holder, monkeypatch: pytest.MonkeyPatch) -> SettingsFetch:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 30.0)
    return SettingsFetch(root.pem)


def test_the_service_is_asked_with_the_token_over_tls(
    fetch: SettingsFetch, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    behave, heard = answering("200 OK", BERLIN)
    with serving(behave, tls, monkeypatch):
        assert Zones(fetch, run=patient)(DEVICE) == "Europe/Berlin"
    head = heard[0].decode()
    assert head.startswith("GET /v2/devices/amzn1.ask.device.D1/settings/System.timeZone HTTP/1.1\r\n")
    assert f"Authorization: Bearer {TOKEN}\r\n" in head
    assert f"Host: {HOST}\r\n" in head


@pytest.mark.parametrize(
    "answer",
    [
        ("403 Forbidden", b'{"type": "FORBIDDEN"}'),
        ("302 Found", BERLIN, "Location: https://evil.example/"),
        ("200 OK", json.dumps("Europe/" + "B" * 300).encode()),
        ("nonsense", b""),
    ],
    ids=["refused", "elsewhere", "endless", "nonsense"],
)
def test_other_answers_are_none(
    answer: Any, fetch: SettingsFetch, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    behave, heard = answering(*answer)
    with serving(behave, tls, monkeypatch):
        assert Zones(fetch, run=patient)(DEVICE) == ""
    assert len(heard) == 1


def test_a_server_that_is_not_amazons_sees_no_token(
    root: Holder, fetch: SettingsFetch, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    behave, heard = answering("200 OK", BERLIN)
    with serving(behave, tls, monkeypatch):
        assert Zones(SettingsFetch(issue(_paper("Other"), authority_key()).pem), run=patient)(DEVICE) == ""
    assert heard == []


def test_a_token_that_would_be_a_header_of_its_own_is_not_sent(
    fetch: SettingsFetch, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    behave, heard = answering("200 OK", BERLIN)
    with serving(behave, tls, monkeypatch):
        assert Zones(fetch, run=patient)(Device("D1", DEVICE.endpoint, "x\r\nHost: evil.example")) == ""
    assert [head for head in heard if head] == []


@pytest.mark.parametrize("secured", [True, False], ids=["silent after the handshake", "silent from the start"])
def test_a_service_that_accepts_and_never_answers_holds_nobody(
    secured: bool, fetch: SettingsFetch, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    over, reached = Event(), Event()

    def behave(connection: socket.socket) -> None:
        reached.set()
        over.wait()

    errands = Errands("zones", 1)

    def impatient(errand: Callable[[], T], _: float) -> T:
        return errands(errand, 0.05)

    with serving(behave, tls if secured else None, monkeypatch):
        assert Zones(fetch, run=impatient)(DEVICE) == ""
        assert reached.wait(30)
        over.set()
