from __future__ import annotations

from soak import fuzz

REQUESTS = 300


def test_no_request_breaks_the_skill() -> None:
    result = fuzz.measure(REQUESTS)
    assert not result.faults, result.faults[0][:2000]
    assert result.statuses.total() == result.meanings.total() >= REQUESTS
    assert result.statuses.keys() == {200, 400}
    assert result.statuses[200] > REQUESTS / 3
