"""Segments: the same names for the same parts, whatever the dose."""

from __future__ import annotations

import pytest

from skill.routine.coach import body_at, following, side_at
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import Item
from skill.routine.segment import CLOSING, Cut, Kind, Segment, Side, plan_segments, segments
from skill.routine.work import Reps, Rounds
from tests.routine.writing import ITEMS, name

PLAN = (Item("cat_cow"), Item("supine_twist"))


def keys(item: Item) -> list[str]:
    return [part.key for part in segments(item)]


@pytest.mark.parametrize("item", ITEMS, ids=name)
def test_names_are_unique_and_the_frame_is_the_same(item: Item) -> None:
    found = keys(item)
    assert len(found) == len(set(found))
    assert (found[:2], found[-1]) == (["move", "setup"], "out")


@pytest.mark.parametrize("item", [item for item in ITEMS if not isinstance(item.work, Reps)], ids=name)
def test_another_length_of_hold_changes_no_name(item: Item) -> None:
    assert keys(Item(item.exercise, item.form, seconds=50)) == keys(item)


@pytest.mark.parametrize("item", [item for item in ITEMS if isinstance(item.work, Reps | Rounds)], ids=name)
def test_a_smaller_dose_has_some_of_the_same_names(item: Item) -> None:
    fewer = keys(Item(item.exercise, item.form, count=2))
    assert set(fewer) <= set(keys(Item(item.exercise, item.form, count=20)))


@pytest.mark.parametrize("count", [1, 4, 5, 6, 10, 13, 20])
def test_groups_of_reps_leave_none_out(count: int) -> None:
    groups = [part for part in segments(Item("cat_cow", count=count)) if part.kind is Kind.REPS]
    reps = [number for part in groups for number in range(part.number, part.last + 1)]
    assert reps == list(range(1, count + 1))
    assert [part.cut for part in groups] == [Cut.MIDDLE] * (len(groups) - 1) + [None]


@pytest.mark.parametrize("item", ITEMS, ids=name)
def test_a_response_may_end_after_the_exercise_and_never_in_a_hold(item: Item) -> None:
    cuts = {part.key: part.cut for part in segments(item)}
    assert cuts["out"] is Cut.EXERCISE
    assert cuts["setup"] is None
    assert not any(part.cut for part in segments(item) if part.kind in (Kind.HOLD, Kind.GUIDE))


def test_where_responses_may_end() -> None:
    assert {part.key: part.cut for part in segments(Item("big_toe")) if part.cut} == {
        "move": Cut.POSITION,
        "swap": Cut.SIDE,
        "out": Cut.EXERCISE,
    }
    assert [part.key for part in segments(Item("knee_to_chest", count=3)) if part.cut is Cut.ROUND] == [
        "rest-1",
        "rest-2",
    ]
    assert Cut.EXERCISE > Cut.SIDE > Cut.ROUND > Cut.MIDDLE > Cut.POSITION


def test_after_the_last_exercise_comes_the_closing() -> None:
    assert plan_segments(PLAN, 2) == CLOSING
    assert following(PLAN, Place(1, "out")) == Place(2, "calm")
    assert following(PLAN, Place(2, "calm")) == Place(2, "up")
    assert following(PLAN, Place(2, "up")) is None


def test_every_segment_is_followed_by_the_next() -> None:
    place: Place | None = Place(0, "move")
    walked = []
    while place is not None:
        walked.append((place.index, place.segment))
        place = following(PLAN, place)
    assert walked == [(index, part.key) for index in range(3) for part in plan_segments(PLAN, index)]


def test_the_side_at_a_place() -> None:
    assert side_at(PLAN, Place(1, "hold-right")) is Side.RIGHT
    assert side_at(PLAN, Place(1, "swap")) is Side.RIGHT
    assert side_at(PLAN, Place(1, "hold-left")) is Side.LEFT
    assert side_at(PLAN, Place(0, "reps-1")) is None
    assert side_at(PLAN, Place(1, "no such segment")) is None
    assert side_at(PLAN, Place(2, "calm")) is None
    assert Side.RIGHT.other is Side.LEFT
    assert Side.LEFT.other is Side.RIGHT


def test_the_body_at_a_place() -> None:
    assert body_at(PLAN, Place(0, "move"), Position.STANDING) is Position.STANDING
    assert body_at(PLAN, Place(0, "setup"), Position.STANDING) is Position.KNEELING
    assert body_at(PLAN, Place(2, "calm"), Position.BACK) is Position.BACK
    assert body_at((Item("cat_cow", "seated"),), Place(0, "setup"), Position.STANDING) is Position.CHAIR


def test_a_segment_knows_its_kind() -> None:
    assert segments(Item("foam_roller"))[2] == Segment("hold", Kind.HOLD, stage=segments(Item("foam_roller"))[2].stage)
