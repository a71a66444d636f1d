from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from skill.speaker.clock import VirtualClock
from skill.speaker.device import Device
from skill.speaker.say import Later, ScriptError, as_json, converse, read_script

if TYPE_CHECKING:
    from tests.speaker.conftest import Skill


def said(device: Device, *words: str) -> list[str | None]:
    return [turn.heard for turn in converse(device, read_script(words))]


def test_a_script_is_words_and_moments() -> None:
    assert read_script(["open it", "+75", " ready ", "+0.5"]) == ("open it", Later(75), "ready", Later(0.5))


@pytest.mark.parametrize("word", ["", "  ", "+", "+soon", "+-3"])
def test_anything_else_is_told_plainly(word: str) -> None:
    with pytest.raises(ScriptError):
        read_script([word])


def test_words_are_said_when_the_speaker_has_finished(device: Device, skill: Skill) -> None:
    said(device, "launch", "ReadyIntent", "NextIntent")
    assert skill.moments == [2.0, 3.5 + 10 + 2, 17 + 10 + 2]


def test_a_moment_counts_from_when_the_response_began_to_play(device: Device, skill: Skill) -> None:
    said(device, "launch", "+4", "PauseIntent", "ReadyIntent", "+12", "NextIntent")
    pause, ready = 3.5 + 4 + 2, 3.5 + 4 + 3.5 + 10 + 2
    assert skill.moments == pytest.approx([2.0, pause, ready, ready + 1.5 + 12 + 2])


def test_past_the_reprompts_the_session_has_ended_first(device: Device, skill: Skill) -> None:
    heard = said(device, "launch", "+75", "ReadyIntent", "launch")
    assert heard == ["launch", None, "ReadyIntent", "launch"]
    assert skill.kinds == ["LaunchRequest", "SessionEndedRequest", "LaunchRequest"]
    assert skill.moments[2] == pytest.approx(3.5 + 75 + 2 + 2)


def test_nothing_happens_after_the_last_words(device: Device, skill: Skill) -> None:
    assert said(device, "launch") == ["launch"]
    assert device.session_open


def test_a_moment_at_the_end_is_silence(device: Device, skill: Skill) -> None:
    assert said(device, "launch", "+600") == ["launch", None]


def test_a_moment_at_the_start_counts_from_the_start(device: Device, skill: Skill) -> None:
    said(device, "+30", "launch")
    assert skill.moments == [32.0]


def test_a_goodbye_is_heard_out_before_the_next_words(device: Device, skill: Skill) -> None:
    skill.says('<break time="10s"/><break time="10s"/>', shouldEndSession=True)
    said(device, "launch", "launch")
    assert skill.moments == [2.0, 3.5 + 20 + 2]


def test_a_turn_is_one_line_of_json(device: Device, skill: Skill, clock: VirtualClock) -> None:
    start = clock.now()
    skill.says('Käse. <break time="10s"/>')
    lines = [as_json(turn, start) for turn in converse(device, read_script(["hello", "launch", "+90"]))]
    nobody, launch, ended = (json.loads(line) for line in lines)
    assert "Käse" in lines[1]
    assert nobody == {
        "at": 0.0,
        "heard": "hello",
        "request": None,
        "status": None,
        "response": None,
        "speech_seconds": 0.0,
    }
    assert list(launch) == ["at", "heard", "request", "status", "response", "speech_seconds"]
    assert launch["at"] == 2.0
    assert launch["request"]["request"]["type"] == "LaunchRequest"
    assert launch["status"] == 200
    assert launch["response"]["response"]["shouldEndSession"] is False
    assert launch["speech_seconds"] == pytest.approx(device.playback.seconds, abs=0.001)
    assert ended["heard"] is None
    assert ended["at"] == pytest.approx((device.playback.silent - start).total_seconds(), abs=0.001)
    assert ended["request"]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
