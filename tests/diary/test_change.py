from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.conversation.choices import Choices
from skill.conversation.memory import Kept, Memory
from skill.diary import Diary, Entry
from skill.diary.change import TRIES, Change, CrowdedError, save

LISTENER, NOW = "amzn1.ask.account.A", 1_790_000_000


class Device:
    """One session, as the skill takes its turns."""

    def __init__(self, diary: Diary, name: str, at: int = 0, *, unread: bool = False) -> None:
        self._diary = diary
        self.name = name
        self.base = None if unread else diary.read(LISTENER)
        self.memory = self.base.memory if self.base else Memory()
        self.turn = 0
        self.at = NOW + at

    def becomes(self, at: int = 0, /, **parts: Any) -> Change:
        """A turn that leaves the memory so; `done` is what is added to the counts."""
        done: Mapping[str, int] = parts.pop("done", {})
        sums = {name: self.memory.done.get(name, 0) + done.get(name, 0) for name in {**self.memory.done, **done}}
        self.memory = replace(self.memory, done={name: n for name, n in sums.items() if n > 0}, **parts)
        self.turn += 1
        self.at = NOW + at if at else self.at + 1
        return Change(LISTENER, None, self.name, self.at, self.turn, self.base, self.memory)

    def turns(self, at: int = 0, /, **parts: Any) -> None:
        """The same, written."""
        self.base = save(self._diary, self.becomes(at, **parts))
        self.memory = self.base.memory


def place(index: int, at: int = NOW) -> Kept:
    return Kept("full", index, "cat_cow", "setup", at)


def test_a_session_that_is_alone_writes_what_it_has(diary: Diary) -> None:
    one = Device(diary, "one")
    one.turns(done={"cat_cow": 1}, place=place(1))
    one.turns(done={"big_toe": 1}, place=place(2))
    stored = diary.read(LISTENER)
    assert stored == one.base
    assert stored.memory == Memory(done={"cat_cow": 1, "big_toe": 1}, place=place(2))


def test_two_devices_in_turns_lose_nothing(diary: Diary) -> None:
    one, other = Device(diary, "one"), Device(diary, "other")
    for number in range(1, 4):
        one.turns(done={"cat_cow": 1}, place=place(number))
        other.turns(done={"cat_cow": 1, "big_toe": 1}, choices=Choices(pace="slower"))
    one.turns(done={"cat_cow": -1})
    assert diary.read(LISTENER).memory == Memory(
        done={"cat_cow": 5, "big_toe": 3}, place=place(3), choices=Choices(pace="slower")
    )


def test_a_write_that_seemed_to_fail_is_not_counted_twice(diary: Diary) -> None:
    one = Device(diary, "one")
    save(diary, one.becomes(done={"cat_cow": 1}))  # The answer was lost: the session does not know.
    one.turns(done={"big_toe": 1})
    assert diary.read(LISTENER).memory.done == {"cat_cow": 1, "big_toe": 1}


def test_nor_when_another_device_has_written_since(diary: Diary) -> None:
    one = Device(diary, "one")
    save(diary, one.becomes(done={"cat_cow": 1}))
    Device(diary, "other").turns(done={"cat_cow": 1})
    one.turns(done={"big_toe": 1})
    assert diary.read(LISTENER).memory.done == {"cat_cow": 2, "big_toe": 1}


def test_nor_when_what_was_kept_for_later_comes_late(diary: Diary) -> None:
    one = Device(diary, "one")
    early = one.becomes(done={"cat_cow": 1}, place=place(1))
    one.turns(done={"big_toe": 1}, place=place(2))
    before = diary.read(LISTENER)
    assert save(diary, early) == before
    assert diary.read(LISTENER) == before


def test_written_again_is_written_once(diary: Diary) -> None:
    one = Device(diary, "one")
    change = one.becomes(done={"cat_cow": 1})
    first = save(diary, change)
    assert save(diary, change) == first == diary.read(LISTENER)


