"""Every kind of bad request is refused: 400, 413 or 405, never a 500; nothing behind the gate hears of it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from structlog.testing import capture_logs

from skill.speaker.certificates import authority_key, issue

if TYPE_CHECKING:
    from tests.web.conftest import Edge, Sent, Workshop

    Make = Callable[[Workshop], Sent]

DAY = timedelta(days=1)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _sha1(shop: Workshop) -> Sent:
    body = shop.good().body
    return shop.good().but(Signature_256=_base64(shop.key.sign(body, PKCS1v15(), SHA1())))


def _pss(shop: Workshop) -> Sent:
    signature = shop.key.sign(shop.good().body, PSS(MGF1(SHA256()), 32), SHA256())
    return shop.good().but(Signature_256=_base64(signature))


def _twice(shop: Workshop, name: str) -> Sent:
    value = shop.good().headers[name]
    return shop.good().but(**{name.replace("-", "_"): f"{value},{value}"})


def _old_signature_alone(shop: Workshop) -> Sent:
    return shop.good().but(Signature_256=None, Signature=shop.good().headers["Signature-256"])


HEADERS: dict[str, Make] = {
    "no headers at all": lambda shop: shop.good().but(SignatureCertChainUrl=None, Signature_256=None),
    "no signature": lambda shop: shop.good().but(Signature_256=None),
    "no chain url": lambda shop: shop.good().but(SignatureCertChainUrl=None),
    "empty signature": lambda shop: shop.good().but(Signature_256=""),
    "empty chain url": lambda shop: shop.good().but(SignatureCertChainUrl=""),
    "blank signature": lambda shop: shop.good().but(Signature_256="  "),
    "only the old signature header": _old_signature_alone,
    "signature sent twice": lambda shop: _twice(shop, "Signature-256"),
    "chain url sent twice": lambda shop: _twice(shop, "SignatureCertChainUrl"),
    "unsigned, and of another content type": lambda shop: shop.good().but(Signature_256=None, Content_Type="text/html"),
}

SIGNATURES: dict[str, Make] = {
    "signature not base64": lambda shop: shop.good().but(Signature_256="%%%%"),
    "signature in the other alphabet": lambda shop: shop.good().but(Signature_256="-_" * 172),
    "signature without its padding": lambda shop: shop.good().but(Signature_256="QUJDR"),
    "signature not ascii": lambda shop: shop.good().but(Signature_256="é" * 8),
    "signature too short": lambda shop: shop.good().but(Signature_256=_base64(b"short")),
    "signature of zeros": lambda shop: shop.good().but(Signature_256=_base64(bytes(256))),
    "signature by another key": lambda shop: shop.signed(shop.good().body, key=shop.other_key),
    "signature with sha-1": _sha1,
    "signature with another padding": _pss,
    "tampered body": lambda shop: type(shop.good())(shop.good().body + b" ", shop.good().headers),
    "signature of another body": lambda shop: shop.good().but(
        Signature_256=shop.signed(b"{}").headers["Signature-256"]
    ),
}

URLS = {
    "url of another scheme": "http://s3.amazonaws.com/echo.api/good.pem",
    "url to a file": "file:///echo.api/good.pem",
    "url of another host": "https://s3.example.com/echo.api/good.pem",
    "url of a host that begins well": "https://s3.amazonaws.com.example.com/echo.api/good.pem",
    "url of a host with a dot at its end": "https://s3.amazonaws.com./echo.api/good.pem",
    "url of another port": "https://s3.amazonaws.com:563/echo.api/good.pem",
    "url of a port too large": "https://s3.amazonaws.com:99999/echo.api/good.pem",
    "url of a port in letters": "https://s3.amazonaws.com:abc/echo.api/good.pem",
    "url of another path": "https://s3.amazonaws.com/echo/good.pem",
    "url with a path of another case": "https://s3.amazonaws.com/EcHo.aPi/good.pem",
    "url with a path beside the folder": "https://s3.amazonaws.com/echo.apis/good.pem",
    "url of the folder itself": "https://s3.amazonaws.com/echo.api/",
    "url with dots that leave the folder": "https://s3.amazonaws.com/echo.api/../good.pem",
    "url with dots that leave, and come near": "https://s3.amazonaws.com/echo.api/../echo.apis/good.pem",
    "url with escaped dots": "https://s3.amazonaws.com/echo.api/%2e%2e/good.pem",
    "url with two slashes": "https://s3.amazonaws.com//echo.api/good.pem",
    "url with backslashes": "https://s3.amazonaws.com\\echo.api\\good.pem",
    "url with a user": "https://user:word@s3.amazonaws.com/echo.api/good.pem",
    "url with a host for a user": "https://s3.amazonaws.com@example.com/echo.api/good.pem",
    "url with a query": "https://s3.amazonaws.com/echo.api/good.pem?n=1",
    "url with an empty query": "https://s3.amazonaws.com/echo.api/good.pem?",
    "url with a fragment": "https://s3.amazonaws.com/echo.api/good.pem#1",
    "url with a blank": "https://s3.amazonaws.com/echo.api/go od.pem",
    "url with a tab": "https://s3.amazonaws.com/echo.api/go\tod.pem",
    "url not ascii": "https://s3.amazonaws.com/echo.api/göod.pem",
    "url with half an address": "https://[::1/echo.api/good.pem",
    "url far too long": "https://s3.amazonaws.com/echo.api/" + "x" * 5000 + ".pem",
    "no url": "good.pem",
}


def _under_expired_authority(shop: Workshop) -> Sent:
    paper = shop.paper("Old", shop.now - 2 * DAY, shop.now - timedelta(seconds=1))
    old = issue(paper, authority_key(), shop.root)
    return shop.under(shop.leaf(issuer=old).pem + old.pem)


CHAINS: dict[str, Make] = {
    "chain that cannot be had": lambda shop: shop.at("https://s3.amazonaws.com/echo.api/nothing.pem"),
    "chain empty": lambda shop: shop.under(b""),
    "chain a web page": lambda shop: shop.under(b"<html>404</html>"),
    "chain garbled": lambda shop: shop.under(b"-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n"),
    "certificate expired": lambda shop: shop.under(
        shop.leaf(starts=shop.now - 2 * DAY, ends=shop.now - timedelta(seconds=1)).pem + shop.between.pem
    ),
    "certificate not yet valid": lambda shop: shop.under(
        shop.leaf(starts=shop.now + timedelta(seconds=1)).pem + shop.between.pem
    ),
    "authority expired": _under_expired_authority,
    "certificate self-signed": lambda shop: shop.under(
        issue(shop.paper("Self", shop.now - DAY, shop.now + DAY, "echo-api.amazon.com"), shop.key).pem
    ),
    "root unknown": lambda shop: shop.under(shop.leaf(issuer=issue(shop.paper("Root"), authority_key())).pem),
    "chain broken": lambda shop: shop.under(shop.leaf().pem),
    "chain the wrong way round": lambda shop: shop.under(shop.between.pem + shop.leaf().pem),
    "chain too long": lambda shop: shop.under(shop.leaf().pem + shop.between.pem * 6),
    "certificate for another name": lambda shop: shop.under(shop.leaf("echo-api.example.com").pem + shop.between.pem),
    "certificate for any name": lambda shop: shop.under(shop.leaf("*.amazon.com").pem + shop.between.pem),
    "certificate for no name": lambda shop: shop.under(
        issue(shop.paper("echo-api.amazon.com"), shop.key, shop.between).pem + shop.between.pem
    ),
    "certificate issued by a signer": lambda shop: shop.under(
        shop.leaf(issuer=shop.leaf()).pem + shop.leaf().pem + shop.between.pem
    ),
    "key elliptic": lambda shop: shop.under(shop.leaf(key=shop.elliptic_key).pem + shop.between.pem),
    "key too small": lambda shop: shop.under(shop.leaf(key=shop.small_key).pem + shop.between.pem, shop.small_key),
}


BODIES: dict[str, bytes] = {
    "body empty": b"",
    "body not json": b"{",
    "body json and more": b"{} {}",
    "body a list": b"[]",
    "body null": b"null",
    "body a number": b"7",
    "body a text": b'"text"',
    "body an empty object": b"{}",
    "body not utf-8": b'{"request": "\xff"}',
    "body utf-16": '{"request": {}}'.encode("utf-16"),
    "body with a byte order mark": b"\xef\xbb\xbf{}",
    "body with half a surrogate pair": b'{"request": "\\ud800"}',
    "body with not-a-number": b'{"request": NaN}',
    "body with infinity": b'{"request": -Infinity}',
    "body with a number too large": b'{"request": 1e999}',
    "body with a number too long": b'{"request": ' + b"1" * 5000 + b"}",
    "body naming a member twice": b'{"request": 1, "request": 2}',
    "body nested without end": b"[" * 60000,
    "body nested too deep": b'{"request":' * 65 + b"1" + b"}" * 65,
    "body of a strange class": b'{"__class__": 1}',
}

MEMBERS: dict[str, tuple[str, Any]] = {
    "no request": ("request", ...),
    "request null": ("request", None),
    "request a list": ("request", []),
    "request a text": ("request", "LaunchRequest"),
    "request empty": ("request", {}),
    "no type": ("request.type", ...),
    "type a number": ("request.type", 5),
    "locale a list": ("request.locale", ["en-US"]),
    "no intent": ("request.intent", ...),
    "intent a text": ("request.intent", "HowToIntent"),
    "intent without a name": ("request.intent", {"slots": {}}),
    "intent's name a number": ("request.intent.name", 3),
    "slots a list": ("request.intent.slots", []),
    "slot a number": ("request.intent.slots.exercise", 5),
    "slot's value an object": ("request.intent.slots.exercise.value", {}),
    "resolutions a list": ("request.intent.slots.exercise.resolutions", []),
    "authorities an object": ("request.intent.slots.exercise.resolutions.resolutionsPerAuthority", {}),
    "authority a text": ("request.intent.slots.exercise.resolutions.resolutionsPerAuthority", ["x"]),
    "context a number": ("context", 5),
    "system a list": ("context.System", []),
    "application a text": ("context.System.application", "amzn1.ask.skill.ours"),
    "device a text": ("context.System.device", "Echo"),
    "user's id a number": ("context.System.user.userId", 7),
    "no session": ("session", ...),
    "session a text": ("session", "x"),
    "session's attributes a list": ("session.attributes", []),
    "session's attributes a text": ("session.attributes", "x"),
    "session new as a text": ("session.new", "true"),
    "no timestamp": ("request.timestamp", ...),
    "timestamp null": ("request.timestamp", None),
    "timestamp a number": ("request.timestamp", 1795330800),
    "timestamp no time": ("request.timestamp", "now"),
    "timestamp without a zone": ("request.timestamp", "2026-11-22T07:00:00"),
    "timestamp stale": ("request.timestamp", "2026-11-22T06:57:29Z"),
    "timestamp in the future": ("request.timestamp", "2026-11-22T07:02:31Z"),
    "timestamp stale in another zone": ("request.timestamp", "2026-11-22T07:00:00+01:00"),
    "timestamp at the end of time": ("request.timestamp", "9999-12-31T23:59:59-23:59"),
    "skill id wrong": ("context.System.application.applicationId", "amzn1.ask.skill.theirs"),
    "skill id a number": ("context.System.application.applicationId", 5),
}


def _no_skill_id(shop: Workshop) -> Sent:
    envelope = shop.envelope()
    del envelope["context"], envelope["session"]["application"]
    return shop.saying(envelope)


def _wrong_skill_id_in_session(shop: Workshop) -> Sent:
    envelope = shop.envelope()
    envelope["session"]["application"]["applicationId"] = "amzn1.ask.skill.theirs"
    return shop.saying({**envelope, "context": {}})


def _stale_event(shop: Workshop) -> Sent:
    request = {"type": "AlexaSkillEvent.SkillDisabled", "timestamp": "2026-11-22T05:59:59Z"}
    return shop.saying({**shop.envelope(), "request": request})


MORE: dict[str, Make] = {
    "skill id missing": _no_skill_id,
    "skill id wrong in the session": _wrong_skill_id_in_session,
    "event stale": _stale_event,
    "launch without a session": lambda shop: shop.saying(
        {
            **shop.envelope(),
            "session": None,
            "request": {**shop.envelope()["request"], "type": "LaunchRequest"},
        }
    ),
}


def _at(url: str) -> Make:
    return lambda shop: shop.at(url)


def _signed(body: bytes) -> Make:
    return lambda shop: shop.signed(body)


def _with_member(path: str, value: Any) -> Make:
    return lambda shop: shop.with_member(path, value)


BAD: dict[str, Make] = {
    **HEADERS,
    **SIGNATURES,
    **{kind: _at(url) for kind, url in URLS.items()},
    **CHAINS,
    **{kind: _signed(body) for kind, body in BODIES.items()},
    **{kind: _with_member(*change) for kind, change in MEMBERS.items()},
    **MORE,
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_request_is_400(kind: str, workshop: Workshop, edge: Edge) -> None:
    answer = edge.send(BAD[kind](workshop))

    assert answer.status_code == 400
    assert not edge.dispatched


@pytest.mark.parametrize("kind", BAD)
def test_refusals_never_log_the_body(kind: str, workshop: Workshop, edge: Edge) -> None:
    sent = BAD[kind](workshop)
    with capture_logs() as lines:
        edge.send(sent)

    assert [line["event"] for line in lines] == ["refused"]
    assert "SECRET" not in json.dumps(lines)
    assert "cat cow" not in json.dumps(lines)
    assert lines[0]["code"] != "error"  # each kind is foreseen, none only caught


@pytest.mark.parametrize("name", ["SignatureCertChainUrl", "Signature-256"])
def test_a_header_there_twice_is_refused(name: str, workshop: Workshop, edge: Edge) -> None:
    sent = workshop.good()
    headers = [*sent.headers.items(), (name, sent.headers[name])]

    assert edge.client.post("/alexa", data=sent.body, headers=headers).status_code == 400
    assert not edge.dispatched


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_another_method_is_405(method: str, workshop: Workshop, edge: Edge) -> None:
    sent = workshop.good()
    answer = edge.send(type(sent)(sent.body, sent.headers, method))

    assert answer.status_code == 405
    assert not edge.dispatched


@pytest.mark.parametrize("signed", [True, False], ids=["signed", "unsigned"])
def test_an_oversized_body_is_413(signed: bool, workshop: Workshop, edge: Edge) -> None:
    sent = workshop.signed(workshop.good().body + b" " * 65536)
    answer = edge.send(sent if signed else type(sent)(sent.body, {}))

    assert answer.status_code == 413
    assert not edge.dispatched


def test_body_is_capped_before_reading(edge: Edge) -> None:
    class Unread:
        def read(self, *_: int) -> bytes:
            raise AssertionError("read")

    unread = {"wsgi.input": Unread(), "CONTENT_LENGTH": "65537"}
    answer = edge.client.post("/alexa", environ_overrides=unread)
    assert answer.status_code == 413


def test_nothing_is_parsed_before_the_signature_holds(
    workshop: Workshop, edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[bytes] = []
    monkeypatch.setattr("skill.alexa.gate.gate.parsed", parsed.append)

    edge.send(workshop.signed(workshop.good().body, key=workshop.other_key))
    assert parsed == []
    edge.send(workshop.good())
    assert parsed == [workshop.good().body]


def test_what_nobody_foresaw_is_refused_too(workshop: Workshop, edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall_over(_: object) -> None:
        raise ZeroDivisionError("SECRET")

    monkeypatch.setattr("skill.alexa.gate.gate.check_shape", fall_over)
    with capture_logs() as lines:
        answer = edge.send(workshop.good())

    assert answer.status_code == 400
    assert lines[0]["code"] == "error"
    assert lines[0]["detail"] == "ZeroDivisionError"
    assert "SECRET" not in json.dumps(lines)
    assert not edge.dispatched
