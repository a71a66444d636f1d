"""What the device sends and when. Unless told otherwise the skill answers with ten seconds of silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from skill.speaker.clock import VirtualClock
from skill.speaker.device import Device
from skill.speaker.playing import Voice
from skill.speaker.speech import Speech, Words
from skill.speaker.webhook import NoAnswerError

if TYPE_CHECKING:
    from tests.speaker.conftest import Skill

WELL = Voice().seconds(Speech((Words("Well?"),)))
"""Seconds of the reprompt."""


@pytest.fixture
def after(device: Device, clock: VirtualClock) -> Callable[[float], Any]:
    """Lets time pass until so many seconds after the last response began to play."""
    return lambda seconds: device.wait(device.playback.begins + timedelta(seconds=seconds))


def test_a_request_is_stamped_when_it_has_been_said_and_speech_begins_after_that(
    device: Device, skill: Skill, clock: VirtualClock
) -> None:
    start = clock.now()
    (turn,) = device.say("launch")
    assert turn.at == start
    assert turn.heard == "launch"
    assert skill.moments == [2.0]
    assert skill.posted[0]["request"]["timestamp"] == "2026-03-01T07:00:02Z"
    assert device.playback.begins == start + timedelta(seconds=3.5)
    assert device.playback.ends == start + timedelta(seconds=13.5)


def test_a_session_brings_back_what_was_last_returned(device: Device, skill: Skill) -> None:
    skill.says("One.", "Two.")
    for words in ("launch", "ReadyIntent", "NextIntent"):
        device.say(words)
    sessions = [envelope["session"] for envelope in skill.posted]
    assert [session["new"] for session in sessions] == [True, False, False]
    assert len({session["sessionId"] for session in sessions}) == 1
    assert [session["attributes"] for session in sessions] == [{}, {"said": "One."}, {"said": "Two."}]


def test_attributes_that_are_not_returned_are_gone(device: Device, skill: Skill) -> None:
    skill.says("One.")
    skill.answers.append({"version": "1.0", "response": {"shouldEndSession": False}})
    for words in ("launch", "ReadyIntent", "NextIntent"):
        device.say(words)
    assert skill.posted[2]["session"]["attributes"] == {}


def test_words_without_the_invocation_name_reach_nobody(device: Device, skill: Skill, clock: VirtualClock) -> None:
    (turn,) = device.say("ReadyIntent")
    assert (turn.heard, turn.request, turn.status, turn.response) == ("ReadyIntent", None, None, None)
    assert skill.posted == []
    assert not device.session_open


@pytest.mark.parametrize("seconds", [3, 10, 17.9, 18 + WELL / 2, 25.9 + WELL])
def test_until_the_second_silence_is_over_words_belong_to_the_session(
    device: Device, skill: Skill, after: Callable[[float], Any], seconds: float
) -> None:
    device.say("launch")
    assert after(seconds) == ()
    device.say("ReadyIntent")
    assert skill.kinds == ["LaunchRequest", "ReadyIntent"]


def test_silence_ends_the_session_after_the_reprompt(
    device: Device, skill: Skill, after: Callable[[float], Any], clock: VirtualClock
) -> None:
    device.say("launch")
    (ended,) = after(100)
    assert ended.heard is None
    assert ended.at == device.playback.silent
    assert skill.posted[1]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert skill.posted[1]["session"]["attributes"] == {"said": '<break time="10s"/>'}
    assert skill.moments[1] == pytest.approx(3.5 + 10 + 8 + WELL + 8)
    assert (clock.now() - device.playback.begins).total_seconds() == 100
    assert not device.session_open
    assert device.wait(clock.now() + timedelta(hours=1)) == ()


def test_without_a_reprompt_the_first_silence_ends_it(
    device: Device, skill: Skill, after: Callable[[float], Any]
) -> None:
    skill.says("One.", reprompt=None)
    device.say("launch")
    after(60)
    assert skill.moments[1] == pytest.approx(3.5 + Voice().seconds(Speech((Words("One."),))) + 8)


def test_words_after_the_silence_come_after_the_end(device: Device, skill: Skill, clock: VirtualClock) -> None:
    device.say("launch")
    clock.advance(100)
    ended, again = device.say("launch")
    assert skill.kinds == ["LaunchRequest", "SessionEndedRequest", "LaunchRequest"]
    assert (ended.heard, again.heard) == (None, "launch")
    assert skill.posted[2]["session"]["new"] is True
    assert skill.posted[2]["session"]["sessionId"] != skill.posted[0]["session"]["sessionId"]


def test_a_closing_answer_ends_the_session_without_a_request(
    device: Device, skill: Skill, after: Callable[[float], Any]
) -> None:
    skill.says("Bye.", shouldEndSession=True)
    device.say("launch")
    assert not device.session_open
    assert after(600) == ()
    assert skill.kinds == ["LaunchRequest"]


def test_opening_the_skill_inside_its_session_is_a_new_session(device: Device, skill: Skill) -> None:
    device.say("launch")
    device.say("launch")
    first, second = (envelope["session"] for envelope in skill.posted)
    assert second["new"] is True
    assert second["attributes"] == {}
    assert first["sessionId"] != second["sessionId"]


def test_the_voice_decides_how_long_speech_lasts(make_device: Callable[..., Device], skill: Skill) -> None:
    for rate in (0.85, 1.15):
        skill.says('Hands under your shoulders. <break time="4s"/>')
        device = make_device(voice=Voice(rate))
        device.say("launch")
        words = Voice().seconds(Speech((Words("Hands under your shoulders."),)))
        assert device.playback.seconds == pytest.approx(words / rate + 4)


@pytest.mark.parametrize(
    ("answer", "kind", "reason"),
    [
        (500, "INVALID_RESPONSE", "the webhook answered 500"),
        (b"<html>", "INVALID_RESPONSE", "not JSON"),
        (b'"' + b"a" * 30_000 + b'"', "INVALID_RESPONSE", "30002 bytes"),
        (b"[]", "INVALID_RESPONSE", "no response object"),
        (NoAnswerError("ENDPOINT_TIMEOUT", "no answer within 8 s"), "ENDPOINT_TIMEOUT", "within 8 s"),
    ],
    ids=["status", "no json", "too large", "other shape", "too late"],
)
def test_an_answer_that_cannot_be_played_ends_the_session_with_an_error(
    device: Device, skill: Skill, answer: Any, kind: str, reason: str
) -> None:
    skill.says("One.")
    skill.answers.append(answer)
    device.say("launch")
    turn, ended = device.say("ReadyIntent")
    assert turn.fault is not None
    assert turn.fault.kind == kind
    assert reason in turn.fault.reason
    assert turn.playback is not None
    assert turn.playback.seconds == 0
    assert ended.heard is None
    assert ended.status == 200
    request = skill.posted[2]["request"]
    assert (request["type"], request["reason"]) == ("SessionEndedRequest", "ERROR")
    assert request["error"] == {"type": kind, "message": turn.fault.reason}
    assert skill.posted[2]["session"]["attributes"] == {"said": "One."}
    assert not device.session_open


def test_speech_that_a_device_refuses_is_not_played(device: Device, skill: Skill) -> None:
    skill.says('Hold. <break time="20s"/>')
    turn, ended = device.say("launch")
    assert turn.status == 200
    assert turn.response["response"]["outputSpeech"]["ssml"].startswith("<speak>Hold.")
    assert turn.fault is not None
    assert "longer than 10 s" in turn.fault.reason
    assert ended.request is not None
    assert ended.request["request"]["error"]["type"] == "INVALID_RESPONSE"
    assert ended.request["session"]["new"] is False


def test_a_webhook_that_is_gone_is_told_of_and_the_session_is_over(device: Device, skill: Skill) -> None:
    gone = NoAnswerError("INVALID_RESPONSE", "the webhook cannot be reached")
    skill.answers += [gone, gone]
    turn, ended = device.say("launch")
    assert (turn.status, ended.status) == (None, None)
    assert ended.fault is not None
    assert not device.session_open


def test_whoever_really_speaks_began_before(
    make_device: Callable[..., Device], skill: Skill, clock: VirtualClock
) -> None:
    device = make_device(said_seconds=0)
    device.say("launch")
    began = device.playback.silent - timedelta(seconds=1)
    clock.advance(60)
    (turn,) = device.say("ReadyIntent", began)
    assert turn.at == began
    assert skill.moments == [0.0, 60.0]


def test_patience_keeps_a_session_for_a_slower_voice(
    make_device: Callable[..., Device], skill: Skill, clock: VirtualClock
) -> None:
    device = make_device(patience=60)
    device.say("launch")
    device.wait(device.playback.silent + timedelta(seconds=59))
    assert device.session_open
    device.wait(device.playback.silent + timedelta(seconds=60))
    assert not device.session_open


def test_nobody_falls_silent_outside_a_session(device: Device) -> None:
    assert device.fall_silent() == ()
