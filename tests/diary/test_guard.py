from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
from structlog.testing import capture_logs

from skill.conversation.memory import Memory
from skill.diary import Diary, DiaryError, Entry, EntryError
from skill.diary.change import Change, CrowdedError
from skill.diary.guard import DownError, Guard
from tests.diary.troubled import Troubled, eventually

T = TypeVar("T")

LISTENER, PERSON, NOW = "amzn1.ask.account.A", "amzn1.ask.person.P", 1_790_000_000
SOON, NEVER = 0.001, 3600.0
"""Pauses before the first probe."""


@pytest.fixture
def store(open_file: Any) -> Iterator[Troubled]:
    """A SQLite file that can be in trouble; whoever waits for it is let go in the end."""
    troubled = Troubled(open_file())
    yield troubled
    troubled.is_back()


def guarded(store: Diary, first_pause: float = SOON, patience: float = 30.0, **options: Any) -> Guard:
    """A guard that is patient, where a test is not about that."""
    return Guard(store, first_pause=first_pause, patience=patience, **options)


def change(turn: int = 1, session: str = "one", listener: str = LISTENER, base: Entry | None = None) -> Change:
    memory = Memory(met=True, done={"cat_cow": turn})
    return Change(listener, None, session, NOW + turn, turn, base or Entry(Memory(), 0), memory)


def fails(guard: Guard, item: Change) -> None:
    with pytest.raises(DiaryError):
        guard.visit().save(item)


# A store that is well


def test_a_store_that_is_well_is_asked_and_told(store: Troubled) -> None:
    guard = guarded(store)
    visit = guard.visit()
    entry = visit.save(change(base=visit.read(LISTENER)))
    assert entry == guard.visit().read(LISTENER) == store.read(LISTENER)
    assert (guard.up, guard.errors, guard.pending, guard.lost) == (True, 0, 0, 0)


def test_it_is_ready_as_long_as_the_store_answers(store: Troubled) -> None:
    guard = guarded(store, NEVER)
    guard.ping()
    assert store.asked == ["ping"]
    store.refuses()
    with pytest.raises(DiaryError):
        guard.ping()
    store.is_back()
    with pytest.raises(DownError):
        guard.ping()


def test_deletions_are_told(store: Troubled) -> None:
    guard = guarded(store)
    store.write(LISTENER, Memory(met=True), 0)
    store.write(PERSON, Memory(met=True), 0, account=LISTENER)
    guard.visit().delete(PERSON)
    assert [bool(store.read(who).version) for who in (LISTENER, PERSON)] == [True, False]
    store.write(PERSON, Memory(met=True), 0, account=LISTENER)
    guard.forget_account(LISTENER)
    assert [bool(store.read(who).version) for who in (LISTENER, PERSON)] == [False, False]


# How long a turn waits


class Clock:
    """Time that only errands take."""

    def __init__(self, *takes: float) -> None:
        self.now = 0.0
        self.allowed: list[float] = []
        self._takes = list(takes)

    def run(self, errand: Callable[[], T], seconds: float) -> T:
        self.allowed.append(seconds)
        takes = self._takes.pop(0)
        self.now += min(takes, seconds)
        if takes > seconds:
            raise TimeoutError
        return errand()


def test_all_that_one_turn_asks_shares_its_patience(store: Troubled) -> None:
    clock = Clock(0.2, 0.05, 9.0)
    guard = Guard(store, first_pause=NEVER, run=clock.run, clock=lambda: clock.now)
    visit = guard.visit()
    for _ in range(2):
        visit.read(LISTENER)
    with pytest.raises(DiaryError, match="in time"):
        visit.read(LISTENER)
    assert clock.allowed == pytest.approx([0.3, 0.1, 0.05])
    assert clock.now == pytest.approx(0.3)


def test_after_one_that_waited_nobody_waits(store: Troubled) -> None:
    clock = Clock(9.0)
    guard = Guard(store, first_pause=NEVER, run=clock.run, clock=lambda: clock.now)
    fails(guard, change())
    with pytest.raises(DownError):
        guard.visit().read(LISTENER)
    with pytest.raises(DownError):
        guard.ping()
    assert clock.allowed == [0.3]


def test_a_store_that_never_answers_holds_nobody(store: Troubled) -> None:
    store.answers.clear()
    guard = guarded(store, NEVER, patience=0.01)
    for _ in range(5):
        with pytest.raises(DiaryError):
            guard.visit().read(LISTENER)
    assert store.asked == ["read"]
    assert (guard.up, guard.errors) == (False, 1)


# Down, and back


def test_a_store_that_is_down_is_not_asked_by_turns(store: Troubled) -> None:
    store.refuses()
    guard = guarded(store, NEVER)
    with capture_logs() as logs:
        for turn in range(1, 4):
            fails(guard, change(turn))
    assert store.asked == ["write"]
    assert (guard.up, guard.errors, guard.pending) == (False, 1, 1)
    assert [line["event"] for line in logs] == ["diary down"]
    assert LISTENER not in repr(logs)


def test_what_could_not_be_written_is_written_when_it_is_back(store: Troubled) -> None:
    store.refuses()
    guard = guarded(store)
    for session in ("one", "two"):
        for turn in (1, 2):
            fails(guard, change(turn, session))
    fails(guard, change(3, "three", PERSON))
    with capture_logs() as logs:
        store.is_back()
        assert eventually(lambda: guard.up)
    assert guard.pending == 0
    assert store.read(LISTENER).memory == Memory(met=True, done={"cat_cow": 4})
    assert store.read(PERSON).memory == Memory(met=True, done={"cat_cow": 3})
    assert [line["event"] for line in logs] == ["diary up"]
    guard.visit().save(change(base=store.read(PERSON), listener=PERSON))


