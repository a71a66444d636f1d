from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from skill.conversation.memory import Memory
from skill.conversation.merging import Counts
from skill.diary import Diary, DiaryError, Entry, open_diary
from skill.diary.listener import pseudonym
from skill.diary.share import Share
from tests.diary.stores import Store

LISTENER = "amzn1.ask.account.AFRIEND"
KEY = "a key of the tests"

Open = Callable[..., Diary]


def write_row(store: Store, listener: str, memory: str) -> None:
    """Puts text into the store behind the diary's back."""
    statement = "INSERT INTO entries (listener, version, memory) VALUES (:listener, 7, :memory)"
    store.run(statement, listener=pseudonym(listener, KEY), memory=memory)


def test_a_new_listener_has_an_empty_memory_and_version_nought(diary: Diary) -> None:
    assert diary.read(LISTENER) == Entry(Memory(), 0)


def test_what_is_written_is_read(diary: Diary, memories: list[Memory]) -> None:
    assert diary.write(LISTENER, memories[0], 0)
    assert diary.read(LISTENER).memory == memories[0]
    assert diary.read("somebody else") == Entry(Memory(), 0)


def test_each_write_moves_the_version(diary: Diary, memories: list[Memory]) -> None:
    versions = {0}
    for memory in memories:
        assert diary.write(LISTENER, memory, diary.read(LISTENER).version)
        versions.add(diary.read(LISTENER).version)
    assert len(versions) == len(memories) + 1


def test_it_is_all_there_when_the_file_is_opened_again(open_store: Open, memories: list[Memory]) -> None:
    first = open_store()
    first.write(LISTENER, memories[0], 0)
    before = first.read(LISTENER)
    first.close()
    assert open_store().read(LISTENER) == before


def test_another_key_knows_nobody(open_store: Open, memories: list[Memory]) -> None:
    open_store().write(LISTENER, memories[0], 0)
    assert open_store("another key").read(LISTENER) == Entry(Memory(), 0)


def test_a_write_upon_an_old_version_changes_nothing(diary: Diary, memories: list[Memory]) -> None:
    diary.write(LISTENER, memories[0], 0)
    old = diary.read(LISTENER)
    assert diary.write(LISTENER, memories[1], old.version)
    new = diary.read(LISTENER)
    assert not diary.write(LISTENER, memories[2], old.version)
    assert not diary.write(LISTENER, memories[2], 0)
    assert diary.read(LISTENER) == new


def test_a_deleted_entry_leaves_nothing(open_file: Open, file: Path, memories: list[Memory]) -> None:
    diary = open_file()
    diary.write(LISTENER, memories[0], 0)
    diary.delete(LISTENER)
    assert diary.read(LISTENER) == Entry(Memory(), 0)
    diary.close()
    name = pseudonym(LISTENER, KEY).encode()
    assert all(name not in part.read_bytes() for part in file.parent.iterdir())


def test_a_write_returns_the_version_that_it_made(diary: Diary, memories: list[Memory]) -> None:
    version = 0
    for memory in memories:
        made = diary.write(LISTENER, memory, version)
        assert made not in (None, version)
        version = made or 0
        assert diary.read(LISTENER) == Entry(memory, version)


def test_what_sessions_added_stands_beside_the_memory(diary: Diary, memories: list[Memory]) -> None:
    shares = tuple(Share(f"s{n}", 1_790_000_000 + n, n, Counts({"cat_cow": 1}, {"2026-11-22": 1}, n)) for n in (1, 2))
    version = diary.write(LISTENER, memories[0], 0, shares=shares)
    assert diary.read(LISTENER) == Entry(memories[0], version or 0, shares)


def test_an_account_goes_with_everybody_who_spoke_under_it(diary: Diary, memories: list[Memory]) -> None:
    for listener, account in ((LISTENER, None), ("anna", LISTENER), ("ben", LISTENER), ("cleo", "another account")):
        version = diary.write(listener, memories[0], 0, account=account)
        diary.write(listener, memories[1], version or 0, account=account)
    diary.delete_account(LISTENER)
    left = [listener for listener in (LISTENER, "anna", "ben", "cleo") if diary.read(listener).version]
    assert left == ["cleo"]


def test_who_speaks_under_another_account_by_now_goes_with_that(diary: Diary, memories: list[Memory]) -> None:
    version = diary.write("anna", memories[0], 0, account=LISTENER)
    diary.write("anna", memories[1], version or 0, account="another account")
    diary.delete_account(LISTENER)
    assert diary.read("anna").memory == memories[1]
    diary.delete_account("another account")
    assert diary.read("anna").version == 0


def test_deleting_nothing_is_no_fault(diary: Diary) -> None:
    diary.delete(LISTENER)


def test_a_write_from_before_the_deletion_does_not_bring_it_back(diary: Diary, memories: list[Memory]) -> None:
    diary.write(LISTENER, memories[0], 0)
    old = diary.read(LISTENER)
    diary.delete(LISTENER)
    assert not diary.write(LISTENER, memories[1], old.version)
    diary.write(LISTENER, memories[2], 0)
    assert not diary.write(LISTENER, memories[1], old.version)
    assert diary.read(LISTENER).memory == memories[2]


