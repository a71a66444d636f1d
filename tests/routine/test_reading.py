"""From lines to cues, and fitted to a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.routine.cue import NOTHING, Mark, Say, Script, Wait, join
from skill.routine.place import Place
from skill.routine.reading import SHORTEST_PAUSE, fitted, length, read
from skill.words import Line, parse
from skill.words.speech import seconds as speech_seconds

LINES = parse("Out, round. (2) In, flat. (1)")
SPOKEN = speech_seconds("Out, round.") + speech_seconds("In, flat.")


def test_words_and_pauses() -> None:
    assert read(LINES).cues == (Say("Out, round."), Wait(2.0), Say("In, flat."), Wait(1.0))


def test_pauses_alone_are_multiplied() -> None:
    assert read(LINES, 1.5).cues == (Say("Out, round."), Wait(3.0), Say("In, flat."), Wait(1.5))


def test_a_pause_without_words_and_words_without_a_pause() -> None:
    assert read([Line("", 2.0), Line("Hold.", 0.0)]).cues == (Wait(2.0), Say("Hold."))


@given(st.floats(SPOKEN + 1, 60))
def test_fitted_lasts_so_long_and_keeps_its_proportions(seconds: float) -> None:
    script = fitted(LINES, seconds, "en")
    assert length(script, "en") == pytest.approx(seconds, abs=0.01)
    longer, shorter = (cue.seconds for cue in script if isinstance(cue, Wait))
    assert longer == pytest.approx(2 * shorter, abs=0.01)


def test_words_that_take_longer_take_as_long_as_they_take() -> None:
    script = fitted(LINES, 0.5, "en")
    assert length(script, "en") == pytest.approx(SPOKEN + 2 * SHORTEST_PAUSE)


def test_words_without_pauses_cannot_be_fitted() -> None:
    assert fitted([Line("Hold.", 0.0)], 9.0, "en") == Script((Say("Hold."),))


def test_marks_take_no_time() -> None:
    assert length([Mark(Place(0, "out")), Wait(2.0)], "en") == 2.0


def test_scripts_are_joined_in_order() -> None:
    first, second = Script((Say("One."),)), Script((Wait(1.0), Say("Two.")))
    assert join((first, NOTHING, second)) == first + second
    assert (first + second).text == "One. Two."


def test_a_script_moves_if_any_of_it_belongs_to_the_routine() -> None:
    assert Script((Mark(Place(0, "out")),)).moves
    assert not Script((Say("Welcome back."),)).moves


def test_an_empty_script_is_nothing() -> None:
    assert not NOTHING
    assert Script((Wait(1.0),))
