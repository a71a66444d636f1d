from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from sqlalchemy import inspect

from skill.diary import Diary, DiaryError
from skill.diary.engine import connect
from skill.diary.schema import STEPS, migrate, tables
from tests.diary.stores import Store

Open = Callable[..., Diary]


def steps_taken(store: Store) -> list[str]:
    return [name for (name,) in store.run("SELECT name FROM steps ORDER BY name")]


def test_the_steps_lead_to_the_tables_that_are_used(store: Store) -> None:
    engine = connect(store.url)
    migrate(engine)
    for name, table in tables.tables.items():
        found = {column["name"]: column for column in inspect(engine).get_columns(name)}
        assert found.keys() == set(table.columns.keys())
        for column in table.columns:
            assert str(found[column.name]["type"]) == str(column.type)
            assert found[column.name]["nullable"] == column.nullable
        key = inspect(engine).get_pk_constraint(name)["constrained_columns"]
        assert key == [column.name for column in table.primary_key]
    engine.dispose()


def test_a_step_is_taken_once_and_remembered_by_name(open_store: Open, store: Store) -> None:
    open_store()
    open_store()
    assert steps_taken(store) == list(STEPS)


def test_a_new_step_is_taken_where_the_old_ones_were(
    open_store: Open, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store()
    monkeypatch.setitem(STEPS, "9999-later", ("CREATE TABLE later (one TEXT)", "INSERT INTO later VALUES ('1')"))
    open_store()
    open_store()
    assert steps_taken(store)[-1] == "9999-later"
    assert store.run("SELECT one FROM later") == [("1",)]


def test_a_step_that_fails_is_undone_as_a_whole(
    open_store: Open, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setitem(STEPS, "9999-later", ("CREATE TABLE later (one TEXT)", "NOT SQL"))
        with pytest.raises(DiaryError, match="cannot be opened"):
            open_store()
    open_store()
    assert steps_taken(store) == list(STEPS)


def test_a_store_of_a_later_release_can_still_be_used(open_store: Open, store: Store) -> None:
    open_store().close()
    store.run("INSERT INTO steps VALUES ('9999-of-a-later-release')")
    open_store().ping()


WORKER = """
import sys
from skill.diary import open_diary
print("ready", flush=True)
sys.stdin.read()
open_diary(sys.argv[1], "key").ping()
"""


def test_workers_that_start_at_once_all_find_the_tables(store: Store) -> None:
    read_end, write_end = os.pipe()
    command = [sys.executable, "-c", WORKER, store.url]
    workers = [
        subprocess.Popen(command, stdin=read_end, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    os.close(read_end)
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"ready\n"
    os.close(write_end)  # What all of them wait for.
    said = [worker.communicate(timeout=60)[1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * 4, said
    assert steps_taken(store) == list(STEPS)
