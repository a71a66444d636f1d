"""A good deployment, and many that each have one thing wrong."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from skill.diary import DiaryError, open_diary
from tests.doctor.deployments import DAY, NOW, Authority, Deployments, answering, instead

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

POSTED = (
    "unsigned request",
    "request that is no JSON",
    "empty request",
    "empty signature",
    "signature that is none",
    "made-up signature",
    "chain over http",
    "chain on another host",
    "chain under another path",
    "chain on another port",
    "chain at no address",
)


def posted(environ: WSGIEnvironment) -> bool:
    return bool(environ["REQUEST_METHOD"] == "POST")


def test_a_good_one_would_pass(deployments: Deployments, good: WSGIApplication) -> None:
    url = deployments.start(good)
    findings = deployments.examine(url, skill_id="amzn1.ask.skill.test")
    assert all(finding.passes for finding in findings)
    assert {finding.name for finding in findings if not finding.ok} == {"port", "DNS", "package"}
    names = [finding.name for finding in findings if finding.ok]
    for name in (*POSTED, "GET", "certificate name", "certificate dates", "certificate chain", "clock", "/readyz"):
        assert name in names
    assert {"response time", "/healthz", "privacy page, en-US", "interaction models", "skill id"} <= set(names)


# Certificates


def test_a_certificate_for_another_name(deployments: Deployments, good: WSGIApplication) -> None:
    faults = deployments.faults(deployments.start(good, deployments.authority.leaf("other.example.org")))
    assert faults == {"certificate name": "the certificate is for other.example.org, not for localhost"}


def test_an_expired_certificate(deployments: Deployments, good: WSGIApplication) -> None:
    leaf = deployments.authority.leaf(starts=-9 * DAY, ends=-2 * DAY)
    faults = deployments.faults(deployments.start(good, leaf))
    assert faults == {"certificate dates": f"it expired on {NOW - 2 * DAY:%Y-%m-%d}"}


def test_a_certificate_that_does_not_hold_yet(deployments: Deployments, good: WSGIApplication) -> None:
    faults = deployments.faults(deployments.start(good, deployments.authority.leaf(starts=DAY)))
    assert faults == {"certificate dates": f"it holds from {NOW + DAY:%Y-%m-%d} on only"}


def test_a_certificate_that_was_not_renewed_passes_with_a_warning(
    deployments: Deployments, good: WSGIApplication
) -> None:
    findings = deployments.examine(deployments.start(good, deployments.authority.leaf(ends=3 * DAY)))
    [dates] = [finding for finding in findings if finding.name == "certificate dates"]
    assert dates.wrong.startswith("it expires on")
    assert dates.passes


def test_a_self_signed_certificate(deployments: Deployments, good: WSGIApplication) -> None:
    faults = deployments.faults(deployments.start(good, deployments.authority.leaf(own=True), chain=[]))
    assert list(faults) == ["certificate chain"]
    assert "self-signed" in faults["certificate chain"]


def test_a_chain_with_a_gap(deployments: Deployments, good: WSGIApplication) -> None:
    faults = deployments.faults(deployments.start(good, chain=[]))
    assert list(faults) == ["certificate chain"]
    assert "nobody whom Amazon trusts" in faults["certificate chain"]


def test_a_chain_that_ends_elsewhere(deployments: Deployments, good: WSGIApplication) -> None:
    other = Authority()
    faults = deployments.faults(deployments.start(good, other.leaf(), chain=[other.between, other.root]))
    assert list(faults) == ["certificate chain"]


def test_several_things_wrong_are_all_named(deployments: Deployments) -> None:
    leaf = deployments.authority.leaf("other.example.org", starts=-9 * DAY, ends=-2 * DAY)
    faults = deployments.faults(deployments.start(answering("500 Broken"), leaf))
    assert {"certificate name", "certificate dates", "unsigned request", "/healthz", "/readyz"} <= faults.keys()


def test_no_tls_at_all(deployments: Deployments, good: WSGIApplication) -> None:
    faults = deployments.faults(deployments.start_without_tls(good))
    assert list(faults) == ["TLS"]


def test_nobody_there(deployments: Deployments) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    faults = deployments.faults(f"https://localhost:{port}/alexa")
    assert list(faults) == ["TLS"]
    assert "refused" in faults["TLS"]


def test_a_name_without_an_address(deployments: Deployments) -> None:
    faults = deployments.faults("https://nowhere.invalid/alexa")
    assert list(faults) == ["DNS"]


# What must be refused


def test_one_that_answers_everybody(deployments: Deployments, good: WSGIApplication) -> None:
    faults = deployments.faults(deployments.start(instead(good, answering("200 OK", b"{}"), posted)))
    assert set(faults) == set(POSTED)
    assert all("anybody may pose as Amazon" in wrong for wrong in faults.values())


def test_one_that_only_looks_whether_there_is_a_signature(deployments: Deployments, good: WSGIApplication) -> None:
    def signed(environ: WSGIEnvironment) -> bool:
        return posted(environ) and bool(environ.get("HTTP_SIGNATURE_256"))

    faults = deployments.faults(deployments.start(instead(good, answering("200 OK", b"{}"), signed)))
    assert set(faults) == {*POSTED} - {
        "unsigned request",
        "request that is no JSON",
        "empty request",
        "empty signature",
    }


def test_one_that_fails(deployments: Deployments, good: WSGIApplication) -> None:
    faults = deployments.faults(deployments.start(instead(good, answering("502 Bad Gateway"), posted)))
    assert faults == {"unsigned request": "the server fails (502)"}


def test_one_that_sends_on(deployments: Deployments, good: WSGIApplication) -> None:
    away = answering("308 Permanent Redirect", headers=[("Location", "https://www.example.org/alexa")])
    faults = deployments.faults(deployments.start(instead(good, away, posted)))
    assert list(faults) == ["unsigned request"]
    assert "sent on to https://www.example.org/alexa (308), and Amazon does not follow" in faults["unsigned request"]


def test_one_behind_a_login(deployments: Deployments, good: WSGIApplication) -> None:
    faults = deployments.faults(deployments.start(instead(good, answering("401 Unauthorized"), posted)))
    assert faults == {"unsigned request": "it is answered with 401, where Amazon wants 400"}


def test_the_wrong_path(deployments: Deployments, good: WSGIApplication) -> None:
    url = deployments.start(good).replace("/alexa", "/echo")
    assert deployments.faults(url) == {"unsigned request": "nothing is at this path (404)"}


def test_a_path_that_nothing_is_posted_to(deployments: Deployments, good: WSGIApplication) -> None:
    url = deployments.start(good).replace("/alexa", "/healthz")
    assert deployments.faults(url) == {"unsigned request": "nothing may be posted to this path (405)"}


def test_a_webhook_that_can_be_read(deployments: Deployments, good: WSGIApplication) -> None:
    def read(environ: WSGIEnvironment) -> bool:
        return environ["PATH_INFO"] == "/alexa" and not posted(environ)

    faults = deployments.faults(deployments.start(instead(good, answering("200 OK", b"hello"), read)))
    assert list(faults) == ["GET"]
    assert "can be read (200)" in faults["GET"]


@pytest.fixture
def slow() -> Iterator[WSGIApplication]:
    """Answers when the test is over."""
    over = threading.Event()

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        over.wait(30)
        start_response("400 Bad Request", [("Content-Length", "0")])
        return []

    yield app
    over.set()


def test_one_that_takes_too_long(deployments: Deployments, slow: WSGIApplication) -> None:
    faults = deployments.faults(deployments.start(slow), patience=0.3)
    assert faults == {"unsigned request": "no answer within 0.3 s"}


def hanging_up(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return list(answering("400 Bad Request")(environ, start_response))


def test_one_that_hangs_up_now_and_then(deployments: Deployments, good: WSGIApplication) -> None:
    def hangs_up(environ: WSGIEnvironment) -> bool:
        return not posted(environ) or "HTTP_SIGNATURECERTCHAINURL" in environ

    faults = deployments.faults(deployments.start(instead(good, hanging_up, hangs_up)))
    assert set(faults) == {*POSTED, "GET", "/healthz", "/readyz", "privacy page, en-US"} - {*POSTED[:3]}
    assert all("the connection broke" in wrong for wrong in faults.values())


def test_one_that_hangs_up(deployments: Deployments) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        context = deployments.context(deployments.authority.leaf(), None)

        def hang_up() -> None:
            for _ in range(2):
                with context.wrap_socket(listening.accept()[0], server_side=True) as secure:
                    secure.recv(65536)

        threading.Thread(target=hang_up, daemon=True).start()
        faults = deployments.faults(f"https://localhost:{listening.getsockname()[1]}/alexa")
    assert list(faults) == ["unsigned request"]
    assert "the connection broke" in faults["unsigned request"]


# Health


def test_a_store_that_is_down(deployments: Deployments, monkeypatch: pytest.MonkeyPatch) -> None:
    def down() -> None:
        raise DiaryError("down")

    diary = open_diary("sqlite://", "key")
    monkeypatch.setattr(diary, "ping", down)
    faults = deployments.faults(deployments.start(deployments.app(diary=diary)))
    assert faults == {"/readyz": "the store cannot be reached (503)"}


def test_health_that_is_not_shown_to_everybody_is_no_fault(deployments: Deployments, good: WSGIApplication) -> None:
    def inner(environ: WSGIEnvironment) -> bool:
        return environ["PATH_INFO"] in ("/healthz", "/readyz")

    findings = deployments.examine(deployments.start(instead(good, answering("404 Not Found"), inner)))
    assert all(finding.passes for finding in findings)
    assert {finding.name for finding in findings if "cannot be seen from here" in finding.wrong} == {
        "/healthz",
        "/readyz",
    }


@pytest.mark.parametrize("minutes", [-10, 10])
def test_a_wrong_clock(deployments: Deployments, good: WSGIApplication, minutes: int) -> None:
    stamp = (NOW + timedelta(minutes=minutes)).strftime("%a, %d %b %Y %H:%M:%S GMT")

    def off(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        return list(answering("400 Bad Request", headers=[("Date", stamp)])(environ, start_response))

    faults = deployments.faults(deployments.start(instead(good, off, posted)))
    assert list(faults) == ["clock"]
    assert "would be refused as too old or too new" in faults["clock"]


def test_no_privacy_page(deployments: Deployments, good: WSGIApplication) -> None:
    def page(environ: WSGIEnvironment) -> bool:
        return bool(environ["PATH_INFO"] == "/privacy")

    gone = deployments.start(instead(good, answering("404 Not Found"), page))
    assert deployments.faults(gone) == {"privacy page, en-US": "it is not there (404)"}
    other = deployments.start(instead(good, answering("200 OK", b"<h1>Welcome to nginx!</h1>"), page))
    faults = deployments.faults(other)
    assert list(faults) == ["privacy page, en-US"]
    assert "another page is there" in faults["privacy page, en-US"]
