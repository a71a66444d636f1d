"""Positions and the ways between them."""

from __future__ import annotations

from itertools import product

import pytest

from skill.routine.cue import Wait
from skill.routine.moving import LONGEST_PAUSE, way
from skill.routine.position import Position, changes
from skill.words import load
from tests.routine.writing import words

BOOK = load("en-US")
FLOOR = "Have something sturdy close by, and only get down if you can get up again."
ON_FEET = {Position.STANDING, Position.CHAIR}

PAIRS = list(product(Position, Position))


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_a_way_leads_from_the_one_to_the_other(start: Position, end: Position) -> None:
    here = start
    for before, after in changes(start, end):
        assert before is here
        here = after
    assert here is end


@pytest.mark.parametrize("position", Position)
def test_nothing_is_told_to_somebody_who_is_there(position: Position) -> None:
    assert not way(BOOK, position, position, 1.0)


@pytest.mark.parametrize(("start", "end"), [pair for pair in PAIRS if pair[0] is not pair[1]])
def test_every_way_is_told(start: Position, end: Position) -> None:
    assert words(way(BOOK, start, end, 1.0))


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_the_floor_words_come_before_the_floor_and_only_there(start: Position, end: Position) -> None:
    gets_down = start in ON_FEET and end not in ON_FEET
    said = words(way(BOOK, start, end, 1.0))
    assert said.count(FLOOR) == gets_down
    if start is Position.STANDING and gets_down:
        assert said[0] == FLOOR


@pytest.mark.parametrize("position", [position for position in Position if position not in ON_FEET])
def test_chair_and_floor_are_joined_by_standing(position: Position) -> None:
    assert Position.STANDING in {after for _, after in changes(Position.CHAIR, position)}
    assert Position.STANDING in {after for _, after in changes(position, Position.CHAIR)}


@pytest.mark.parametrize("position", [Position.BACK, Position.STOMACH])
def test_nobody_stands_up_from_lying(position: Position) -> None:
    assert len(changes(position, Position.STANDING)) == 2


def test_all_texts_of_changes_are_used() -> None:
    told = {f"positions.{a.value}_to_{b.value}" for start, end in PAIRS for a, b in changes(start, end)}
    written = {key for key in BOOK.lines if key.startswith("positions.") and "_to_" in key}
    assert written == told


@pytest.mark.parametrize("position", Position)
def test_every_position_has_a_name(position: Position) -> None:
    assert BOOK.lines[f"positions.{position.value}"]


def test_on_the_floor_or_not() -> None:
    assert {position for position in Position if not position.on_floor} == ON_FEET


def test_slower_changes_have_longer_pauses_with_a_calm_word_in_them() -> None:
    usual = way(BOOK, Position.STANDING, Position.KNEELING, 1.0)
    slow = way(BOOK, Position.STANDING, Position.KNEELING, 2.0)
    assert "Take your time." in words(slow)
    assert all(cue.seconds <= LONGEST_PAUSE for cue in slow if isinstance(cue, Wait))
    paused, slowly = (sum(cue.seconds for cue in script if isinstance(cue, Wait)) for script in (usual, slow))
    assert slowly == pytest.approx(2 * paused - 1.0), "the pause after the safety words stays as it is"
