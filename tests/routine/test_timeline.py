"""Where in a response somebody is at a second."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.routine.cue import Mark, Say, Script, Wait
from skill.routine.place import Place
from skill.routine.timeline import TAIL_SECONDS, Timeline
from skill.words.speech import seconds

SETUP, HOLD, OUT = Place(0, "setup"), Place(0, "hold"), Place(1, "out")
SCRIPT = Script((Mark(SETUP), Wait(10.0), Mark(HOLD), Say("Hold."), Wait(30.0), Mark(OUT), Wait(4.0)))
QUESTION = Script((Say("Ready, or skip it?"),))

HOLD_ENDS = 40 + seconds("Hold.")


def test_marks_are_where_their_cues_begin() -> None:
    timeline = Timeline.of(SCRIPT, "en")
    assert timeline.marks == ((0.0, SETUP), (10.0, HOLD), (round(HOLD_ENDS, 1), OUT))
    assert timeline.length == timeline.over == round(HOLD_ENDS + 4, 1)


def test_a_question_comes_after_the_movement_is_over() -> None:
    timeline = Timeline.of(SCRIPT, "en", QUESTION)
    assert timeline.over == round(HOLD_ENDS + 4, 1)
    assert timeline.length == pytest.approx(timeline.over + seconds("Ready, or skip it?"), abs=0.1)


@pytest.mark.parametrize(("second", "place"), [(0, SETUP), (9.9, SETUP), (10, HOLD), (40, HOLD), (42, OUT), (999, OUT)])
def test_where(second: float, place: Place) -> None:
    assert Timeline.of(SCRIPT, "en").where(second) == place


def test_before_the_first_mark_it_is_the_first() -> None:
    assert Timeline.of(Script((Wait(5.0),)) + SCRIPT, "en").where(1.0) == SETUP


def test_words_alone_are_nowhere() -> None:
    assert Timeline.of(QUESTION, "en").where(0.0) is None


def test_where_a_segment_ends() -> None:
    timeline = Timeline.of(SCRIPT, "en")
    assert timeline.end_of(SETUP) == 10.0
    assert timeline.end_of(OUT) == timeline.length


def test_the_tail_grows_with_what_is_said() -> None:
    still = Timeline.of(SCRIPT, "en")
    assert still.length - still.tail == pytest.approx(TAIL_SECONDS, abs=0.1)
    talk = Script((Say("Breathe in and out. " * 200),))
    assert Timeline.of(talk, "en").length - Timeline.of(talk, "en").tail > TAIL_SECONDS
    assert Timeline.of(QUESTION, "en").tail == 0.0


segment_names = st.sampled_from(["move", "setup", "hold-right", "reps-6", "out"])
scripts = st.lists(st.tuples(st.integers(0, 9), segment_names, st.floats(0, 30))).map(
    lambda parts: Script(tuple(cue for index, name, pause in parts for cue in (Mark(Place(index, name)), Wait(pause))))
)


@given(scripts)
def test_it_survives_the_wire(script: Script) -> None:
    timeline = Timeline.of(script, "en")
    assert Timeline.from_wire(json.loads(json.dumps(timeline.to_wire()))) == timeline


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"marks": []},
        {"marks": [[0, 1.0]], "length": 1, "over": 1, "tail": 1},
        {"marks": [["x", 1.0, "out"]], "length": 1, "over": 1, "tail": 1},
        {"marks": 7, "length": 1, "over": 1, "tail": 1},
        {"marks": [], "length": None, "over": 1, "tail": 1},
    ],
)
def test_anything_else_is_refused(data: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        Timeline.from_wire(data)
