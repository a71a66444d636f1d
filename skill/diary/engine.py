"""Connections to the store: how they are opened, and what a forked worker does with its parent's."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from weakref import WeakSet

from sqlalchemy import URL, Engine, Pool, StaticPool, create_engine, event, make_url

BUSY_SECONDS = 2.0
"""How long a write waits for another: short, since Alexa waits eight seconds for everything together."""

_reopening: WeakSet[Engine] = WeakSet()
_parents_pools: list[Pool] = []


def connect(address: str) -> Engine:
    """An engine on which every statement commits by itself; nothing is opened before the first."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    return _pooled(url, pool_pre_ping=True)


def release(engine: Engine) -> None:
    """Closes what is open, where it can be opened again."""
    if engine in _reopening:
        engine.dispose()


def _pooled(url: URL, **options: Any) -> Engine:
    engine = _engine(url, pool_timeout=BUSY_SECONDS, **options)
    _reopening.add(engine)
    return engine


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        # One connection for all threads: another would see an empty database of its own.
        return _engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = _pooled(url, connect_args={"timeout": BUSY_SECONDS})
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
    until = monotonic() + BUSY_SECONDS
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
