from __future__ import annotations

from datetime import UTC, datetime

import pytest

from skill.speaker.certificates import Signer


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime(2026, 11, 22, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def signer(now: datetime) -> Signer:
    return Signer(now)
