from __future__ import annotations

from soak import load
from soak.postgres import Postgres

LISTENERS, TURNS = 100, 6


def test_a_crowd_hears_no_error_and_loses_no_place(postgres: Postgres) -> None:
    result = load.measure(postgres, "load", LISTENERS, TURNS, think=1.0)
    assert (result.errors, result.wrong) == (0, 0)
    assert result.turns == LISTENERS * TURNS
    assert result.statements < 5
