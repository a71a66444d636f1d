from __future__ import annotations

from soak import kills

TIMES = 20


def test_a_killed_server_loses_no_answered_turn(url: str) -> None:
    result = kills.measure(url, TIMES)
    assert not result.faults
    assert result.kills == TIMES
    assert result.offered == TIMES * kills.LISTENERS
    assert result.turns > TIMES