@pytest.mark.parametrize("stored", [False, True], ids=["first entry", "later entry"])
def test_of_two_writes_at_once_one_wins_and_the_other_learns_it(
    open_store: Open, memories: list[Memory], stored: bool
) -> None:
    diaries = [open_store(), open_store()]
    if stored:
        diaries[0].write(LISTENER, memories[2], 0)
    start = diaries[0].read(LISTENER).version
    together = Barrier(2)

    def write(number: int) -> int | None:
        together.wait()
        return diaries[number].write(LISTENER, memories[number], start)

    with ThreadPoolExecutor(2) as threads:
        won = list(threads.map(write, range(2)))
    assert won.count(None) == 1
    winner = 1 - won.index(None)
    assert diaries[0].read(LISTENER) == Entry(memories[winner], won[winner] or 0)


def test_many_threads_on_one_diary_lose_no_write(diary: Diary, memories: list[Memory]) -> None:
    listeners = [f"listener {number}" for number in range(60)]
    with ThreadPoolExecutor(12) as threads:
        assert all(threads.map(lambda listener: diary.write(listener, memories[0], 0), listeners))
    assert all(diary.read(listener).memory == memories[0] for listener in listeners)


def test_no_id_stands_in_clear_in_the_files(open_file: Open, file: Path, memories: list[Memory]) -> None:
    diary = open_file()
    diary.write(LISTENER, memories[0], 0)
    diary.write(LISTENER, memories[1], diary.read(LISTENER).version)
    stored = b"".join(part.read_bytes() for part in file.parent.iterdir())
    assert pseudonym(LISTENER, KEY).encode() in stored
    assert b"AFRIEND" not in stored
    assert KEY.encode() not in stored


def test_fields_of_a_later_release_are_tolerated(diary: Diary, store: Store, memories: list[Memory]) -> None:
    later = {**memories[0].to_wire(), "moon_phase": {"waxing": [1, 2]}}
    write_row(store, LISTENER, json.dumps(later))
    assert diary.read(LISTENER) == Entry(memories[0], 7)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "12"])
def test_an_entry_that_is_no_memory_is_an_error_and_can_be_deleted(diary: Diary, store: Store, text: str) -> None:
    write_row(store, LISTENER, text)
    with pytest.raises(DiaryError, match="an entry of the diary"):
        diary.read(LISTENER)
    diary.delete(LISTENER)
    assert diary.read(LISTENER).version == 0


def test_a_file_that_is_no_database_cannot_be_opened(open_file: Open, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"Dear diary, today I did the cat cow. " * 100)
    with pytest.raises(DiaryError, match="cannot be opened: file is not a database"):
        open_file()


def test_a_folder_that_cannot_be_made_is_an_error(open_file: Open, file: Path) -> None:
    file.parent.write_text("a file where the folder should be")
    with pytest.raises(DiaryError, match="cannot be opened"):
        open_file()


@pytest.fixture
def held(file: Path) -> Iterator[sqlite3.Connection]:
    """A new file that another process is writing to."""
    file.parent.mkdir()
    holder = sqlite3.connect(file)
    holder.execute("CREATE TABLE anything (at_all TEXT)")
    holder.execute("BEGIN IMMEDIATE")
    yield holder
    holder.close()


def test_a_held_file_is_waited_for(open_file: Open, held: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.diary.engine.sleep", lambda _seconds: held.rollback())
    open_file().ping()


def test_a_file_held_for_good_is_an_error(
    open_file: Open, held: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.diary.engine._BUSY_SECONDS", 0.05)
    with pytest.raises(DiaryError, match="cannot be opened: database is locked"):
        open_file()


@pytest.mark.parametrize("url", ["", "diary.db", "nosuch://here/diary", "sqlite+nosuch:///diary.db"])
def test_an_address_that_leads_nowhere_is_an_error(url: str) -> None:
    with pytest.raises(DiaryError, match="cannot be opened"):
        open_diary(url, KEY)


def test_a_store_that_broke_is_an_error_of_every_method(diary: Diary, store: Store, memories: list[Memory]) -> None:
    diary.ping()
    store.run("DROP TABLE entries")
    with pytest.raises(DiaryError, match="cannot be read"):
        diary.ping()
    with pytest.raises(DiaryError, match="cannot be read"):
        diary.read(LISTENER)
    with pytest.raises(DiaryError, match="cannot be written"):
        diary.write(LISTENER, memories[0], 0)
    with pytest.raises(DiaryError, match="cannot be written"):
        diary.write(LISTENER, memories[0], 7)
    with pytest.raises(DiaryError, match="cannot be written") as caught:
        diary.delete(LISTENER)
    assert pseudonym(LISTENER, KEY) not in f"{caught.value} {caught.value.__cause__}"


def test_a_diary_without_a_file_works_from_every_thread(memories: list[Memory]) -> None:
    diary = open_diary("sqlite://", KEY)
    assert diary.write(LISTENER, memories[0], 0)
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(diary.read, LISTENER).result().memory == memories[0]
    diary.close()


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_worker_writes_on_connections_of_its_own(diary: Diary, memories: list[Memory]) -> None:
    diary.write(LISTENER, memories[0], 0)
    start = diary.read(LISTENER).version
    child = os.fork()
    if child == 0:
        os._exit(0 if diary.write(LISTENER, memories[1], start) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert diary.read(LISTENER).memory == memories[1]
