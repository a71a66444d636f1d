"""From one exercise to the next: named before it comes, with the way there."""

from __future__ import annotations

import pytest

from skill.routine.coach import Coach
from skill.routine.layout import Layout
from skill.routine.manner import Manner
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import PROGRAMMES, Item
from skill.routine.segment import Kind
from skill.words import load
from tests.routine.writing import ITEMS, LOCALE, laid_out, name, silences, words

COACH = Coach(LOCALE, Manner())


def moves(layout: Layout) -> list[str]:
    return [passage.script.text for passage in layout.passages if passage.segment.kind is Kind.MOVE]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_a_name_is_spoken_before_its_exercise_comes(programme: str) -> None:
    plan = PROGRAMMES[programme]
    names = [load(LOCALE).exercise(item.exercise, item.form).name for item in plan]
    told = moves(laid_out(plan))
    assert [text.split(",")[1].strip(" .").split(".")[0] for text in told] == names
    assert told[0].startswith("First, ")
    assert all(text.startswith("Next, ") for text in told[1:])


@pytest.mark.parametrize("item", ITEMS, ids=name)
def test_the_way_leads_to_where_the_form_is_done(item: Item) -> None:
    layout = laid_out(item)
    assert layout.bodies[0] is Position.STANDING
    assert layout.bodies[2] is item.position


@pytest.mark.parametrize(
    ("exercise", "form", "spoken"),
    [
        ("cat_cow", "", "Next, cat cow, on hands and knees."),
        ("cat_cow", "seated", "Next, seated cat cow, on your chair."),
        ("back_extension", "standing", "Next, standing back bend, on your feet."),
    ],
)
def test_named_with_the_position_where_it_changes(exercise: str, form: str, spoken: str) -> None:
    plan = (Item("pelvic_tilt"), Item(exercise, form))
    assert moves(laid_out(plan))[1].startswith(spoken)


def test_a_short_rest_where_the_position_stays() -> None:
    passage = COACH.passage((Item("pelvic_tilt"), Item("knee_rotation")), Place(1, "move"), Position.BACK, opens=False)
    assert words(passage) == ["Next, knee rotation."]
    assert max(silences(passage.script)) > 5


def test_no_rest_for_somebody_who_has_just_said_ready() -> None:
    passage = COACH.passage((Item("pelvic_tilt"), Item("knee_rotation")), Place(1, "move"), Position.BACK, opens=True)
    assert words(passage) == ["Knee rotation, on your back."]
    assert max(silences(passage.script)) < 1


def test_getting_down_first_after_a_break_on_the_feet() -> None:
    plan = (Item("cat_cow"), Item("pelvic_tilt"))
    passage = COACH.passage(plan, Place(1, "move"), Position.STANDING, opens=True)
    assert words(passage)[0] == "Pelvic tilt, on your back."
    assert words(passage)[-1] == "Bend your knees, feet flat."
