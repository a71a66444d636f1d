"""A sound model that a test may spoil."""

from __future__ import annotations

import json
from typing import Any

import pytest

from skill.alexa.model.build import build
from skill.words.hearing import load


@pytest.fixture
def model() -> dict[str, Any]:
    built: dict[str, Any] = json.loads(json.dumps(build(load("en"))))
    return built
