"""A connection to PostgreSQL that gives up: on slow statements, and on a server that no longer answers."""

from __future__ import annotations

from typing import Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

CONNECT_SECONDS = 2
"""How long a server may take to let somebody in: the driver takes no less."""
SOONER = 0.8
"""The server is to end a statement before this side gives up, so that the connection can be kept."""

Result = TypeVar("Result")


class Impatient(Connection[tuple[Any, ...]]):
    """Counts the time on this side, too: a server behind a broken network enforces nothing."""

    seconds: float | None = None
    """How long a statement may take; None is no limit."""

    def wait(self, gen: PQGen[Result], interval: float = 0.1, timeout: float | None = None) -> Result:
        """Called by the driver for whatever it sends."""
        try:
            return super().wait(gen, interval, self.seconds if timeout is None else timeout)
        except OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()  # Given up: what is still to come answers nothing that will be asked.
            raise

    def allow(self, seconds: float) -> None:
        """Bounds each statement from now on, on both sides."""
        self.execute(f"SET statement_timeout = {seconds * SOONER * 1000:.0f}")
        self.seconds = seconds


def open_connection(seconds: float, *arguments: Any, **options: Any) -> Impatient:
    """Takes what the driver takes; what is said of these two in an address goes before."""
    usual = {"connect_timeout": CONNECT_SECONDS, "application_name": "back-routine"}
    connection = Impatient.connect(*arguments, **{**usual, **options, "autocommit": True})
    connection.seconds = seconds
    connection.allow(seconds)
    return connection
