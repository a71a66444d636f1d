"""Every phase and everything that can be meant: the whole table, walked through."""

from __future__ import annotations

import pytest

from skill.conversation.event import Event, Said
from skill.conversation.here import locate
from skill.conversation.limits import Limits
from skill.conversation.phase import ASKING, BEFORE, WAITING, Phase
from skill.conversation.session import Session
from skill.conversation.transitions import find
from skill.conversation.turn import Turn
from skill.routine.cue import Mark, Say, Script
from skill.routine.place import Place
from skill.words.speech import seconds
from tests.conversation.talking import Talk

LISTENERS = (
    "door, new",
    "door",
    "welcome",
    "offer",
    "moving",
    "at a cut",
    "paused",
    "aside",
    "hurt",
    "which",
    "forget",
    "ended",
)

SAID = [
    *(Event(said) for said in Said),
    Event(Said.START, routine=("short",)),
    Event(Said.START, routine=()),
    Event(Said.START, seconds=900),
    Event(Said.START, seconds=30),
    *(Event(said, exercise=("cat_cow",)) for said in (Said.HOW_TO, Said.GO_TO, Said.WHY, Said.AGAIN)),
    Event(Said.HOW_TO, exercise=()),
    Event(Said.GO_TO, exercise=("knee_rotation", "supine_twist")),
    Event(Said.LEAVE_OUT, exercise=("cow_face",)),
    Event(Said.LEAVE_OUT, exercise=("knee_rotation", "supine_twist")),
    *(Event(Said.LEAVE_OUT, choice=(what,)) for what in ("roller", "kneeling", "stomach", "twists", "floor")),
    Event(Said.PUT_BACK, choice=("roller",)),
    Event(Said.ONLY, exercise=("cat_cow",), second=("pelvic_tilt",)),
    Event(Said.ONLY, exercise=("cat_cow",), second=("knee_rotation", "supine_twist")),
    Event(Said.PACE, choice=("slower",)),
    Event(Said.PACE, choice=("faster",)),
    Event(Said.PACE, choice=()),
    *(Event(Said.HOLD_LENGTH, seconds=length) for length in (0, 9, 30, 61)),
    Event(Said.DETAIL, choice=("more",)),
    Event(Said.DETAIL, choice=("less",)),
]

LONG = {Said.HOW_TO, Said.SAFETY, Said.HELP, Said.UNKNOWN, Said.LIST}
"""What may take up to forty seconds to say; more help after words that were not understood is help too."""

SPEECH, LONG_SPEECH = 15.0, 40.0
"""Seconds of speech before the routine goes on or the microphone opens."""

ELSEWHERE = {
    Said.LAUNCH,
    Said.START,
    Said.GO_TO,
    Said.READY,
    Said.YES,
    Said.NEXT,
    Said.SKIP,
    Said.PREVIOUS,
    Said.REPEAT,
    Said.RESUME,
    Said.START_OVER,
    Said.AGAIN,
    Said.ONLY,
    Said.LEAVE_OUT,
    Said.EASIER,
    Said.HARDER,
    Said.DETAIL,
    Said.MORE_TIME,
}
"""What is meant to change the place, or to go on from it."""


def described(event: Event) -> str:
    parts = (event.exercise, event.second, event.routine, event.choice)
    named = [",".join(part) or "?" for part in parts if part is not None]
    return " ".join([event.said.value, *named, *([str(event.seconds)] if event.seconds is not None else [])])


def opening(script: Script) -> list[str]:
    """What is said before the routine goes on."""
    said: list[str] = []
    for cue in script:
        if isinstance(cue, Mark):
            return said
        if isinstance(cue, Say):
            said.append(cue.text)
    return said


def allowed(phase: Phase, behind: Phase, said: Said) -> frozenset[Phase]:
    """Where the table says that this leads."""
    start = Phase.DOOR if phase is Phase.ENDED else phase
    move = find(start, said) or find(behind, said)
    assert move is not None
    return move.to


def place_after(turn: Turn) -> Place | None:
    """Where the routine is after a turn: where it goes on, or where it stands still."""
    timeline = turn.session.timeline
    return timeline.marks[0][1] if timeline else turn.session.place


@pytest.mark.parametrize("listener", LISTENERS)
@pytest.mark.parametrize("event", SAID, ids=described)
def test_any_event_has_a_legal_answer(phases: dict[str, Talk], listener: str, event: Event) -> None:
    before = phases[listener]
    after = before.say(event, after=0)
    turn = after.turn
    assert turn is not None
    assert turn.session.phase in allowed(before.session.phase, before.session.behind, event.said)
    assert bool(turn.script) != (event.said is Said.LEFT)
    assert turn.closes == (turn.session.phase is Phase.ENDED)
    assert Session.from_wire(turn.session.to_wire(), "en-US") == turn.session
    print(f"{listener:10} {described(event):40} {turn.session.phase.value:8} {turn.script.text[:90]}")


@pytest.mark.parametrize("listener", LISTENERS)
@pytest.mark.parametrize("event", SAID, ids=described)
def test_an_answer_is_short(phases: dict[str, Talk], listener: str, event: Event) -> None:
    turn = phases[listener].say(event, after=0).turn
    assert turn is not None
    asked_how = listener == "which" and event.said is Said.GO_TO
    first = listener == "door, new" or event.said in LONG or asked_how
    spoken = sum(seconds(text, "en") for text in opening(turn.script))
    assert spoken <= (LONG_SPEECH if first else SPEECH), turn.script.text


@pytest.mark.parametrize("listener", ["moving", "at a cut", "paused", "aside", "hurt", "which", "forget"])
@pytest.mark.parametrize("event", SAID, ids=described)
def test_the_place_stays_unless_it_is_meant_to_change(phases: dict[str, Talk], listener: str, event: Event) -> None:
    before = phases[listener]
    here = locate(before.session, before.now, Limits())
    turn = before.say(event, after=0).turn
    assert turn is not None
    if (event.said, listener) in {(Said.STOP, "hurt"), (Said.PAIN, "at a cut")}:
        return  # What hurts is not come back to, and at a cut it is what was just done.
    if event.said in ELSEWHERE or (event.said is Said.YES and listener == "forget"):
        return
    if (event.choice, event.said) == (("floor",), Said.LEAVE_OUT):
        return
    found, place = place_after(turn), here.place
    assert place is not None
    if turn.forgets:
        assert turn.memory.place is None
        return
    assert found is not None
    assert turn.session.plan[found.index].exercise == before.session.plan[place.index].exercise
    assert found.segment == place.segment


def test_every_phase_is_met(phases: dict[str, Talk]) -> None:
    assert {talk.session.phase for talk in phases.values()} == set(Phase)
    assert set(Phase) == BEFORE | WAITING | ASKING | {Phase.MOVING, Phase.ENDED}
