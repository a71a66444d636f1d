from __future__ import annotations

from pathlib import Path

import pytest

from soak import kills
from soak.postgres import Postgres

TIMES = 20


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_killed_server_loses_no_answered_turn(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path}/diary.db"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        url = server.create("kills")
    result = kills.measure(url, TIMES)
    assert not result.faults
    assert result.kills == TIMES
    assert result.offered == TIMES * kills.LISTENERS
    assert result.turns > TIMES
