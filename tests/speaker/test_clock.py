from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from skill.speaker.clock import RealClock, VirtualClock


def test_a_virtual_clock_moves_only_forward_and_only_when_told() -> None:
    start = datetime(2026, 3, 1, 7, tzinfo=UTC)
    time = VirtualClock(start)
    time.advance(90)
    time.advance(-5)
    assert time.now() == start + timedelta(seconds=90)


def test_a_virtual_clock_starts_now_on_a_whole_second() -> None:
    now = VirtualClock().now()
    assert now.tzinfo is UTC
    assert now.microsecond == 0
    assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)


def test_a_real_clock_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("skill.speaker.clock.time.sleep", slept.append)
    time = RealClock()
    time.advance(2)
    time.advance(-2)
    assert slept == [2, 0]
    assert time.now().tzinfo is UTC
