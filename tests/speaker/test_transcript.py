from __future__ import annotations

from typing import TYPE_CHECKING

from skill.speaker.clock import VirtualClock
from skill.speaker.device import Device
from skill.speaker.playing import Voice
from skill.speaker.say import converse, read_script
from skill.speaker.transcript import Transcript

if TYPE_CHECKING:
    from tests.speaker.conftest import Skill


def written(device: Device, clock: VirtualClock, *words: str, width: int = 100) -> list[str]:
    transcript = Transcript(clock.now(), Voice(), width)
    return [line for turn in converse(device, read_script(words)) for line in transcript.turn(turn)]


def test_a_conversation_is_readable(device: Device, skill: Skill, clock: VirtualClock) -> None:
    skill.says('Hold. <break time="10s"/><break time="10s"/> In.', "Paused.")
    skill.says("Goodbye.", shouldEndSession=True)
    assert written(device, clock, "hello", "launch", "+9", "PauseIntent", "+70", "hello", "launch") == [
        "  0:00  you      hello",
        "        (nobody was spoken to: begin with the invocation name)",
        "  0:02  you      launch",
        "  0:05  speaker  Hold. (20) In.",
        '        (interrupted at "Hold.")',
        "  0:14  you      PauseIntent",
        "  0:18  speaker  Paused.",
        "  0:26  speaker  Well?",
        "        (the session ends: EXCEEDED_MAX_REPROMPTS)",
        "  1:28  you      hello",
        "        (nobody was spoken to: begin with the invocation name)",
        "  1:30  you      launch",
        "  1:33  speaker  Goodbye.",
        "        (the session is over)",
    ]


def test_a_late_answer_comes_after_the_reprompt(device: Device, skill: Skill, clock: VirtualClock) -> None:
    lines = written(device, clock, "launch", "+20", "ReadyIntent")
    assert [line[8:].split()[-1] for line in lines] == ["launch", "(10)", "Well?", "ReadyIntent", "(10)"]


def test_an_interruption_says_how_much_was_heard(device: Device, skill: Skill, clock: VirtualClock) -> None:
    skill.says('Hands down. Knees down. <break time="3s"/> And in.')
    assert "        (interrupted before the first word)" in written(device, clock, "launch", "+0", "ReadyIntent")
    skill.says('Hands down. Knees down. <break time="3s"/> And in.')
    assert '        (interrupted at "Knees down.")' in written(device, clock, "launch", "+4", "ReadyIntent")


def test_a_fault_is_told_plainly(device: Device, skill: Skill, clock: VirtualClock) -> None:
    skill.says("<b>Hold.</b>")
    assert written(device, clock, "launch") == [
        "  0:00  you      launch",
        "        (the speaker cannot play the answer: SSML has an unknown tag <b>)",
        "        (the session ends: ERROR)",
    ]


def test_long_speech_is_wrapped_under_itself(device: Device, skill: Skill, clock: VirtualClock) -> None:
    skill.says("Breathe in and lift your head, and breathe out and let it sink again.")
    assert written(device, clock, "launch", width=57)[1:] == [
        "  0:03  speaker  Breathe in and lift your head, and",
        "                 breathe out and let it sink again.",
    ]
