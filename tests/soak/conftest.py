from __future__ import annotations

from pathlib import Path

import pytest

from soak.postgres import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty store of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/diary.db"
    server: Postgres = request.getfixturevalue("postgres")
    return server.create(tmp_path.name)
