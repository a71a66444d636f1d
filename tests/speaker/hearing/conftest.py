"""The speaker's ears, opened once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from skill.speaker.hear import as_json
from skill.speaker.hearing import Hearing

Hear = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def hearing() -> Hearing:
    return Hearing.load("en-US")


@pytest.fixture
def hear(hearing: Hearing) -> Hear:
    """In a session, unless `outside`."""

    def heard(utterance: str, *, outside: bool = False) -> dict[str, Any]:
        return as_json(hearing.hear(utterance, in_session=not outside))

    return heard
