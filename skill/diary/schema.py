"""The store's tables, and the named steps that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import BigInteger, Column, Connection, Engine, Index, MetaData, String, Table, Text, insert, select

from skill.diary.engine import patiently

tables = MetaData()

entries = Table(
    "entries",
    tables,
    Column("listener", String(64), primary_key=True, doc="Keyed hash of the listener's id."),
    Column("version", BigInteger, nullable=False, doc="Changes with every write; compared and set."),
    Column("memory", Text, nullable=False, doc="Memory in its wire form, as compact JSON."),
    Column("written", BigInteger, nullable=False, doc="When it was, in seconds since 1970; 0 where nobody knows."),
    Column("account", String(64), doc="Keyed hash of the account a person speaks under; null for an account's own."),
    Column("shares", Text, doc="What the last sessions added, in wire form; null where nothing is known of it."),
    Index("entries_account", "account"),
)

steps = Table(
    "steps",
    tables,
    Column("name", String(64), primary_key=True, doc="A step of STEPS that has been taken."),
)

STEPS: dict[str, tuple[str, ...]] = {
    "0001-entries": (
        "CREATE TABLE entries ("
        "listener VARCHAR(64) NOT NULL PRIMARY KEY, version BIGINT NOT NULL, memory TEXT NOT NULL)",
    ),
    "0002-accounts": (
        "ALTER TABLE entries ADD COLUMN account VARCHAR(64)",
        "ALTER TABLE entries ADD COLUMN shares TEXT",
        "CREATE INDEX entries_account ON entries (account)",
    ),
    "0003-written": ("ALTER TABLE entries ADD COLUMN written BIGINT NOT NULL DEFAULT 0",),
}
"""SQL by step, in order. Append only: stores remember the names, so a step, once out, never changes."""

OPENING = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "BEGIN; SELECT pg_advisory_xact_lock(4227)"}
"""How a transaction begins that only one process can be in, by dialect."""


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """One transaction on a connection that commits each statement otherwise."""
    connection.exec_driver_sql(OPENING.get(connection.dialect.name, "BEGIN"))
    try:
        yield
    except BaseException:
        connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")


def migrate(engine: Engine) -> None:
    """Takes every step not taken yet; steps of a later release, found in the store, are left alone."""
    with patiently(engine) as connection, transaction(connection):
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS steps (name VARCHAR(64) NOT NULL PRIMARY KEY)")
        taken = set(connection.scalars(select(steps.c.name)))
        for name, statements in STEPS.items():
            if name in taken:
                continue
            for statement in statements:
                connection.exec_driver_sql(statement)
            connection.execute(insert(steps).values(name=name))
