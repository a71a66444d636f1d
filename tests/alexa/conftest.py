"""Requests as Amazon sends them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

SKILL_ID = "amzn1.ask.skill.OURS"
USER = "amzn1.ask.account.U1"

Envelope = Callable[..., dict[str, Any]]


@pytest.fixture
def envelope() -> Envelope:
    """Builds an envelope around a `request`; `attributes=None` is one outside a session."""

    def build(
        request: dict[str, Any],
        *,
        attributes: dict[str, Any] | None = None,
        in_session: bool = True,
        user: str = USER,
        person: str | None = None,
    ) -> dict[str, Any]:
        application = {"applicationId": SKILL_ID}
        system: dict[str, Any] = {
            "application": application,
            "user": {"userId": user},
            "apiEndpoint": "https://api.amazonalexa.com",
            "apiAccessToken": "opaque",
            "device": {"deviceId": "amzn1.ask.device.D1", "supportedInterfaces": {"AudioPlayer": {}}},
        }
        if person:
            system["person"] = {"personId": person}
        session = {
            "new": attributes is None,
            "sessionId": "amzn1.echo-api.session.S1",
            "attributes": attributes or {},
            "user": {"userId": user},
            "application": application,
        }
        stamped = {
            "requestId": "amzn1.echo-api.request.R1",
            "timestamp": "2026-11-22T07:00:00Z",
            "locale": "en-US",
            **request,
        }
        whole = {"version": "1.0", "context": {"System": system}, "request": stamped}
        return {**whole, "session": session} if in_session else whole

    return build


@pytest.fixture
def said(envelope: Envelope) -> Envelope:
    """Builds the envelope of an intent with its slots."""

    def build(
        name: str, slots: dict[str, Any] | None = None, timestamp: str | None = None, **parts: Any
    ) -> dict[str, Any]:
        intent = {"name": name, "confirmationStatus": "NONE", "slots": slots or {}}
        stamped = {"timestamp": timestamp} if timestamp else {}
        return envelope({"type": "IntentRequest", "intent": intent, **stamped}, **parts)

    return build
