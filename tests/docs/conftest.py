from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docs.generate import ROOT, pages
from docs.parts.conversation import plain_environment

Run = Callable[..., str]


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """Every page, by its path."""
    return {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in pages()}


@pytest.fixture(scope="session")
def prose(texts: dict[str, str]) -> str:
    """All pages together."""
    return "\n".join(texts.values())


@pytest.fixture
def environment() -> dict[str, str]:
    """For commands: nothing in it that changes how they behave."""
    return plain_environment() | {"COLUMNS": "100", "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def root() -> Path:
    return ROOT
