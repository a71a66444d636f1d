"""What is said in a hold, and when."""

from __future__ import annotations

from itertools import pairwise

import pytest

from skill.routine.hold import LONGEST_SILENCE, HoldCue, hold_sheet
from skill.routine.programme import Item
from tests.routine.writing import laid_out, words

FORM, HALFWAY, EASE, FIVE_MORE, THREE, TWO = HoldCue


def sheet(seconds: int, number: int = 0) -> list[tuple[float, HoldCue]]:
    return [(timed.at, timed.cue) for timed in hold_sheet(seconds, number)]


def test_twenty_seconds() -> None:
    assert sheet(20) == sheet(20, 1) == [(8, FORM), (15, FIVE_MORE), (17, THREE), (18, TWO)]


def test_every_second_round_says_halfway_in_place_of_the_form_cue() -> None:
    assert sheet(20, 2) == [(5, EASE), (10, HALFWAY), (15, FIVE_MORE), (17, THREE), (18, TWO)]


def test_thirty_seconds() -> None:
    assert sheet(30) == [(8, FORM), (15, HALFWAY), (21, EASE), (27, THREE), (28, TWO)]


def test_ten_seconds_have_no_room_for_more_than_the_count() -> None:
    assert sheet(10) == [(5, FIVE_MORE), (7, THREE), (8, TWO)]


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("seconds", range(10, 61))
def test_a_cue_is_never_long_in_coming(seconds: int, number: int) -> None:
    times = [0.0, *(at for at, _ in sheet(seconds, number)), float(seconds)]
    assert times == sorted(times)
    assert max(after - before for before, after in pairwise(times)) < LONGEST_SILENCE + 0.01


def test_rounds_and_sides_get_different_cues() -> None:
    said = [words(passage) for passage in laid_out(Item("knee_to_chest", seconds=60)).passages]
    holds = [tuple(texts) for texts in said if "Halfway." in texts]
    assert len(holds) == 5
    assert len(set(holds[1:])) > 1
