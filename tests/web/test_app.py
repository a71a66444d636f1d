"""The whole of it, put together from settings and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from skill.settings import Settings
from skill.speaker.certificates import Signer
from skill.web import create_app

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
SKILL_ID = "amzn1.ask.skill.ours"
SETTINGS = Settings(skill_id=SKILL_ID, diary_url="sqlite://")


@pytest.fixture(scope="module")
def signer() -> Signer:
    return Signer(NOW)


@pytest.fixture
def client(signer: Signer) -> FlaskClient:
    app = create_app(SETTINGS, clock=lambda: NOW, trust_roots=signer.trust_roots, fetch=signer.fetch)
    return app.test_client()


def _launch(skill_id: str = SKILL_ID) -> bytes:
    who: dict[str, Any] = {"application": {"applicationId": skill_id}, "user": {"userId": "U1"}}
    session = {"new": True, "sessionId": "S1", "attributes": {}, **who}
    stamp = NOW.isoformat()
    request = {"type": "LaunchRequest", "requestId": "R1", "timestamp": stamp, "locale": "en-US"}
    envelope = {"version": "1.0", "session": session, "context": {"System": who}, "request": request}
    return json.dumps(envelope).encode()


def test_a_launch_is_welcomed(client: FlaskClient, signer: Signer) -> None:
    answer = client.post("/alexa", data=_launch(), headers=signer.headers(_launch()))

    assert answer.status_code == 200
    assert answer.get_json()["response"]["outputSpeech"]["ssml"].startswith("<speak>")
    assert answer.get_json()["response"]["shouldEndSession"] is False


def test_a_launch_of_another_skill_is_not(client: FlaskClient, signer: Signer) -> None:
    body = _launch("amzn1.ask.skill.theirs")

    assert client.post("/alexa", data=body, headers=signer.headers(body)).status_code == 400


def test_it_is_alive_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_what_was_not_handed_over_is_not_trusted(
    signer: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In production the roots are the public ones: the speaker is a stranger there, whatever is set."""
    monkeypatch.setattr("skill.web.app.ChainFetcher", lambda _roots: signer.fetch)
    for name in ("BACK_ROUTINE_TRUST_ROOTS", "BACK_ROUTINE_SPEAKER", "BACK_ROUTINE_VERIFY"):
        monkeypatch.setenv(name, "no")
    app = create_app(Settings(skill_id=SKILL_ID, diary_url=f"sqlite:///{tmp_path}/diary.db"), clock=lambda: NOW)

    answer = app.test_client().post("/alexa", data=_launch(), headers=signer.headers(_launch()))
    assert answer.status_code == 400


def test_the_settings_reach_the_parts(signer: Signer) -> None:
    strict = Settings(skill_id=SKILL_ID, diary_url="sqlite://", body_limit=8192)
    app = create_app(strict, clock=lambda: NOW, trust_roots=signer.trust_roots, fetch=signer.fetch)

    assert app.test_client().post("/alexa", data=b" " * 8193).status_code == 413
