"""Nobody waits in silence: a cue comes within ten seconds, whatever the exercise, the tempo and the hold."""

from __future__ import annotations

import pytest

from skill.routine.cue import Mark, Say, Wait
from skill.routine.manner import Manner
from skill.routine.programme import PROGRAMMES, Item
from tests.routine.writing import ITEMS, KNOWN, laid_out, name, silences

LONGEST = 10.0

TEMPOS = [(0.8, 1.0), (1.0, 2.0), (1.5, 1.5), (1.5, 2.0)]


@pytest.mark.parametrize("hold", [None, 10, 17, 45, 60])
@pytest.mark.parametrize("item", ITEMS, ids=name)
def test_silences_of_an_exercise(item: Item, hold: int | None) -> None:
    for tempo, changes in TEMPOS:
        for brief in (frozenset[str](), KNOWN):
            layout = laid_out(Item(item.exercise, item.form, seconds=hold), Manner(tempo, changes, brief))
            assert max(silences(cue for passage in layout.passages for cue in passage.script)) <= LONGEST


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_silences_of_a_programme(programme: str) -> None:
    for tempo, changes in TEMPOS:
        layout = laid_out(PROGRAMMES[programme], Manner(tempo, changes))
        assert max(silences(cue for passage in layout.passages for cue in passage.script)) <= LONGEST


@pytest.mark.parametrize("item", ITEMS, ids=name)
def test_every_pause_lasts_and_every_text_says_something(item: Item) -> None:
    for passage in laid_out(item).passages:
        assert isinstance(passage.script.cues[0], Mark)
        for cue in passage.script.cues[1:]:
            assert (isinstance(cue, Say) and cue.text.strip()) or (isinstance(cue, Wait) and cue.seconds > 0)
