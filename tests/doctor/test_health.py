from __future__ import annotations

from datetime import timedelta

import pytest

from skill.doctor.health import clock, speed
from skill.doctor.wire import Reply
from tests.doctor.deployments import NOW


def reply(date: str | None = None, seconds: float = 0.0) -> Reply:
    return Reply(400, {} if date is None else {"date": date}, b"", seconds)


def stamp(seconds: float) -> str:
    return (NOW + timedelta(seconds=seconds)).strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize("seconds", [0, 5, -5])
def test_a_right_clock(seconds: int) -> None:
    assert clock(reply(stamp(seconds)), NOW).ok


@pytest.mark.parametrize("seconds", [60, -60])
def test_a_clock_that_drifts_is_told_in_time(seconds: int) -> None:
    finding = clock(reply(stamp(seconds)), NOW)
    assert not finding.ok
    assert finding.passes


@pytest.mark.parametrize("date", [None, "yesterday", "Sun, 22 Nov 2026 07:00:00 -0000"])
def test_no_date_to_compare(date: str | None) -> None:
    finding = clock(reply(date), NOW)
    assert "no date to compare" in finding.wrong
    assert finding.passes


def test_a_server_that_is_slow_to_refuse() -> None:
    assert speed(reply(seconds=0.02)).seen == "20 ms"
    finding = speed(reply(seconds=2.5))
    assert finding.wrong == "even refusing took 2.5 s"
    assert finding.passes
