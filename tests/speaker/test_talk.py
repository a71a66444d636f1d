from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from skill.speaker.clock import VirtualClock
from skill.speaker.device import Device
from skill.speaker.playing import Voice
from skill.speaker.talk import Talk

if TYPE_CHECKING:
    from tests.speaker.conftest import Skill


class Typist:
    """Types each line so many seconds after the last was answered; the clock goes on as they wait."""

    def __init__(self, clock: VirtualClock, *lines: tuple[float, str | None], live: bool = True) -> None:
        self.live = live
        self._clock = clock
        self._lines = list(lines)

    def begun(self, seconds: float) -> bool:
        moment = self._lines[0][0] if self.live else float("inf")
        self._clock.advance(min(seconds, moment))
        if moment <= seconds:
            return True
        self._lines[0] = (moment - max(0.0, seconds), self._lines[0][1])
        return False

    def line(self) -> str | None:
        words = self._lines.pop(0)[1]
        if words == "Ctrl-C":
            raise KeyboardInterrupt
        return words


@pytest.fixture
def talk(make_device: Callable[..., Device], clock: VirtualClock) -> Callable[..., str]:
    """Talks until the last line; returns what was on the screen."""

    def talk(*lines: tuple[float, str | None], live: bool = True, fast: bool = False) -> str:
        screen = Console(file=(shown := io.StringIO()), width=100)
        device = make_device(said_seconds=2 if fast else 0)
        Talk(device, clock, Voice(), Typist(clock, *lines, live=live), screen, fast=fast).run()
        return shown.getvalue()

    return talk


SPEECH = 'Lie down. Arms out. <break time="10s"/><break time="5s"/> And in. [brackets]'


def test_speech_is_heard_out_and_the_microphone_opens_twice(talk: Callable[..., str], skill: Skill) -> None:
    skill.says(SPEECH)
    assert talk((0, "launch"), (600, None)).splitlines() == [
        "Lie down. Arms out. (15)",
        "And in. [brackets] ",
        "(listening)",
        "Well? ",
        "(listening)",
        "(the session ends: EXCEEDED_MAX_REPROMPTS)",
    ]
    assert skill.kinds == ["LaunchRequest", "SessionEndedRequest"]


def test_typing_interrupts(talk: Callable[..., str], skill: Skill) -> None:
    skill.says(SPEECH)
    skill.says("Bye.", shouldEndSession=True)
    shown = talk((0, "launch"), (8, "StopIntent"), (600, None))
    assert "(15)" in shown
    assert "And in." not in shown
    assert skill.kinds == ["LaunchRequest", "StopIntent"]
    assert skill.moments == [0, pytest.approx(8, abs=0.1)]


@pytest.mark.parametrize("seconds", [15, 25], ids=["first opening", "second opening"])
def test_an_answer_in_an_open_microphone_belongs_to_the_session(
    talk: Callable[..., str], skill: Skill, seconds: float
) -> None:
    talk((0, "launch"), (seconds, "ReadyIntent"), (600, None))
    assert skill.kinds[:2] == ["LaunchRequest", "ReadyIntent"]


def test_nobody_and_faults_are_told(talk: Callable[..., str], skill: Skill) -> None:
    skill.says("<b>No.</b>")
    assert talk((0, "hello"), (0, "launch"), (0, None)).splitlines() == [
        "(nobody was spoken to: begin with the invocation name)",
        "(the speaker cannot play the answer: SSML has an unknown tag <b>)",
        "(the session ends: ERROR)",
    ]


def test_lines_from_a_pipe_wait_for_the_speaker(talk: Callable[..., str], skill: Skill) -> None:
    talk((0, "launch"), (0, "ReadyIntent"), (0, None), live=False)
    assert skill.kinds == ["LaunchRequest", "ReadyIntent"]
    assert skill.moments == [0, 11.5]


def test_fast_takes_no_time_but_the_clocks(talk: Callable[..., str], skill: Skill) -> None:
    shown = talk((0, "launch"), (0, "ReadyIntent"), (0, None), fast=True)
    assert shown.splitlines() == ["(10)", "", "(10)", ""]
    assert skill.moments == [2, 15.5]


def test_ctrl_c_ends_it_quietly(talk: Callable[..., str], skill: Skill) -> None:
    assert talk((0, "launch"), (3, "Ctrl-C")).endswith("\n")