def test_the_end_of_a_routine_outlives_a_place_whose_write_seemed_to_fail(diary: Diary) -> None:
    one = Device(diary, "one")
    save(diary, one.becomes(place=place(1)))
    one.turns(place=None, finished=1)
    assert diary.read(LISTENER).memory == Memory(finished=1)


def test_a_barge_in_that_knows_nothing_of_the_turn_before_keeps_its_choice(diary: Diary) -> None:
    one, same = Device(diary, "one"), Device(diary, "one")
    one.turns(10, choices=Choices(pace="slower"), place=place(1), done={"cat_cow": 1})
    same.turns(12, place=place(2))
    assert diary.read(LISTENER).memory == Memory(choices=Choices(pace="slower"), place=place(2))


def test_of_two_places_the_one_asked_for_later_is_kept(diary: Diary) -> None:
    one, other = Device(diary, "one"), Device(diary, "other")
    late = one.becomes(20, place=place(2))
    other.turns(30, place=place(3))
    save(diary, late)
    assert diary.read(LISTENER).memory.place == place(3)


def test_what_could_not_be_read_is_added_to(diary: Diary) -> None:
    Device(diary, "before").turns(met=True, done={"cat_cow": 4}, choices=Choices(pace="slower"), place=place(7))
    one = Device(diary, "one", unread=True)
    one.turns(met=True, done={"cat_cow": 1}, place=place(1))
    assert one.memory == Memory(met=True, done={"cat_cow": 5}, choices=Choices(pace="slower"), place=place(1))
    one.turns(done={"cat_cow": -1})
    assert diary.read(LISTENER).memory.done == {"cat_cow": 4}


def test_a_session_that_could_read_nothing_and_did_nothing_finds_what_there_was(diary: Diary) -> None:
    Device(diary, "before").turns(met=True, done={"cat_cow": 4})
    before = diary.read(LISTENER)
    one = Device(diary, "one", unread=True)
    assert one.becomes().empty
    one.turns()
    assert (one.base, diary.read(LISTENER)) == (before, before)


def test_who_was_forgotten_stays_so_until_another_session(diary: Diary) -> None:
    one = Device(diary, "one")
    one.turns(done={"cat_cow": 1})
    diary.delete(LISTENER)
    for _ in range(2):
        one.turns(done={"big_toe": 1})
        assert diary.read(LISTENER) == Entry(Memory(), 0)
    assert one.memory.done == {"cat_cow": 1, "big_toe": 2}
    Device(diary, "another").turns(done={"cat_cow": 1})
    assert diary.read(LISTENER).memory.done == {"cat_cow": 1}


# A session that opens takes back what the last one counted too soon


def test_a_session_that_is_over_is_corrected(diary: Diary) -> None:
    Device(diary, "before").turns(done={"cat_cow": 1, "big_toe": 1}, finished=1)
    Device(diary, "one").turns(done={"cat_cow": -1}, finished=0)
    assert diary.read(LISTENER).memory == Memory(done={"big_toe": 1})


@pytest.mark.parametrize("reached", [True, False])
def test_one_that_goes_on_elsewhere_knows_better(diary: Diary, reached: bool) -> None:
    before = Device(diary, "before")
    before.turns(done={"cat_cow": 1, "big_toe": 1})
    one = Device(diary, "one", at=10)
    one.turns(done={"cat_cow": -1})
    one.turns(done={"cow_face": 1})
    before.turns(20, done={"big_toe": 1} if reached else {"cat_cow": -1})
    expected = {"cat_cow": 1, "big_toe": 2, "cow_face": 1} if reached else {"big_toe": 1, "cow_face": 1}
    assert diary.read(LISTENER).memory.done == expected


