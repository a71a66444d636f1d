"""The edge over a real socket, under the real server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from skill.web.serving import Server
from tests.web.serving import Served, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield server


def test_only_the_good_request_reaches_dispatch(served: Served) -> None:
    body = served.body("bad")
    headers = served.signer.headers(body)
    refused = {
        "no headers": served.post(body, {}),
        "no signature": served.post(body, {"SignatureCertChainUrl": served.signer.chain_url}),
        "tampered": served.post(body + b" ", headers),
        "query": served.post(body, {**headers, "SignatureCertChainUrl": served.signer.chain_url + "?a=1"}),
        "not ascii": served.post(body, {**headers, "Signature-256": "é"}),
        "empty": served.post(b"", served.signer.headers(b"")),
        "list": served.post(b"[]", served.signer.headers(b"[]")),
    }
    assert {kind: status for kind, (status, _) in refused.items() if status != 400} == {}

    body = served.body("good")
    status, answer = served.post(body, served.signer.headers(body))
    assert (status, json.loads(answer)) == (200, {"dispatched": ["good"]})


def test_too_long_a_body_is_413(served: Served) -> None:
    assert served.post(b" " * 70000, {})[0] == 413


def test_a_length_that_is_a_lie_costs_no_reading(served: Served) -> None:
    lines = b"POST /alexa HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 99999999999\r\n\r\n"
    assert served.raw(lines).startswith(b"HTTP/1.1 413 ")


def test_a_signed_body_may_come_in_chunks(served: Served) -> None:
    body = b"[]"
    named = "".join(f"{name}: {value}\r\n" for name, value in served.signer.headers(body).items())
    start = f"POST /alexa HTTP/1.1\r\nHost: h\r\n{named}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert served.raw(start.encode() + b"2\r\n[]\r\n0\r\n\r\n").startswith(b"HTTP/1.1 400 ")


def test_a_header_sent_twice_is_400(served: Served) -> None:
    body = served.body("twice")
    named = "".join(f"{name}: {value}\r\n" * 2 for name, value in served.signer.headers(body).items())
    start = f"POST /alexa HTTP/1.1\r\nHost: h\r\n{named}Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    assert served.raw(start.encode() + body).startswith(b"HTTP/1.1 400 ")


def test_another_method_is_405(served: Served) -> None:
    answer = served.raw(b"GET /alexa HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 405 ")


def _server(**options: Any) -> Server:
    return Server(lambda: lambda _environ, _start: [b"made"], port=8000, **options)


def test_the_server_is_configured_from_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUNICORN_CMD_ARGS", "--workers=7")
    cfg = _server(host="127.0.0.1", workers=3, threads=5, preload=False, log_level="warning").cfg

    assert cfg.address == [("127.0.0.1", 8000)]
    assert (cfg.workers, cfg.threads, cfg.worker_class_str) == (3, 5, "PatientWorker")
    assert (cfg.preload_app, cfg.loglevel, cfg.control_socket_disable) == (False, "warning", True)


def test_the_server_listens_on_an_ipv6_address() -> None:
    assert _server(host="::1").cfg.address == [("::1", 8000)]


def test_the_app_is_made_when_it_is_first_asked_for() -> None:
    server = _server(host="127.0.0.1")

    assert server.callable is None
    assert server.wsgi()({}, None) == [b"made"]
