"""From any state that any sequence of events leads to, any event gets a legal answer."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.conversation.event import Event, Named, Said
from skill.conversation.memory import Memory
from skill.conversation.phase import Phase
from skill.conversation.session import Session
from skill.conversation.transitions import find
from skill.conversation.turn import Turn
from skill.routine.exercise import EXERCISES
from skill.routine.programme import PROGRAMMES
from tests.limits.checks import turn_faults
from tests.limits.walking import LISTENERS, Walker

LARGEST_MARKS = 1024
"""Bytes of where the listener is, in the session."""

EXERCISE_NAMES = st.none() | st.lists(st.sampled_from([*EXERCISES, "handstand"]), max_size=3, unique=True).map(tuple)
ROUTINE_NAMES = st.none() | st.lists(st.sampled_from([*PROGRAMMES, "marathon"]), max_size=2, unique=True).map(tuple)
CHOICES = ["slower", "faster", "more", "less", "roller", "kneeling", "stomach", "twists", "floor", "purple"]
LENGTHS = st.none() | st.sampled_from([0, 1, 10, 45, 90, 300, 600, 1800, 100_000])

EVENTS = st.builds(
    Event,
    said=st.sampled_from([said for said in Said if said is not Said.LEFT]) | st.sampled_from([Said.READY, Said.SKIP]),
    exercise=EXERCISE_NAMES,
    second=EXERCISE_NAMES,
    routine=ROUTINE_NAMES,
    choice=st.none() | st.lists(st.sampled_from(CHOICES), max_size=2, unique=True).map(tuple),
    seconds=LENGTHS,
)
AFTER = st.floats(0, 260) | st.sampled_from([0.0, 3.5, 220.0, 90_000.0])


def legal(walker: Walker, event: Event, after: float) -> Turn:
    """One turn, held to everything that a turn must be."""
    phase, behind = walker.session.phase, walker.session.behind
    turn = walker.say(event, after)
    asked_in = Phase.DOOR if phase is Phase.ENDED else phase
    move = find(asked_in, event.said) or find(behind, event.said)
    assert move is not None
    assert turn.session.phase in move.to, f"{asked_in}: {event.said} leads to {turn.session.phase}"
    assert bool(turn.script) is (event.said is not Said.LEFT)
    assert list(turn_faults(turn, walker.limits)) == []
    _survives(turn.session, turn.memory)
    return turn


def _survives(session: Session, memory: Memory) -> None:
    """Both come back from where they are kept as they were."""
    wire = json.loads(json.dumps(session.to_wire()))
    assert Session.from_wire(wire, session.locale) == session
    assert Memory.from_wire(json.loads(json.dumps(memory.to_wire()))) == memory
    if session.timeline is not None:
        assert len(json.dumps(session.timeline.to_wire()["marks"], separators=(",", ":"))) < LARGEST_MARKS


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    listener=st.sampled_from(sorted(LISTENERS)),
    conversation=st.lists(st.tuples(EVENTS, AFTER), min_size=1, max_size=12),
)
def test_any_event_in_any_state(listener: str, conversation: list[tuple[Event, float]]) -> None:
    walker = Walker(LISTENERS[listener], Session.fresh("en-US"))
    for event, after in conversation:
        legal(walker, event, after)
    before = replace(walker)
    for said in Said:
        now = replace(before)
        legal(now, Event(said), 10.0)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    said=st.sampled_from(list(Said)),
    names=EXERCISE_NAMES,
    programme=st.sampled_from(sorted(PROGRAMMES)),
    ready=st.integers(0, 4),
    after=AFTER,
)
def test_any_event_anywhere_in_a_routine(
    said: Said, names: Named | None, programme: str, ready: int, after: float
) -> None:
    """Where the first test seldom gets to: deep in a routine."""
    walker = Walker(LISTENERS["familiar"], Session.fresh("en-US"))
    legal(walker, Event(Said.START, routine=(programme,)), 0.0)
    for _ in range(ready):
        legal(walker, Event(Said.READY), 240.0)
    legal(walker, Event(said, exercise=names), after)
