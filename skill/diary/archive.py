"""The diary as its operator sees it: whole, and by hashes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, Engine, delete, func, make_url, select

from skill.conversation.memory import Memory
from skill.diary.engine import LONG_SECONDS, connect
from skill.diary.listener import pseudonym
from skill.diary.schema import entries, migrate, steps
from skill.diary.store import translated

PAGE = 500
"""Entries read at once, so that neither this side nor the store ever holds them all."""


@dataclass(frozen=True, slots=True)
class Record:
    """One entry."""

    listener: str
    """Hash of the id."""
    written: int
    """When, in seconds since 1970; 0 where nobody knows."""
    account: str | None
    """Hash of the account they speak under, for a person who was recognised."""
    text: str
    """The memory as it is stored."""
    shares: str | None
    """What the last sessions added to it, as it is stored."""

    @property
    def size(self) -> int:
        """Bytes of all that was written down."""
        return len(self.text.encode()) + len((self.shares or "").encode())

    @property
    def memory(self) -> dict[str, Any] | None:
        """Its wire form; None where what is stored is none."""
        data = plain(self.text)
        return data if isinstance(data, dict) else None


@dataclass(frozen=True, slots=True)
class Stats:
    """The diary in figures."""

    listeners: int
    """Entries."""
    finished: int
    """Routines gone through to their end, by all listeners."""
    exercises: int
    """Exercises done, by all listeners."""
    sizes: tuple[int, int, int]
    """Bytes of an entry: least, median, most."""
    unreadable: int
    """Entries that are no memory."""
    schema: str
    """Name of the last step that the tables have taken."""


class Archive:
    """A diary, for reading as a whole and for deleting."""

    def __init__(self, engine: Engine, key: str) -> None:
        self._engine = engine
        self._key = key

    def records(self) -> Iterator[Record]:
        """All of them, in the order of their hashes."""
        last = ""
        while page := self._page(last):
            yield from page
            last = page[-1].listener

    def record(self, listener: str) -> Record | None:
        """One listener's, by their id or its hash."""
        with translated("read"), self._engine.connect() as connection:
            row = connection.execute(_select().where(entries.c.listener == self.name(listener))).one_or_none()
        return Record(*row) if row else None

    def delete(self, listener: str) -> int:
        """Deletes one listener, by their id or its hash; how many there were."""
        return self._delete(entries.c.listener == self.name(listener))

    def delete_account(self, account: str) -> int:
        """Deletes an account with every person last written under it; how many there were."""
        name = self.name(account)
        return self._delete((entries.c.listener == name) | (entries.c.account == name))

    def stats(self) -> Stats:
        """Reads everything once."""
        finished = exercises = unreadable = 0
        sizes: list[int] = []
        for record in self.records():
            memory = Memory.from_wire(record.memory or {})
            finished += memory.finished
            exercises += sum(memory.done.values())
            unreadable += record.memory is None
            sizes.append(record.size)
        bounds = (min(sizes), round(median(sizes)), max(sizes)) if sizes else (0, 0, 0)
        return Stats(len(sizes), finished, exercises, bounds, unreadable, self._schema())

    def name(self, listener: str) -> str:
        """The hash of an id; a hash stays what it is."""
        return listener if is_hash(listener) else pseudonym(listener, self._key)

    def _page(self, after: str) -> list[Record]:
        query = _select().where(entries.c.listener > after).order_by(entries.c.listener).limit(PAGE)
        with translated("read"), self._engine.connect() as connection:
            return [Record(*row) for row in connection.execute(query)]

    def _schema(self) -> str:
        with translated("read"), self._engine.connect() as connection:
            return str(connection.scalar(select(func.max(steps.c.name))))

    def _delete(self, which: ColumnElement[bool]) -> int:
        with translated("written"), self._engine.connect() as connection:
            return connection.execute(delete(entries).where(which)).rowcount


def is_hash(listener: str) -> bool:
    """Whether it is what stands in the diary, and no id."""
    return re.fullmatch("[0-9a-f]{64}", listener) is not None


def plain(text: str | None) -> Any:
    """What a text stands for; None where it is no JSON."""
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None


def _select() -> Any:
    return select(entries.c.listener, entries.c.written, entries.c.account, entries.c.memory, entries.c.shares)


@contextmanager
def open_archive(url: str, key: str) -> Iterator[Archive]:
    """The diary at an address, brought up to date; raises DiaryError."""
    with translated("opened"):
        place = make_url(url)
        if place.get_backend_name() == "sqlite" and place.database and not Path(place.database).is_file():
            raise FileNotFoundError(f"there is no file {place.database}")  # One mistyped would be made.
        engine = connect(url, LONG_SECONDS)
        migrate(engine)
    try:
        yield Archive(engine, key)
    finally:
        engine.dispose()
