from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skill.speaker.clock import VirtualClock
from skill.speaker.device import Device
from skill.speaker.page import LONGEST, Rooms, speaker_page
from skill.speaker.playing import Voice

if TYPE_CHECKING:
    from tests.speaker.conftest import Skill


@pytest.fixture
def app(make_device: Callable[..., Device]) -> Flask:
    app = Flask("page")
    app.register_blueprint(speaker_page(make_device, voice=Voice(), invocation="my back routine"))
    return app


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.get("/")
    return client


def say(client: FlaskClient, text: str | None) -> dict[str, Any]:
    response = client.post("/speaker/say", json={"text": text})
    assert response.status_code == 200
    said: dict[str, Any] = response.get_json()
    return said


def test_the_page_asks_nobody_else_for_anything(app: Flask) -> None:
    response = app.test_client().get("/")
    assert response.status_code == 200
    assert "start my back routine" in response.text
    assert "//" not in response.text.replace("// ", "")
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "HttpOnly" in response.headers["Set-Cookie"]


def test_a_browser_keeps_its_cookie(browser: FlaskClient) -> None:
    assert "Set-Cookie" not in browser.get("/").headers


def test_what_is_said_comes_back_as_sentences_and_pauses(browser: FlaskClient, skill: Skill) -> None:
    skill.says('Lie down. Arms out. <break time="2500ms"/>')
    said = say(browser, "launch")
    (turn,) = said["turns"]
    assert [piece["words"] for piece in turn["speech"]] == ["Lie down.", "Arms out.", ""]
    assert turn["speech"][2]["seconds"] == 2.5
    assert [piece["words"] for piece in turn["reprompt"]] == ["Well?"]
    assert (turn["heard"], turn["status"], turn["fault"]) == ("launch", 200, None)
    assert turn["request"]["request"]["type"] == "LaunchRequest"
    assert turn["response"]["sessionAttributes"]
    assert (said["open"], said["listens"]) == (True, 8.0)


def test_silence_ends_the_session(browser: FlaskClient, skill: Skill) -> None:
    say(browser, "launch")
    said = say(browser, None)
    assert [turn["heard"] for turn in said["turns"]] == [None]
    assert said["open"] is False
    assert skill.kinds == ["LaunchRequest", "SessionEndedRequest"]
    assert say(browser, None)["turns"] == []


def test_a_page_that_was_left_finds_its_session_ended(browser: FlaskClient, skill: Skill, clock: VirtualClock) -> None:
    say(browser, "launch")
    clock.advance(600)
    assert [turn["heard"] for turn in say(browser, "ready")["turns"]] == [None, "ready"]


def test_faults_are_shown(browser: FlaskClient, skill: Skill) -> None:
    skill.answers.append(500)
    turn, ended = say(browser, "launch")["turns"]
    assert turn["fault"] == "the webhook answered 500"
    assert turn["speech"] == []
    assert ended["request"]["request"]["reason"] == "ERROR"


def test_each_browser_has_a_speaker_of_its_own(app: Flask, browser: FlaskClient, skill: Skill) -> None:
    say(browser, "launch")
    other = app.test_client()
    other.get("/")
    assert say(other, "ReadyIntent")["turns"][0]["request"] is None
    assert say(browser, "ReadyIntent")["turns"][0]["request"] is not None


def test_scripts_without_cookies_share_one(app: Flask, skill: Skill) -> None:
    say(app.test_client(use_cookies=False), "launch")
    assert say(app.test_client(use_cookies=False), "ReadyIntent")["turns"][0]["status"] == 200


def test_rooms_are_bounded(make_device: Callable[..., Device]) -> None:
    rooms = Rooms(make_device, most=2)
    first, second = rooms.visit("a"), rooms.visit("b")
    assert rooms.visit("a") is first
    rooms.visit("c")
    assert rooms.visit("a") is first
    assert rooms.visit("b") is not second


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"ready",
        b"\xff",
        b"[]",
        b"null",
        b'"ready"',
        b"{}",
        b'{"text": 3}',
        b'{"text": "  "}',
        b'{"text": ["ready"]}',
        json.dumps({"text": "a" * (LONGEST + 1)}).encode(),
    ],
)
def test_bad_json_is_refused_in_json(browser: FlaskClient, skill: Skill, body: bytes) -> None:
    response = browser.post("/speaker/say", data=body)
    assert response.status_code == 400
    assert response.get_json()["error"].endswith(".")
    assert skill.posted == []


def test_a_body_without_end_is_not_read(browser: FlaskClient) -> None:
    response = browser.post("/speaker/say", data=b"a" * 100_000)
    assert response.status_code == 413
    assert response.get_json() == {"error": "That is too long."}


@pytest.mark.parametrize(("site", "status"), [("cross-site", 403), ("same-origin", 200), ("none", 200)])
def test_other_sites_may_not_speak(browser: FlaskClient, site: str, status: int) -> None:
    response = browser.post("/speaker/say", json={"text": "hello"}, headers={"Sec-Fetch-Site": site})
    assert response.status_code == status
