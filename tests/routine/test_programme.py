"""Programmes: every exercise in a sensible order, with as few changes of position as there can be."""

from __future__ import annotations

from itertools import groupby, pairwise, permutations

import pytest

from skill.routine.exercise import EXERCISES, Form
from skill.routine.position import Position, changes
from skill.routine.programme import DEFAULT, PROGRAMMES, Item, Plan
from skill.routine.work import Reps
from skill.words import load
from tests.routine.writing import FORMS


def changed(positions: list[Position]) -> int:
    """Changes from standing through these positions, and off the floor."""
    ends = [Position.STANDING] if positions[-1].on_floor else []
    return sum(len(changes(before, after)) for before, after in pairwise([Position.STANDING, *positions, *ends]))


def positions(plan: Plan) -> list[Position]:
    return [position for position, _ in groupby(item.position for item in plan)]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_positions_change_least(programme: str) -> None:
    route = positions(PROGRAMMES[programme])
    assert len(route) == len(set(route)), "a position is left and taken up again"
    assert changed(route) == min(changed(list(other)) for other in permutations(route))


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_moving_comes_before_holding(programme: str) -> None:
    for _, group in groupby(PROGRAMMES[programme], key=lambda item: item.position):
        holds = [not isinstance(item.work, Reps) for item in group]
        assert holds == sorted(holds)


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_forms_of_a_programme_exist(programme: str) -> None:
    assert {(item.exercise, item.form) for item in PROGRAMMES[programme]} <= set(FORMS)


def test_every_programme_has_a_name() -> None:
    assert set(load("en-US").names["programmes"]) == set(PROGRAMMES)
    assert DEFAULT in PROGRAMMES


def test_the_full_routine_has_all_nine() -> None:
    assert sorted(item.what.number for item in PROGRAMMES["full"]) == list(range(1, 10))
    assert len({exercise.number for exercise in EXERCISES.values()}) == len(EXERCISES)


def test_the_routine_on_a_chair_needs_a_chair_and_nothing_else() -> None:
    plan = PROGRAMMES["seated"]
    assert {thing for item in plan for thing in item.equipment} == {"chair"}
    assert not any(item.position.on_floor for item in plan)
    assert len(plan) == 7


def test_a_form_is_as_usual_where_it_says_nothing_else() -> None:
    usual, small = Item("cat_cow"), Item("cat_cow", "small")
    assert (small.work, small.position, small.equipment) == (usual.work, usual.position, usual.equipment)


def test_a_form_may_have_its_own_place_and_equipment() -> None:
    assert Item("foam_roller").equipment == Item("foam_roller", "harder").equipment == ("roller",)
    assert Item("foam_roller", "easier").equipment == ("towel",)
    assert Item("supine_twist").equipment == ()
    assert Item("cow_face", "seated").position is Position.CHAIR
    assert Item("cow_face", "easier").position is Position.SITTING
    assert Item("back_extension", "standing").position is Position.STANDING


def test_a_form_nobody_knows_is_the_usual_one() -> None:
    assert EXERCISES["cat_cow"].form("upside_down") == Form()
    assert Item("cat_cow", "upside_down").work == Item("cat_cow").work
