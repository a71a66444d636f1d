from __future__ import annotations

from soak import races

TIMES = 100


def test_what_two_devices_do_at_once_is_counted_once(url: str) -> None:
    result = races.measure(url, TIMES)
    assert not result.faults
    assert result.races >= TIMES
    assert result.counted == result.exercises
    assert result.conflicts > TIMES / 10
    assert result.exercises > TIMES / 2
