from __future__ import annotations

from pathlib import Path

from soak import replay

LISTENERS = 60


def test_a_day_leaves_nothing_behind(tmp_path: Path) -> None:
    result = replay.measure(f"sqlite:///{tmp_path}/diary.db", LISTENERS)
    turns = result.sent.total()
    assert turns > 5 * LISTENERS
    assert result.counted == result.sent
    assert (result.timed, result.failed, result.handles) == (turns, 0, 0)


def test_what_grows_is_a_fault() -> None:
    grown = replay.Replay(1, held=[replay.Held(share / 10, 100 + share, 9 + share) for share in range(11)])
    assert len(grown.faults) == 2
    assert round(grown.growth) == 10
    assert not replay.Replay(1, held=[replay.Held(share / 10, 100, 9) for share in range(11)]).faults
