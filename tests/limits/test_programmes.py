"""Every response of every programme keeps to the limits, for newcomers and for those who know it."""

from __future__ import annotations

import pytest

from skill.conversation.event import Event, Said
from skill.conversation.limits import Limits
from skill.conversation.phase import Phase
from skill.routine.cue import Say
from skill.routine.exercise import EXERCISES
from skill.routine.programme import PROGRAMMES
from tests.limits.checks import last_sentence, turn_faults
from tests.limits.walking import LISTENERS, walker

PACES = {
    "slower": (Event(Said.PACE, choice=("slower",)),),
    "usual": (),
    "faster": (Event(Said.PACE, choice=("faster",)),),
}


@pytest.mark.parametrize("pace", PACES)
@pytest.mark.parametrize("listener", LISTENERS)
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_programme(programme: str, listener: str, pace: str) -> None:
    opening = (Event(Said.START, routine=(programme,)), *PACES[pace])
    turns = list(walker(listener).go_through(*opening))
    assert [fault for turn in turns for fault in turn_faults(turn, Limits())] == []
    assert turns[-1].session.phase is Phase.ENDED
    assert turns[-1].memory.place is None


@pytest.mark.parametrize("seconds", [180.0, 240.0])
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_longer_and_shorter_responses(programme: str, seconds: float) -> None:
    limits = Limits(turn_seconds=seconds)
    turns = walker("first", limits).go_through(Event(Said.START, routine=(programme,)))
    assert [fault for turn in turns for fault in turn_faults(turn, limits)] == []


@pytest.mark.parametrize("listener", LISTENERS)
@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_as_the_first(exercise: str, listener: str) -> None:
    turns = walker(listener).go_through(Event(Said.GO_TO, exercise=(exercise,)))
    assert [fault for turn in turns for fault in turn_faults(turn, Limits())] == []


@pytest.mark.parametrize("to", EXERCISES)
@pytest.mark.parametrize("start", EXERCISES)
def test_from_every_exercise_to_every_other(start: str, to: str) -> None:
    somebody = walker("first")
    somebody.say(Event(Said.GO_TO, exercise=(start,)))
    somebody.say(Event(Said.READY), after=30.0)
    turn = somebody.say(Event(Said.GO_TO, exercise=(to,)), after=100.0)
    assert list(turn_faults(turn, Limits())) == []


@pytest.mark.parametrize("listener", LISTENERS)
def test_utterances_for_the_full_routine(listener: str) -> None:
    """Launch and goodbye included: at most eleven for a newcomer, at most nine for somebody who knows it."""
    turns = list(walker(listener).go_through(Event(Said.LAUNCH)))
    assert len(turns) <= {"first": 11, "familiar": 9}[listener]


@pytest.mark.parametrize("listener", LISTENERS)
def test_every_cut_asks_in_its_last_sentence(listener: str) -> None:
    turns = [turn for turn in walker(listener).go_through(Event(Said.LAUNCH)) if turn.script.moves]
    for turn in turns:
        asked = [cue.text for cue in turn.script if isinstance(cue, Say) and cue.text.endswith("?")]
        assert asked in ([], [next(reversed(asked), "")]), "a question inside a script"
        assert last_sentence(turn.script).endswith("?") or "Say done" in last_sentence(turn.script)
