"""The diary in an SQL database: a SQLite file, or whatever else SQLAlchemy has a driver for."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from time import time

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from skill.conversation.memory import Memory
from skill.diary.diary import Diary, DiaryError, Entry
from skill.diary.engine import TURN_SECONDS, connect, release
from skill.diary.listener import pseudonym
from skill.diary.schema import entries, migrate


class SqlDiary:
    """Every method is one statement, so that a process may be killed between any two."""

    def __init__(self, engine: Engine, key: str) -> None:
        self._engine = engine
        self._key = key

    def read(self, listener: str) -> Entry:
        mine = entries.c.listener == pseudonym(listener, self._key)
        with translated("read"), self._engine.connect() as connection:
            row = connection.execute(select(entries.c.memory, entries.c.version).where(mine)).one_or_none()
        return Entry(Memory(), 0) if row is None else Entry(_from_text(row.memory), row.version)

    def write(self, listener: str, memory: Memory, version: int) -> bool:
        name, text = pseudonym(listener, self._key), _to_text(memory)
        with translated("written"), self._engine.connect() as connection:
            if version:
                unchanged = (entries.c.listener == name) & (entries.c.version == version)
                change = update(entries).where(unchanged).values(memory=text, version=version + 1, written=int(time()))
                return connection.execute(change).rowcount == 1
            try:
                connection.execute(
                    insert(entries).values(listener=name, memory=text, version=_first(), written=int(time()))
                )
            except IntegrityError:
                return False
            return True

    def delete(self, listener: str) -> None:
        mine = entries.c.listener == pseudonym(listener, self._key)
        with translated("written"), self._engine.connect() as connection:
            connection.execute(delete(entries).where(mine))

    def ping(self) -> None:
        with translated("read"), self._engine.connect() as connection:
            connection.execute(select(entries.c.version).limit(1))

    def close(self) -> None:
        self._engine.dispose()


def open_diary(url: str, key: str, seconds: float = TURN_SECONDS) -> Diary:
    """The diary at an SQLAlchemy URL, with its tables up to date; `key` keys the hashes of listeners' ids.

    `seconds` bounds every statement.
    """
    with translated("opened"):
        engine = connect(url, seconds)
        try:
            migrate(engine)
        finally:
            release(engine)  # Nothing stays open that a worker, forked from here, would share.
    return SqlDiary(engine, key)


def _first() -> int:
    # Not 1: a write that began before its listener was forgotten must not fit the entry that came after.
    return 1 + secrets.randbelow(2**31)


def _to_text(memory: Memory) -> str:
    return json.dumps(memory.to_wire(), separators=(",", ":"))


def _from_text(text: str) -> Memory:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise DiaryError("an entry of the diary holds no JSON") from error
    if not isinstance(data, dict):
        raise DiaryError("an entry of the diary holds no memory")
    return Memory.from_wire(data)


@contextmanager
def translated(verb: str) -> Iterator[None]:
    """Whatever a database, its driver or the file system raises, as the one exception callers know."""
    try:
        yield
    except (SQLAlchemyError, OSError, ImportError) as error:
        raise DiaryError(f"the diary cannot be {verb}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error)
