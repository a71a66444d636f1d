from __future__ import annotations

import json
from datetime import datetime

import pytest

from skill.alexa.gate import Gate, Refusal, utc_now
from skill.alexa.gate.chain import trusted
from skill.alexa.gate.keys import SigningKeys
from skill.alexa.gate.signature import SignatureVerifier
from skill.alexa.webservice import AbstractVerifier, VerificationException
from skill.speaker.certificates import Signer

SKILL_ID = "amzn1.ask.skill.ours"


def _gate(signer: Signer, now: datetime, tolerance_seconds: float = 150) -> Gate:
    return Gate(
        skill_id=SKILL_ID,
        trust_roots=signer.trust_roots,
        fetch=signer.fetch,
        clock=lambda: now,
        tolerance_seconds=tolerance_seconds,
    )


def _body(timestamp: str = "2026-11-22T07:00:00Z") -> bytes:
    system = {"application": {"applicationId": SKILL_ID}}
    request = {"type": "Connections.Response", "timestamp": timestamp}
    return json.dumps({"context": {"System": system}, "request": request}).encode()


def test_gives_the_envelope_it_lets_through(signer: Signer, now: datetime) -> None:
    body = _body()

    assert _gate(signer, now).check(signer.headers(body), body) == json.loads(body)


def test_the_tolerance_can_be_made_less(signer: Signer, now: datetime) -> None:
    body = _body("2026-11-22T06:59:29Z")

    assert _gate(signer, now).check(signer.headers(body), body) == json.loads(body)
    assert _gate(signer, now, 30).check(signer.headers(body), body) == Refusal("time", "too far")


@pytest.mark.parametrize("seconds", [0, -1, 151])
def test_the_tolerance_cannot_be_made_more_than_amazon_allows(seconds: float, signer: Signer, now: datetime) -> None:
    with pytest.raises(ValueError, match="tolerance"):
        _gate(signer, now, seconds)


def test_one_header_in_two_spellings_is_refused(signer: Signer, now: datetime) -> None:
    body = _body()
    headers = signer.headers(body)
    headers["signature-256"] = headers["Signature-256"]

    assert _gate(signer, now).check(headers, body) == Refusal("header", "Signature-256")


def test_the_verifier_is_one_of_the_sdks(signer: Signer, now: datetime) -> None:
    keys = SigningKeys(signer.fetch, trusted(signer.trust_roots), lambda: now)
    verifier = SignatureVerifier(keys)
    text = '{"text": "Übung"}'  # the SDK hands over text, the web bytes

    assert isinstance(verifier, AbstractVerifier)
    verifier.verify(signer.headers(text.encode()), text)
    with pytest.raises(VerificationException):
        verifier.verify(signer.headers(text.encode()), text + " ")


def test_the_clock_of_production_is_aware() -> None:
    assert utc_now().tzinfo is not None
