"""The estimator against a real voice: it is right on the whole, and not far off anywhere."""

from __future__ import annotations

from collections import defaultdict

import pytest

from bench.walk import LOCALE, acquainted, walk
from skill.routine.programme import PROGRAMMES
from skill.words import load
from skill.words.speech import seconds
from tests.audio.conftest import VoiceAt
from tests.audio.rendering import Rendering

PLAN = PROGRAMMES["full"]
CLOSING = "closing"
LANGUAGE = load(LOCALE).language


def speech(sessions: int, voice_at: VoiceAt) -> dict[str, tuple[float, float]]:
    """Seconds of speech of each exercise in `full`, estimated and as synthesised."""
    estimated: defaultdict[str, float] = defaultdict(float)
    heard: defaultdict[str, float] = defaultdict(float)
    for turn in walk(acquainted(sessions=sessions)):
        for place, words in Rendering.of(turn.script, voice_at(1.0)).passages:
            exercise = PLAN[place.index].exercise if place.index < len(PLAN) else CLOSING
            estimated[exercise] += sum(seconds(spoken.text, LANGUAGE) for spoken in words)
            heard[exercise] += sum(spoken.end - spoken.start for spoken in words)
    return {exercise: (estimated[exercise], heard[exercise]) for exercise in estimated}


@pytest.mark.parametrize("sessions", [0, 3], ids=["first", "familiar"])
def test_the_estimate_of_each_exercise_is_near_the_voice(sessions: int, voice_at: VoiceAt) -> None:
    lengths = speech(sessions, voice_at)
    assert lengths.keys() == {*(item.exercise for item in PLAN), CLOSING}
    for exercise, (estimated, heard) in lengths.items():
        assert estimated == pytest.approx(heard, rel=0.1), exercise
    totals = [sum(column) for column in zip(*lengths.values(), strict=True)]
    assert totals[0] == pytest.approx(totals[1], rel=0.02)


def test_a_faster_voice_is_faster(voice_at: VoiceAt) -> None:
    text = "Hands under your shoulders, knees under your hips."
    slow, usual, fast = (voice_at(rate).total([text]) for rate in (0.85, 1.0, 1.15))
    assert slow / usual == pytest.approx(1 / 0.85, rel=0.05)
    assert fast / usual == pytest.approx(1 / 1.15, rel=0.05)
