"""The diary in an SQL database: a SQLite file, or whatever else SQLAlchemy has a driver for."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from time import time
from typing import Any

from sqlalchemy import ColumnElement, Engine, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from skill.conversation.memory import Memory
from skill.diary.diary import Diary, DiaryError, Entry, EntryError
from skill.diary.engine import TURN_SECONDS, connect, release
from skill.diary.listener import pseudonym
from skill.diary.schema import entries, migrate
from skill.diary.share import Shares, shares_from_wire

_mine = entries.c.listener == bindparam("name")
# Put together once: that takes longer than what SQLite does.
_READ = select(entries.c.memory, entries.c.version, entries.c.shares).where(_mine)
_CHANGE = update(entries).where(_mine & (entries.c.version == bindparam("known")))


class SqlDiary:
    """Every method is one statement, so that a process may be killed between any two."""

    def __init__(self, engine: Engine, key: str) -> None:
        self._engine = engine
        self._key = key

    def read(self, listener: str) -> Entry:
        name = pseudonym(listener, self._key)
        with translated("read"), self._engine.connect() as connection:
            row = connection.execute(_READ, {"name": name}).one_or_none()
        if row is None:
            return Entry(Memory(), 0)
        shares = shares_from_wire(_from_text(row.shares)) if row.shares else ()
        return Entry(_memory(row.memory), row.version, shares)

    def write(
        self, listener: str, memory: Memory, version: int, *, account: str | None = None, shares: Shares = ()
    ) -> int | None:
        name = pseudonym(listener, self._key)
        row: dict[str, Any] = {
            "memory": _to_text(memory.to_wire()),
            "written": int(time()),
            "account": account and pseudonym(account, self._key),
            "shares": _to_text([share.to_wire() for share in shares]) if shares else None,
        }
        with translated("written"), self._engine.connect() as connection:
            if version:
                changed = connection.execute(_CHANGE, {**row, "version": version + 1, "name": name, "known": version})
                return version + 1 if changed.rowcount == 1 else None
            first = _first()
            try:
                connection.execute(insert(entries).values(**row, listener=name, version=first))
            except IntegrityError:
                return None
            return first

    def delete(self, listener: str) -> None:
        self._delete(entries.c.listener == pseudonym(listener, self._key))

    def delete_account(self, account: str) -> None:
        name = pseudonym(account, self._key)
        self._delete((entries.c.listener == name) | (entries.c.account == name))

    def _delete(self, which: ColumnElement[bool]) -> None:
        with translated("written"), self._engine.connect() as connection:
            connection.execute(delete(entries).where(which))

    def ping(self) -> None:
        with translated("read"), self._engine.connect() as connection:
            connection.execute(select(entries.c.version).limit(1))

    def close(self) -> None:
        self._engine.dispose()


def open_diary(url: str, key: str, seconds: float = TURN_SECONDS) -> Diary:
    """The diary at an SQLAlchemy URL, with its tables up to date; `key` keys the hashes of listeners' ids.

    `seconds` bounds every statement. An address dynamodb://... leads to a table of DynamoDB.
    """
    if url.startswith("dynamodb:"):
        from skill.diary.dynamo import open_dynamo  # Its library is an extra.

        return open_dynamo(url, key, seconds)
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


def _to_text(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def _from_text(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise EntryError("an entry of the diary holds no JSON") from error


def _memory(text: str) -> Memory:
    data = _from_text(text)
    if not isinstance(data, dict):
        raise EntryError("an entry of the diary holds no memory")
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
