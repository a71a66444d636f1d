from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from soak.postgres import Postgres, running

# The same examples in every run, on however slow a machine.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real server, started for the first test that asks for it."""
    with running() as server:
        yield server
