"""Doses as they are spoken: reps counted, holds timed, both sides alike."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import pytest

from skill.routine.exercise import EXERCISES, Exercise
from skill.routine.manner import Manner
from skill.routine.programme import Item
from skill.routine.segment import Kind, Side
from skill.routine.work import Holds, Reps, Rounds
from skill.words import load
from tests.routine.writing import (
    FORMS,
    ITEMS,
    MANNERS,
    held,
    holding,
    lead,
    moving,
    name,
    passages,
    seconds,
    words,
)

REPS = [item for item in ITEMS if isinstance(item.work, Reps)]
HELD = [item for item in ITEMS if not isinstance(item.work, Reps)]
ROUNDS = [item for item in ITEMS if isinstance(item.work, Rounds)]

RIGHT, LEFT = Side.RIGHT, Side.LEFT

COUNTS = {
    ("knee_rotation", ""): (10, 8.0),
    ("knee_rotation", "easier"): (10, 8.0),
    ("knee_rotation", "harder"): (3, 32.0),
    ("back_extension", ""): (8, 12.0),
    ("back_extension", "harder"): (8, 17.0),
    ("back_extension", "forearms"): (5, 12.0),
    ("back_extension", "standing"): (5, 8.0),
    ("cat_cow", ""): (20, 6.0),
    ("cat_cow", "easier"): (10, 6.0),
    ("cat_cow", "harder"): (10, 12.0),
    ("cat_cow", "small"): (20, 6.0),
    ("cat_cow", "seated"): (10, 6.0),
    ("pelvic_tilt", ""): (12, 6.0),
    ("pelvic_tilt", "easier"): (12, 6.0),
    ("pelvic_tilt", "harder"): (15, 8.0),
    ("pelvic_tilt", "seated"): (12, 6.0),
}
"""How many, and how long each takes."""

_BREATHS: list[tuple[Side | None, int]] = [(RIGHT, 60), (RIGHT, 30), (LEFT, 60), (LEFT, 30)]

HOLDS: dict[tuple[str, str], list[tuple[Side | None, int]]] = {
    ("knee_to_chest", ""): [(None, 20)] * 5,
    ("knee_to_chest", "easier"): [(RIGHT, 20), (LEFT, 20)] * 3,
    ("knee_to_chest", "harder"): [(RIGHT, 30), (LEFT, 30)] * 2,
    ("knee_to_chest", "seated"): [(RIGHT, 20), (LEFT, 20)],
    ("back_extension", "easier"): [(None, 30)],
    ("foam_roller", ""): [(None, 30)],
    ("foam_roller", "easier"): [(None, 30)],
    ("foam_roller", "harder"): [(None, 30)],
    ("supine_twist", ""): [(RIGHT, 20), (LEFT, 20)],
    ("supine_twist", "easier"): [(RIGHT, 20), (LEFT, 20)],
    ("supine_twist", "harder"): [(RIGHT, 20), (LEFT, 20)],
    ("supine_twist", "seated"): [(RIGHT, 20), (LEFT, 20)],
    ("big_toe", ""): _BREATHS,
    ("big_toe", "easier"): [(RIGHT, 60), (LEFT, 60)],
    ("big_toe", "harder"): _BREATHS,
    ("big_toe", "seated"): [(RIGHT, 30), (LEFT, 30)],
    ("cow_face", ""): [(RIGHT, 30), (LEFT, 30)],
    ("cow_face", "easier"): [(RIGHT, 30), (LEFT, 30)],
    ("cow_face", "harder"): [(RIGHT, 30), (LEFT, 30)],
    ("cow_face", "seated"): [(RIGHT, 30), (LEFT, 30)],
}
"""What is held, side by side, in seconds."""

NUMBERS = {load("en").number(number): number for number in range(21)}


def counted(item: Item, manner: Manner) -> list[int]:
    """The reps as somebody counts who hears them: a number is that rep, "two more" is the third from the end."""
    count = item.work.count if isinstance(item.work, Reps) else 0
    said = [text.lower() for passage in moving(item, manner) for text in words(passage)]
    found = [re.fullmatch(r"(\w+)(, halfway| more)?\.", text) for text in said]
    return [
        count - NUMBERS[match[1]] if match[2] == " more" else NUMBERS[match[1]]
        for match in found
        if match and match[1] in NUMBERS
    ]


def test_every_exercise_of_the_article_has_its_dose_here() -> None:
    assert {(exercise, form) for exercise, form in FORMS if EXERCISES[exercise].number <= 9} == {*COUNTS, *HOLDS}


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_every_exercise_can_be_easier_and_harder(exercise: Exercise) -> None:
    assert {"easier", "harder"} <= set(exercise.forms)


@pytest.mark.parametrize(("form", "dose"), COUNTS.items())
def test_dose_of_reps(form: tuple[str, str], dose: tuple[int, float]) -> None:
    work = Item(*form).work
    assert isinstance(work, Reps)
    assert (work.count, work.seconds) == dose


@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
@pytest.mark.parametrize("item", REPS, ids=name)
def test_every_rep_is_counted_aloud(item: Item, manner: Manner) -> None:
    assert isinstance(item.work, Reps)
    assert counted(item, manner) == list(range(1, item.work.count + 1))


@pytest.mark.parametrize("count", [1, 2, 5, 7, 8, 15, 20])
def test_another_number_of_reps_is_counted_too(count: int) -> None:
    assert counted(Item("cat_cow", count=count), MANNERS["known"]) == list(range(1, count + 1))


@pytest.mark.parametrize("manner", [manner for key, manner in MANNERS.items() if key in ("known", "faster")])
@pytest.mark.parametrize("item", REPS, ids=name)
def test_reps_of_somebody_who_knows_them_last_as_long_as_their_dose(item: Item, manner: Manner) -> None:
    assert isinstance(item.work, Reps)
    told = sum(seconds(passage.script) for passage in moving(item, manner))
    assert told == pytest.approx(item.work.count * manner.rep(item.work), abs=0.1)


@pytest.mark.parametrize("item", REPS, ids=name)
def test_first_reps_may_be_explained_but_not_for_long(item: Item) -> None:
    assert isinstance(item.work, Reps)
    told = sum(seconds(passage.script) for passage in moving(item))
    dose = item.work.count * item.work.seconds
    assert dose - 0.1 <= told <= dose + 20


@pytest.mark.parametrize(("form", "dose"), HOLDS.items())
def test_holds_and_their_sides(form: tuple[str, str], dose: list[tuple[Side | None, int]]) -> None:
    assert [(passage.segment.side, round(held(passage))) for passage in holding(Item(*form))] == dose


@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
@pytest.mark.parametrize("length", [10, 14, 20, 25, 45, 60])
@pytest.mark.parametrize("item", HELD, ids=name)
def test_holds_last_as_long_as_they_should(item: Item, length: int, manner: Manner) -> None:
    timed = Item(item.exercise, item.form, seconds=length)
    for passage in holding(timed, manner):
        stage = passage.segment.stage
        assert stage is not None
        expected = stage.breaths * manner.breath if stage.breaths else length
        assert held(passage) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("count", [None, 3])
@pytest.mark.parametrize("item", [item for item in ITEMS if item.sided], ids=name)
def test_both_sides_get_the_same_time(item: Item, count: int | None) -> None:
    sides: dict[Side | None, float] = defaultdict(float)
    for passage in holding(Item(item.exercise, item.form, count=count)):
        sides[passage.segment.side] += held(passage)
    assert set(sides) == {RIGHT, LEFT}
    assert sides[RIGHT] == pytest.approx(sides[LEFT])


@pytest.mark.parametrize("item", [item for item in ITEMS if item.sided], ids=name)
def test_the_right_side_comes_first(item: Item) -> None:
    assert holding(item)[0].segment.side is RIGHT


def test_rounds_that_change_sides_come_in_pairs() -> None:
    assert [len(holding(Item("knee_to_chest", "easier", count=count))) for count in (1, 3, 4)] == [2, 4, 4]
    assert len(holding(Item("knee_to_chest", count=3))) == 3


@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
@pytest.mark.parametrize("item", HELD, ids=name)
def test_a_hold_ends_with_the_first_words_of_what_follows(item: Item, manner: Manner) -> None:
    parts = passages(item, manner)
    for hold, after in pairwise(parts):
        if hold.segment.kind is not Kind.HOLD:
            continue
        assert words(hold).count("Hold.") == 1
        released = words(after)[0]
        assert released in ("And let go.", "And release.", "And come up.", "And ease up.", "Back to the middle.") or (
            after.segment.kind is Kind.HOLD and released.startswith("Now ")
        )


@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
@pytest.mark.parametrize("item", ROUNDS, ids=name)
def test_rests_between_rounds_last_as_long_as_they_should(item: Item, manner: Manner) -> None:
    assert isinstance(item.work, Rounds)
    parts = passages(item, manner)
    rests = [seconds(rest.script) + lead(hold) for rest, hold in pairwise(parts) if rest.segment.kind is Kind.REST]
    assert rests == [pytest.approx(item.work.release, abs=0.1)] * (item.work.count - 1)


@pytest.mark.parametrize("form", ["", "harder"])
def test_breaths_are_counted_to_the_last_one(form: str) -> None:
    said = words(holding(Item("big_toe", form))[0])
    told = said[said.index("Hold.") + 1 :]
    assert told[:6] == ["In.", "Out."] * 3
    counted_out = " ".join(text.split(",")[0].rstrip(".") for text in told[6:])
    assert counted_out == "Four Five Six Seven Eight Nine Last one"


def test_breaths_stayed_within_a_rep_are_as_many_as_the_dose_says() -> None:
    item = Item("knee_rotation", "harder")
    assert isinstance(item.work, Reps)
    said = [text for passage in moving(item) for text in words(passage)]
    assert said.count("In.") == said.count("Out.") == item.work.count * item.work.breaths * 2


@pytest.mark.parametrize(
    ("exercise", "usual", "budget"),
    [
        ("knee_to_chest", 130, 154),
        ("knee_rotation", 90, 111),
        ("back_extension", 106, 134),
        ("cat_cow", 130, 149),
        ("foam_roller", 40, 89),
        ("supine_twist", 62, 87),
        ("pelvic_tilt", 92, 126),
        ("big_toe", 214, 286),
        ("cow_face", 100, 163),
    ],
)
def test_exercises_take_about_as_long_as_they_should(exercise: str, usual: int, budget: int) -> None:
    """Work and ten seconds of setting up for who knows it; the whole script of its sheet for who does not."""
    known, first = (
        sum(seconds(passage.script) for passage in passages(Item(exercise), MANNERS[key])[1:])
        for key in ("known", "first")
    )
    assert usual - 15 <= known <= usual + 30
    assert known < first <= budget + 8


def test_sides_of_holds_and_rounds() -> None:
    assert Item("supine_twist").sided
    assert Item("knee_to_chest", "easier").sided
    assert not Item("knee_to_chest").sided
    assert not Item("foam_roller").sided
    assert not Item("cat_cow").sided


@pytest.mark.parametrize("exercise", ["big_toe", "cat_cow"])
def test_a_length_of_hold_changes_neither_breaths_nor_reps(exercise: str) -> None:
    assert Item(exercise, seconds=40).work == Item(exercise).work


def test_holds_of_another_length() -> None:
    work = Item("cow_face", seconds=40).work
    assert isinstance(work, Holds)
    assert [stage.seconds for stage in work.stages] == [40]
