from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.conversation.choices import LEVELS, PACES, Choices
from skill.conversation.memory import MOST_DAYS, Kept, Memory
from skill.conversation.merging import NONE, Counts, added, merged
from skill.routine.exercise import EXERCISES

DAYS = [(date(2026, 11, 1) + timedelta(days=n)).isoformat() for n in range(MOST_DAYS)]

times = st.integers(1, 20)
exercises = st.sampled_from(sorted(EXERCISES))
choices = st.builds(
    Choices,
    pace=st.sampled_from(sorted(PACES)),
    hold=st.none() | st.integers(10, 60),
    levels=st.dictionaries(exercises, st.sampled_from([level for level in LEVELS if level]), max_size=2),
    out=st.lists(exercises, max_size=2, unique=True).map(tuple),
    stops=st.booleans(),
)
places = st.builds(Kept, st.just("full"), st.integers(0, 8), exercises, st.just("setup"), st.integers(0, 9))
memories = st.builds(
    Memory,
    met=st.booleans(),
    place=st.none() | places,
    last=st.sampled_from([{}, {"phase": "moving"}, {"phase": "paused"}]),
    programme=st.none() | st.sampled_from(["full", "short"]),
    done=st.dictionaries(exercises, times, max_size=4),
    finished=st.integers(0, 9),
    days=st.dictionaries(st.sampled_from(DAYS), times, max_size=4),
    choices=choices,
)
newer = st.booleans()


def sums(memory: Memory) -> tuple[Any, ...]:
    return dict(memory.done), dict(memory.days), memory.finished


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Memory, Memory, Memory]:
    """A base, and what two made of it by counting up."""
    base = draw(memories)

    def counted() -> Memory:
        name, day = draw(exercises), draw(st.sampled_from(DAYS))
        return replace(
            base,
            done={**base.done, name: base.done.get(name, 0) + draw(times)},
            days={**base.days, day: base.days.get(day, 0) + draw(times)},
            finished=base.finished + draw(st.integers(0, 3)),
        )

    return base, counted(), counted()


@given(pairs(), newer)
def test_counts_add_up_whoever_comes_first(three: tuple[Memory, Memory, Memory], newer: bool) -> None:
    base, one, other = three
    assert sums(merged(base, one, other, newer=newer)) == sums(merged(base, other, one, newer=newer))
    expected = sum(base.done.values()) + sum(
        (added(base, each).done.get(name, 0)) for each in (one, other) for name in EXERCISES
    )
    assert sum(merged(base, one, other).done.values()) == expected


@given(memories, memories, memories, newer)
def test_nothing_is_ever_counted_below_nought_or_as_nought(
    base: Memory, mine: Memory, theirs: Memory, newer: bool
) -> None:
    together = merged(base, mine, theirs, newer=newer)
    assert all(number > 0 for number in (*together.done.values(), *together.days.values()))
    assert together.finished >= 0
    assert len(together.days) <= MOST_DAYS


@given(memories, memories, newer)
def test_who_changed_nothing_leaves_what_is_there(base: Memory, theirs: Memory, newer: bool) -> None:
    assert merged(base, base, theirs, newer=newer) == theirs


@given(memories, memories, newer)
def test_where_nobody_else_changed_anything_it_is_mine(base: Memory, mine: Memory, newer: bool) -> None:
    assert merged(base, mine, base, newer=newer) == mine


@given(memories, memories, memories, newer)
def test_each_choice_is_somebodys(base: Memory, mine: Memory, theirs: Memory, newer: bool) -> None:
    together = merged(base, mine, theirs, newer=newer)
    assert (together.place, together.last) in [(each.place, each.last) for each in (mine, theirs)]
    for name in ("pace", "hold", "levels", "out", "stops"):
        before, one, other = (getattr(each.choices, name) for each in (base, mine, theirs))
        expected = other if one == before else one if other == before or newer else other
        assert getattr(together.choices, name) == expected


def test_different_wishes_on_two_devices_are_both_kept() -> None:
    base = Memory(met=True)
    mine = replace(base, choices=Choices(pace="slower"))
    theirs = replace(base, choices=Choices(out=("roller",)), programme="short")
    together = merged(base, mine, theirs, newer=False)
    assert together == Memory(met=True, programme="short", choices=Choices(pace="slower", out=("roller",)))


@pytest.mark.parametrize("newer", [True, False])
def test_of_two_places_the_newer_counts_with_its_session(newer: bool) -> None:
    mine = Memory(place=Kept("full", 1, "cat_cow", "setup", 2), last={"phase": "moving"})
    theirs = Memory(place=Kept("full", 5, "big_toe", "setup", 1), last={"phase": "paused"})
    assert merged(Memory(), mine, theirs, newer=newer) == (mine if newer else theirs)


def test_a_count_taken_back_is_taken_off_what_others_made_of_it() -> None:
    base = Memory(done={"cat_cow": 4}, finished=2, days={"2026-11-22": 1})
    mine = Memory(done={"cat_cow": 3}, finished=1)
    theirs = Memory(done={"cat_cow": 5, "big_toe": 1}, finished=3, days={"2026-11-22": 2})
    assert merged(base, mine, theirs) == Memory(done={"cat_cow": 4, "big_toe": 1}, finished=2, days={"2026-11-22": 1})


def test_a_day_too_long_ago_to_be_kept_is_not_taken_back() -> None:
    base = Memory(days=dict.fromkeys(DAYS, 1))
    mine = Memory(days=dict.fromkeys([*DAYS[1:], "2026-12-31"], 1))
    assert added(base, mine) == Counts(days={"2026-12-31": 1})
    assert merged(base, mine, base) == mine


def test_what_was_forgotten_elsewhere_does_not_come_back_with_what_i_do_next() -> None:
    base = Memory(met=True, done={"cat_cow": 9}, choices=Choices(pace="slower"))
    mine = replace(base, done={"cat_cow": 10})
    assert merged(base, mine, Memory()) == Memory(done={"cat_cow": 1})


def test_what_is_taken_back_can_be_told_from_what_is_added() -> None:
    counts = Counts({"cat_cow": -1, "big_toe": 2}, {"2026-11-22": -1}, -1)
    assert counts.below == Counts({"cat_cow": -1}, {"2026-11-22": -1}, -1)
    assert counts - counts.below + counts.below == counts
    assert counts - counts == NONE