def test_a_write_that_was_too_slow_and_done_all_the_same_counts_once(store: Troubled) -> None:
    store.answers.clear()
    guard = guarded(store, patience=0.01)
    fails(guard, change())
    store.is_back()
    assert eventually(lambda: guard.up)
    assert store.read(LISTENER).memory == Memory(met=True, done={"cat_cow": 1})


def test_who_is_to_be_forgotten_is_when_it_is_back(store: Troubled) -> None:
    base = Entry(Memory(), store.write(LISTENER, Memory(), 0) or 0)
    store.write(PERSON, Memory(met=True), 0, account=LISTENER)
    store.refuses()
    guard = guarded(store)
    fails(guard, change(base=base))
    with pytest.raises(DiaryError):
        guard.visit().delete(LISTENER)
    fails(guard, change(2, base=base))
    with pytest.raises(DiaryError):
        guard.forget_account(LISTENER)
    store.is_back()
    assert eventually(lambda: guard.up)
    assert [store.read(who).version for who in (LISTENER, PERSON)] == [0, 0]


def test_probes_come_one_at_a_time_and_ever_more_seldom(store: Troubled, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    class Closing:
        def wait(self, seconds: float) -> bool:
            pauses.append(seconds)
            return len(pauses) > 9

        def is_set(self) -> bool:
            return len(pauses) > 9

    monkeypatch.setattr("skill.diary.guard.Event", Closing)
    store.refuses()
    guard = guarded(store, 0.25)
    for turn in range(9):
        fails(guard, change(turn))
    assert eventually(lambda: len(pauses) > 9)
    assert pauses == [0.25, 0.5, 1, 2, 4, 8, 10, 10, 10, 10]
    assert store.at_once == 1
    assert guard.errors == 10


def test_a_store_that_answers_but_does_not_take_anything_stays_down(store: Troubled) -> None:
    store.faults["write"] = DiaryError("read-only")
    guard = guarded(store)
    fails(guard, change())
    assert eventually(lambda: store.asked.count("write") > 2)
    assert not guard.up
    store.faults.clear()
    assert eventually(lambda: guard.up)


def test_what_finds_no_room_is_lost_and_told(store: Troubled) -> None:
    store.refuses()
    guard = guarded(store, NEVER, most_pending=2)
    with capture_logs() as logs:
        for session in ("one", "two", "three"):
            fails(guard, change(session=session))
    assert (guard.pending, guard.lost) == (2, 1)
    assert [line["event"] for line in logs] == ["diary down", "memory lost"]


def test_a_turn_that_changed_nothing_leaves_nothing_to_write(store: Troubled) -> None:
    store.refuses()
    guard = guarded(store, NEVER)
    fails(guard, Change(LISTENER, None, "one", NOW, 1, None, Memory()))
    assert guard.pending == 0


def test_nothing_goes_on_once_it_is_closed(store: Troubled) -> None:
    store.refuses()
    guard = guarded(store, NEVER)
    guard.close()
    fails(guard, change())
    assert store.asked == ["write"]


# Trouble that is not the store's


@pytest.mark.parametrize("fault", [EntryError("no JSON"), ZeroDivisionError("a secret")])
def test_one_entry_that_cannot_be_used_is_no_reason_to_leave_the_others(store: Troubled, fault: Exception) -> None:
    store.faults["read"] = fault
    guard = guarded(store, NEVER)
    with capture_logs() as logs, pytest.raises(EntryError):
        guard.visit().read(LISTENER)
    assert (guard.up, guard.errors) == (True, 0)
    assert [line["event"] for line in logs] == ["diary entry"]
    assert "secret" not in repr(logs)
    with pytest.raises(EntryError):
        guard.visit().save(change(base=Entry(Memory(), 7)))
    assert guard.pending == 0


@pytest.mark.parametrize("fault", [EntryError("no JSON"), ZeroDivisionError("a secret")])
def test_nor_does_it_keep_the_others_from_being_written(store: Troubled, fault: Exception) -> None:
    store.refuses()
    guard = guarded(store)
    fails(guard, change(base=Entry(Memory(), 7)))
    fails(guard, change(listener=PERSON))
    store.faults["read"] = fault
    with capture_logs() as logs:
        store.is_back()
        assert eventually(lambda: guard.up)
    assert {line["event"] for line in logs} == {"memory lost", "diary up"}
    assert "secret" not in repr(logs)
    store.faults.clear()
    assert store.read(PERSON).memory == Memory(met=True, done={"cat_cow": 1})


def test_where_others_never_stop_writing_it_is_written_later(store: Troubled) -> None:
    store.faults["write"] = CrowdedError("too many")
    guard = guarded(store)
    fails(guard, change())
    assert guard.up
    store.faults.clear()
    assert eventually(lambda: not guard.pending)
    assert store.read(LISTENER).memory == Memory(met=True, done={"cat_cow": 1})
    assert (guard.up, guard.errors) == (True, 0)


# Forking


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_worker_asks_for_itself_and_leaves_to_its_parent_what_is_pending(store: Troubled) -> None:
    store.refuses()
    guard = guarded(store)
    fails(guard, change())
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        # The store is well in the child alone.
        store.is_back()
        state = (guard.up, guard.pending, guard.visit().save(change(listener=PERSON)).memory.done)
        store.refuses()
        fails(guard, change(2, "two"))
        store.is_back()
        os.write(write, repr((*state, eventually(lambda: guard.up))).encode())
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert os.read(read, 99) == b"(True, 0, {'cat_cow': 1}, True)"
    assert (guard.up, guard.pending) == (False, 1)
    store.is_back()
    assert eventually(lambda: guard.up)
    assert store.read(LISTENER).memory == Memory(met=True, done={"cat_cow": 3})
    os.close(read)
    os.close(write)