def test_it_is_corrected_though_a_third_one_wrote_first(diary: Diary) -> None:
    before = Device(diary, "before")
    before.turns(done={"cat_cow": 1})
    one, third = Device(diary, "one", at=10), Device(diary, "third", at=10)
    third.turns(done={"big_toe": 1})
    one.turns(done={"cat_cow": -1})
    assert diary.read(LISTENER).memory.done == {"big_toe": 1}
    before.turns(20, done={"cow_face": 1})
    assert diary.read(LISTENER).memory.done == {"big_toe": 1, "cat_cow": 1, "cow_face": 1}


def test_one_that_has_gone_on_meanwhile_knew_better(diary: Diary) -> None:
    before = Device(diary, "before")
    before.turns(done={"cat_cow": 1})
    one = Device(diary, "one", at=10)
    late = one.becomes(20, done={"cat_cow": -1})
    before.turns(done={"cat_cow": -1})
    save(diary, late)
    assert diary.read(LISTENER).memory.done == {}


def test_what_belongs_to_nobody_known_is_the_sessions_own(diary: Diary) -> None:
    diary.write(LISTENER, Memory(done={"cat_cow": 3}), 0)
    one = Device(diary, "one")
    one.turns(done={"cat_cow": -1})
    one.turns(done={"cat_cow": 1})
    assert diary.read(LISTENER).memory.done == {"cat_cow": 3}


# Trouble


class Never:
    """A diary in which somebody else always writes first."""

    asked = 0

    def read(self, _: str) -> Entry:
        return Entry(Memory(), 7)

    def write(self, *_: Any, **__: Any) -> None:
        self.asked += 1


def test_it_gives_up_where_others_never_stop_writing() -> None:
    diary: Any = Never()
    change = Change(LISTENER, None, "one", NOW, 1, Entry(Memory(), 3), Memory(met=True))
    with pytest.raises(CrowdedError):
        save(diary, change)
    assert diary.asked == TRIES + 1


def test_a_change_shows_nobody() -> None:
    change = Change(LISTENER, "amzn1.ask.account.B", "one", NOW, 1, None, Memory())
    assert "amzn1" not in repr(change)


# Everything at once


class InMemory:
    """A diary whose answers may be lost."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def read(self, listener: str) -> Entry:
        return self._entries.get(listener, Entry(Memory(), 0))

    def write(
        self, listener: str, memory: Memory, version: int, *, account: Any = None, shares: Any = ()
    ) -> int | None:
        if self.read(listener).version != version:
            return None
        self._entries[listener] = Entry(memory, version + 1, shares)
        return version + 1


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["count", "take back", "place"]),
        st.sampled_from(["written", "answer lost", "not written", "kept for later"]),
    ),
    max_size=40,
)


@given(STEPS, st.sets(st.integers(0, 2)))
def test_whatever_is_lost_on_the_way_the_sums_are_those_of_the_sessions(
    steps: list[tuple[int, str, str]], unread: set[int]
) -> None:
    diary: Any = InMemory()
    diary.write(LISTENER, Memory(done={"cat_cow": 100}), 0)
    sessions = [Device(diary, str(number), unread=number in unread) for number in range(3)]
    counted = [0, 0, 0]
    late: list[Change] = []
    for moment, (number, what, how) in enumerate(steps, 1):
        by = {"count": 1, "take back": -1 if counted[number] else 0, "place": 0}[what]
        counted[number] += by
        change = sessions[number].becomes(moment, done={"cat_cow": by}, place=place(moment, NOW + moment))
        if how in ("written", "answer lost"):
            entry = save(diary, change)
            if how == "written":
                sessions[number].base, sessions[number].memory = entry, entry.memory
        elif how == "kept for later":
            late.append(change)
    for change in late:
        save(diary, change)
    for moment, session in enumerate(sessions, len(steps) + 1):
        session.turns(moment, place=place(moment, NOW + moment))
    stored = diary.read(LISTENER).memory
    assert stored.done["cat_cow"] == 100 + sum(counted)
    assert stored.place == place(len(steps) + 3, NOW + len(steps) + 3)
