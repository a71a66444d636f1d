"""The coach: the right words for each segment."""

from __future__ import annotations

import pytest

from skill.routine.coach import Coach
from skill.routine.manner import Manner
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import Item
from skill.routine.segment import Kind
from skill.routine.work import Holds, Reps, Rounds
from skill.words import load
from tests.routine.writing import ITEMS, LOCALE, MANNERS, laid_out, moving, name, passages, seconds, words


@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS)
@pytest.mark.parametrize("item", ITEMS, ids=name)
def test_every_segment_has_words_and_no_gap_is_left_in_them(item: Item, manner: Manner) -> None:
    for passage in passages(item, manner):
        assert words(passage), passage.place
        for text in words(passage):
            assert not set("{}()") & set(text)
            assert "zero" not in text.lower()


@pytest.mark.parametrize("item", ITEMS, ids=name)
def test_less_is_said_to_somebody_who_knows_it(item: Item) -> None:
    first, known = (
        [text for passage in passages(item, MANNERS[key]) for text in words(passage)] for key in ("first", "known")
    )
    assert len(" ".join(known)) < len(" ".join(first))


@pytest.mark.parametrize("key", ["first", "known"])
@pytest.mark.parametrize("item", [item for item in ITEMS if not isinstance(item.work, Holds)], ids=name)
def test_how_many_are_to_come_is_said_before_they_begin(item: Item, key: str) -> None:
    assert isinstance(item.work, Reps | Rounds)
    opening = [part for part in passages(item, MANNERS[key]) if part.segment.kind in (Kind.SETUP, Kind.GUIDE)]
    said = " ".join(text.lower() for part in opening for text in words(part))
    assert load(LOCALE).number(item.work.count) in said.replace(",", "").split()


def test_slower_reps_last_longer() -> None:
    usual, slow = (
        sum(seconds(part.script) for part in moving(Item("pelvic_tilt"), Manner(tempo))) for tempo in (1, 1.5)
    )
    assert slow == pytest.approx(1.5 * usual, rel=0.01)


@pytest.mark.parametrize("item", [item for item in ITEMS if isinstance(item.work, Reps)], ids=name)
def test_no_movement_gets_faster_than_it_may(item: Item) -> None:
    assert isinstance(item.work, Reps)
    hasty = Manner(0.1, brief=frozenset({item.exercise}))
    told = sum(seconds(part.script) for part in moving(item, hasty))
    assert told >= item.work.count * item.work.least - 0.1


def test_an_offer_is_made_once_and_only_to_newcomers() -> None:
    offer = "If that felt easy, put your hands beside your shoulders."
    for key, times in (("first", 1), ("known", 0)):
        said = [text for part in passages(Item("back_extension"), MANNERS[key]) for text in words(part)]
        assert said.count(offer) == times


def test_the_second_side_is_told_as_the_second() -> None:
    said = {part.segment.key: words(part) for part in passages(Item("cow_face"))}
    assert said["hold-right"][0] == "Right knee on top."
    assert said["hold-left"][0] == "Now the left knee on top."
    assert said["swap"][1:3] == ["Lean back on your hands.", "Uncross your right leg."]
    assert said["out"][1:3] == ["Lean back on your hands.", "Uncross your left leg."]


def test_the_second_thing_held_on_a_side_is_no_new_side() -> None:
    said = {part.segment.key: words(part)[0] for part in passages(Item("big_toe"))}
    assert said["up-left"] == "Now the left leg."
    assert said["open-left"] == "Now strap or thigh in your left hand."


def test_later_rounds_have_fewer_words() -> None:
    said = {part.segment.key: words(part) for part in passages(Item("knee_to_chest", "easier"))}
    assert said["hold-1"][:3] == [
        "Bring your right knee in.",
        "Hold behind your right thigh.",
        "Breathe out, draw it in gently.",
    ]
    assert said["hold-2"][:2] == ["Left knee in.", "Breathe out, draw in."]
    assert said["rest-1"] == ["And let go.", "Right foot down."]


def test_a_place_that_is_not_there() -> None:
    coach = Coach(LOCALE, Manner())
    with pytest.raises(KeyError):
        coach.passage((Item("cat_cow"),), Place(0, "hold-right"), Position.STANDING, opens=False)
    with pytest.raises(KeyError):
        coach.passage((Item("cat_cow"),), Place(1, "setup"), Position.STANDING, opens=False)


def test_every_passage_is_of_its_place() -> None:
    for passage in laid_out((Item("cat_cow"), Item("foam_roller"))).passages:
        assert passage.script.moves
        assert passage.place.segment == passage.segment.key
