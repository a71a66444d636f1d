"""Holds as a listener hears them: from the end of "Hold" to the first word of the release."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from bench.walk import LOCALE, acquainted, walk
from skill.conversation.turn import Turn
from skill.routine.place import Place
from skill.routine.programme import PROGRAMMES, Plan
from skill.routine.segment import Kind, plan_segments
from skill.routine.work import BREATH_SECONDS
from skill.words import load
from tests.audio.conftest import VoiceAt
from tests.audio.rendering import Rendering, Voice

LONG_SECONDS = 10.0
"""Shorter holds are over before anybody could tell."""

ALLOWED = {1.0: 0.03, 1.15: 0.06, 0.85: 0.06}
"""How far a hold may be from its dose, by how many times as fast as estimated the voice is."""

HOLD = load(LOCALE).lines["routine.hold"]


def dose(plan: Plan, place: Place) -> float:
    """Seconds of a hold; none where nothing is held."""
    segment = next(part for part in plan_segments(plan, place.index) if part.key == place.segment)
    stage = segment.stage
    if segment.kind is not Kind.HOLD or stage is None:
        return 0.0
    return stage.seconds or stage.breaths * BREATH_SECONDS


def long_holds(plan: Plan) -> set[Place]:
    places = {Place(i, part.key) for i in range(len(plan)) for part in plan_segments(plan, i)}
    return {place for place in places if dose(plan, place) > LONG_SECONDS}


def held(turn: Turn, voice: Voice) -> Iterator[tuple[Place, float]]:
    """The long holds of a response, with the seconds they last."""
    for (place, words), (_, after) in pairwise(Rendering.of(turn.script, voice).passages):
        if dose(turn.session.plan, place) > LONG_SECONDS:
            (hold,) = (spoken for spoken in words if spoken.text == HOLD)
            yield place, after[0].start - hold.end


@pytest.mark.parametrize("rate", ALLOWED)
@pytest.mark.parametrize("sessions", [0, 3], ids=["first", "familiar"])
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_hold_lasts_as_long_as_its_dose(programme: str, sessions: int, rate: float, voice_at: VoiceAt) -> None:
    plan = PROGRAMMES[programme]
    heard: dict[Place, float] = {}
    for turn in walk(acquainted(programme, sessions), programme):
        heard.update(held(turn, voice_at(rate)))
    assert heard.keys() == long_holds(plan)
    for place, seconds in heard.items():
        assert seconds == pytest.approx(dose(plan, place), rel=ALLOWED[rate]), (plan[place.index].exercise, place)


def test_a_dose_is_what_the_exercises_ask_for() -> None:
    plan = PROGRAMMES["full"]
    doses = {(plan[place.index].exercise, dose(plan, place)) for place in long_holds(plan)}
    assert doses == {
        ("knee_to_chest", 20),
        ("big_toe", 60),
        ("big_toe", 30),
        ("supine_twist", 30),
        ("foam_roller", 30),
        ("cow_face", 30),
    }
