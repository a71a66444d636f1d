"""Whatever a listener has asked for, each response keeps to the limits and ends where a cut is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.alexa.ssml import ssml
from skill.conversation.choices import LEVELS, LONGEST_HOLD, PACES, SHORTEST_HOLD, WHATS, Choices
from skill.conversation.event import Event, Said
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.conversation.phase import Phase
from skill.conversation.scene import BRIEF_TIMES, FULL_TIMES
from skill.conversation.session import Session
from skill.conversation.turn import Turn
from skill.routine.cue import Mark
from skill.routine.exercise import EXERCISES
from skill.routine.place import Place
from skill.routine.programme import PROGRAMMES, Plan
from skill.routine.reading import length
from skill.routine.segment import Cut, plan_segments
from tests.limits.walking import Walker

FAMILIAR: Mapping[str, Memory] = {
    "never": Memory(),
    "once": Memory(met=True, done=dict.fromkeys(EXERCISES, FULL_TIMES - 1), finished=1),
    "brief": Memory(met=True, done=dict.fromkeys(EXERCISES, FULL_TIMES), finished=2),
    "well": Memory(met=True, done=dict.fromkeys(EXERCISES, BRIEF_TIMES), finished=8),
}
"""Whoever hears everything, with twice the time for each change of position, down to names and counts."""

HOLDS = (None, SHORTEST_HOLD, 20, 30, 45, LONGEST_HOLD)

EVERY = [(pace, dict.fromkeys(EXERCISES, level) if level else {}) for pace, level in product(PACES, LEVELS)]
"""Each pace with each level, the same for all exercises."""


def faults(programme: str, memory: Memory, limits: Limits) -> Iterator[str]:
    """What is wrong with a walk through a whole programme."""
    walker = Walker(memory, Session.fresh("en-US"), limits=limits)
    walker.say(Event(Said.START, routine=(programme,)))
    heard: list[Place] = []
    plan = walker.session.plan
    for turn in walker.go_through():
        yield from _limits(turn, limits)
        heard += [cue.place for cue in turn.script if isinstance(cue, Mark)]
        if turn.session.phase is Phase.MOVING and not _may_end_before(plan, turn.session.place):
            yield f"cut before {turn.session.place}"
    if heard != _all(plan):
        yield f"not each segment once, in order: {heard}"


def _limits(turn: Turn, limits: Limits) -> Iterator[str]:
    seconds, text = length(turn.script, "en"), len(ssml(turn.script))
    if seconds > limits.turn_seconds:
        yield f"lasts {seconds:.1f} s"
    if text > limits.characters:
        yield f"{text} characters"


def _may_end_before(plan: Plan, place: Place | None) -> bool:
    """Whether a response may stop short of a place: after an exercise, a side, a round or five reps, and at the end.

    Nobody is stopped between getting into position and the exercise itself: no wish takes so long.
    """
    if place is None:
        return True
    parts = plan_segments(plan, place.index)
    at = [part.key for part in parts].index(place.segment)
    last = parts[at - 1] if at else plan_segments(plan, place.index - 1)[-1]
    return last.cut in (Cut.EXERCISE, Cut.SIDE, Cut.ROUND, Cut.MIDDLE)


def _all(plan: Plan) -> list[Place]:
    indices = range(len(plan) + 1)
    return [Place(index, part.key) for index in indices for part in plan_segments(plan, index)]


def _wishing(familiar: str, choices: Choices) -> Memory:
    return replace(FAMILIAR[familiar], choices=choices)


@pytest.mark.parametrize("familiar", FAMILIAR)
@pytest.mark.parametrize("hold", HOLDS)
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_every_pace_and_level(programme: str, hold: int | None, familiar: str) -> None:
    found = {
        (pace, *set(levels.values())): wrong
        for pace, levels in EVERY
        if (wrong := list(faults(programme, _wishing(familiar, Choices(pace, hold, levels=levels)), Limits())))
    }
    assert not found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    programme=st.sampled_from(sorted(PROGRAMMES)),
    familiar=st.sampled_from(sorted(FAMILIAR)),
    choices=st.builds(
        Choices,
        pace=st.sampled_from(sorted(PACES)),
        hold=st.none() | st.integers(SHORTEST_HOLD, LONGEST_HOLD),
        holds=st.dictionaries(st.sampled_from(sorted(EXERCISES)), st.integers(SHORTEST_HOLD, LONGEST_HOLD)),
        levels=st.dictionaries(st.sampled_from(sorted(EXERCISES)), st.sampled_from(["easier", "harder"])),
        out=st.lists(st.sampled_from([*WHATS, *EXERCISES]), max_size=6, unique=True).map(tuple),
        detail=st.sampled_from(["", "more", "less"]),
        stops=st.booleans(),
    ),
    seconds=st.sampled_from([220.0, 230.0, 240.0]),
)
def test_wishes_of_all_kinds(programme: str, familiar: str, choices: Choices, seconds: float) -> None:
    assert list(faults(programme, _wishing(familiar, choices), Limits(turn_seconds=seconds))) == []
