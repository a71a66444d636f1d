"""Connections to the store: how they are opened, and what a forked worker does with its parent's."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from weakref import WeakSet

from sqlalchemy import URL, Connection, Engine, Pool, StaticPool, create_engine, event, make_url

TURN_SECONDS = 0.25
"""How long one statement may take, or wait for another, while somebody waits for the answer to a turn."""
LONG_SECONDS = 600.0
"""The same for migrations and for operators, who can wait."""
MOST_CONNECTIONS = 16
"""Of one process to a server: a turn needs one for a few milliseconds, so they serve several times as many threads."""

_BUSY_SECONDS = 2.0
"""How long a new file is waited for, when several processes make it at once."""

_reopening: WeakSet[Engine] = WeakSet()
_parents_pools: list[Pool] = []


def connect(address: str, seconds: float = TURN_SECONDS) -> Engine:
    """An engine on which every statement commits by itself; nothing is opened before the first.

    `seconds` bounds each statement, and the wait for a connection.
    """
    url = make_url(address)
    match url.get_backend_name():
        case "sqlite":
            return _sqlite(url, seconds)
        case "postgresql":
            return _postgresql(url, seconds)
    return _pooled(url, seconds, pool_pre_ping=True)


def release(engine: Engine) -> None:
    """Closes what is open, where it can be opened again."""
    if engine in _reopening:
        engine.dispose()


@contextmanager
def patiently(engine: Engine) -> Iterator[Connection]:
    """A connection that waits for others and may take its time."""
    with engine.connect() as connection:
        if engine in _reopening:
            connection.detach()  # It is closed in the end, so that no turn inherits its patience.
            _allow(connection, LONG_SECONDS)
        yield connection


def _allow(connection: Connection, seconds: float) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
    elif connection.dialect.name == "postgresql":
        own: Any = connection.connection.dbapi_connection
        own.allow(seconds)


def _pooled(url: URL, seconds: float, **options: Any) -> Engine:
    engine = _engine(url, pool_timeout=seconds, pool_size=MOST_CONNECTIONS, max_overflow=0, **options)
    _reopening.add(engine)
    return engine


def _postgresql(url: URL, seconds: float) -> Engine:
    from skill.diary.impatient import open_connection  # The driver is an extra.

    # A connection that a restart of the server or a firewall has cut is found out before it is used.
    engine = _pooled(url.set(drivername="postgresql+psycopg"), seconds, pool_pre_ping=True)
    event.listen(
        engine,
        "do_connect",
        lambda _dialect, _record, arguments, options: open_connection(seconds, *arguments, **options),
    )
    return engine


def _sqlite(url: URL, seconds: float) -> Engine:
    if not url.database or url.database == ":memory:":
        # One connection for all threads: another would see an empty database of its own.
        return _engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = _pooled(url, seconds, connect_args={"timeout": seconds})
    event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _engine(url: URL, **options: Any) -> Engine:
    # Parameters hold what listeners said and did: they stay out of messages.
    return create_engine(url, isolation_level="AUTOCOMMIT", hide_parameters=True, **options)


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    # Readers and a writer do not wait for each other. A power cut may cost the last writes, never the file.
    _use_log(cursor)
    cursor.execute("PRAGMA synchronous = NORMAL")
    # What a listener had forgotten is overwritten, not only unlinked.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _use_log(cursor: sqlite3.Cursor) -> None:
    # The first switch of a new file fails at once, without waiting, while another process makes the same.
    until = monotonic() + _BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(0.02)
        else:
            return


def _leave_connections_to_the_parent() -> None:
    # A connection belongs to the process that opened it, for closing too: the old pools are kept.
    for engine in _reopening:
        _parents_pools.append(engine.pool)
        engine.dispose(close=False)


os.register_at_fork(after_in_child=_leave_connections_to_the_parent)
