"""The end of a routine, for somebody on the floor, on a chair or on their feet."""

from __future__ import annotations

import pytest

from skill.routine.coach import Coach
from skill.routine.cue import Script
from skill.routine.manner import Manner
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import PROGRAMMES, Item
from tests.routine.writing import LOCALE, laid_out, marked, words

PLAN = (Item("pelvic_tilt"),)
FLOOR = [position for position in Position if position.on_floor]


def closing(segment: str, body: Position) -> Script:
    return Coach(LOCALE, Manner()).passage(PLAN, Place(len(PLAN), segment), body, opens=False).script


@pytest.mark.parametrize("position", Position)
def test_three_slow_breaths(position: Position) -> None:
    said = words(closing("calm", position))
    assert " ".join(said).count("In.") == " ".join(said).count("Out.") == 3


@pytest.mark.parametrize("position", FLOOR)
def test_getting_up_from_the_floor(position: Position) -> None:
    said = words(closing("up", position))
    assert said[0] == "Time to get up, in your own time."
    assert said[-2:] == ["Stand up slowly.", "Stand still for two breaths."]


@pytest.mark.parametrize("position", [Position.STANDING, Position.CHAIR])
def test_nobody_gets_up_who_is_not_down(position: Position) -> None:
    script = closing("up", position)
    assert words(script) == []
    assert marked(script) == ["up"]


def test_nothing_about_the_floor_from_start_to_end_of_the_routine_on_a_chair() -> None:
    said = " ".join(text for passage in laid_out(PROGRAMMES["seated"]).passages for text in words(passage)).lower()
    assert not [word for word in ("floor", "mat", "knees bent", "get up", "get down", "your back.") if word in said]


def test_the_other_routines_end_standing() -> None:
    for name, plan in PROGRAMMES.items():
        said = words(laid_out(plan).passages[-1])
        assert (said[-1:] == ["Stand still for two breaths."]) is (name != "seated")
