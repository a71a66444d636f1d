"""The stores that the diary is tested on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import create_engine, text


@dataclass(frozen=True)
class Store:
    """A database of its own for each test, and a way in behind the diary's back."""

    url: str
    """Where it is."""
    kind: str
    """"sqlite" or "postgresql"."""

    def run(self, statement: str, **values: Any) -> list[Any]:
        """What comes back for a statement."""
        engine = create_engine(self.url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            result = connection.execute(text(statement), values)
            rows = [tuple(row) for row in result] if result.returns_rows else []
        engine.dispose()
        return rows
