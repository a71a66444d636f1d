"""A plan laid out, and cut into responses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from skill.routine.coach import body_at
from skill.routine.cue import Say, Script, Wait
from skill.routine.layout import Layout, Room, longest_piece, size_of
from skill.routine.manner import Manner
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import PROGRAMMES, Item, Plan
from skill.routine.segment import Cut, Kind
from tests.routine.writing import FORMS, KNOWN, laid_out, seconds

ROOM = Room(215, 7800, 24)
"""What a response of 220 s has beside its question."""

LONGEST_PIECE = 205.0
"""Seconds; there must be room for it beside an answer and a question."""

NEWCOMER = Manner(changes=2.0)
FAMILIAR = Manner(brief=KNOWN)
MANNERS = [
    Manner(tempo, changes, brief)
    for tempo in (0.8, 1.0, 1.5)
    for changes in (1.0, 1.5, 2.0)
    for brief in (frozenset[str](), KNOWN)
]


def responses(layout: Layout, room: Room = ROOM) -> list[list[Place]]:
    """The segments of each response, from the first to the last."""
    place: Place | None = Place(0, "move")
    body, found = Position.STANDING, []
    while place is not None:
        portion, place = layout.portion(place, body, room, room)
        found.append([passage.place for passage in portion])
        for passage in portion:
            body = body_at(layout.plan, passage.place, body)
    return found


def in_form(plan: Plan, form: str, hold: int | None) -> Plan:
    """A plan with every exercise in a form, where it has it."""
    return tuple(
        replace(item, form=form, count=None, seconds=hold or item.seconds)
        if (item.exercise, form) in FORMS and form
        else replace(item, seconds=hold or item.seconds)
        for item in plan
    )


@pytest.mark.parametrize("form", ["", "easier", "harder"])
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_longest_piece_of_a_programme(programme: str, form: str) -> None:
    for hold in (None, 10, 30, 60):
        plan = in_form(PROGRAMMES[programme], form, hold)
        assert max(longest_piece(laid_out(plan, manner)) for manner in MANNERS) < LONGEST_PIECE


@pytest.mark.parametrize(("exercise", "form"), FORMS)
def test_the_longest_piece_of_an_exercise_for_somebody_who_stands(exercise: str, form: str) -> None:
    for hold in (None, 60):
        item = Item(exercise, form, seconds=hold)
        assert max(longest_piece(laid_out(item, manner)) for manner in MANNERS) < LONGEST_PIECE


@pytest.mark.parametrize(("manner", "most"), [(NEWCOMER, 9), (FAMILIAR, 7)], ids=["newcomer", "familiar"])
def test_the_full_routine_in_few_responses(manner: Manner, most: int) -> None:
    assert len(responses(laid_out(PROGRAMMES["full"], manner))) <= most


@pytest.mark.parametrize("manner", [NEWCOMER, FAMILIAR], ids=["newcomer", "familiar"])
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_responses_leave_nothing_out_and_have_room(programme: str, manner: Manner) -> None:
    layout = laid_out(PROGRAMMES[programme], manner)
    found = responses(layout)
    assert [place for response in found for place in response] == [passage.place for passage in layout.passages]
    for response in found:
        first = layout.find(response[0])
        told = layout.passages[first : first + len(response)]
        assert told[-1].segment.cut
        assert sum(seconds(passage.script) for passage in told) <= ROOM.seconds + 6, "but for a rest that is left out"
        sizes = [size_of(passage.script, "en") for passage in told]
        assert sum(size.characters + size.breaks * ROOM.pause_characters for size in sizes) <= ROOM.characters


def test_at_least_as_much_as_cannot_be_cut() -> None:
    layout = laid_out(PROGRAMMES["full"])
    assert {len(response) for response in responses(layout, Room(1, 1, 24))} > {1}


def test_few_characters_make_shorter_responses() -> None:
    layout = laid_out(PROGRAMMES["full"])
    assert len(responses(layout, replace(ROOM, characters=2500))) > len(responses(layout))


def test_a_stop_before_each_exercise() -> None:
    layout = laid_out(PROGRAMMES["short"], FAMILIAR)
    found = responses(layout, replace(ROOM, stops=True))
    assert [response[0].index for response in found] == [0, 1, 2, 3]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_nobody_is_stopped_who_has_just_got_into_position(programme: str) -> None:
    for manner in (NEWCOMER, FAMILIAR):
        assert not any(
            response[-1].segment == "move" for response in responses(laid_out(PROGRAMMES[programme], manner))
        )


def test_a_long_way_and_long_work_are_two_responses() -> None:
    found = responses(laid_out(Item("big_toe"), Manner(1.5, 2.0)))
    assert found[0] == [Place(0, "move")]
    assert found[1][0] == Place(0, "setup")


def test_cuts_are_best_between_exercises() -> None:
    layout = laid_out(PROGRAMMES["full"], FAMILIAR)
    cuts = [layout.passages[layout.find(response[-1])].segment.cut for response in responses(layout)]
    assert cuts.count(Cut.EXERCISE) >= 4


def test_how_long_is_left() -> None:
    layout = laid_out(PROGRAMMES["short"])
    assert layout.left(Place(0, "move")) == pytest.approx(layout.total)
    assert layout.left(Place(3, "up")) == pytest.approx(layout.sizes[-1].seconds)
    assert layout.left(Place(1, "move")) < layout.left(Place(0, "out"))


def test_a_place_that_is_gone_is_found_again_nearby() -> None:
    layout = laid_out(PROGRAMMES["short"])
    assert layout.passages[layout.find(Place(0, "hold-left"))].place == Place(0, "out")
    assert layout.passages[layout.find(Place(9, "setup"))].segment.kind is Kind.UP
    assert laid_out(PROGRAMMES["short"]).find(Place(-1, "setup")) == 0


def test_room_beside_something_else() -> None:
    script = Script((Say("Hold."), Wait(10.0), Wait(25.0)))
    less = ROOM.less(script, "en")
    assert ROOM.seconds - less.seconds == pytest.approx(seconds(script))
    assert ROOM.characters - less.characters == len("Hold. ") + 5 * 24
    assert replace(less, seconds=ROOM.seconds, characters=ROOM.characters) == ROOM


def test_characters_that_must_be_escaped_count_as_they_are_written() -> None:
    assert size_of(Script((Say("<a & b>"),)), "en").characters == len("&lt;a &amp; b&gt;") + 1
