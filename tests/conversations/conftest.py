from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Known only where this folder is named: `python -m pytest tests/conversations --update-transcripts`."""
    parser.addoption(
        "--update-transcripts",
        action="store_true",
        help="write moments and lengths anew into the transcripts; their words stay as they are",
    )


@pytest.fixture
def updating(request: pytest.FixtureRequest) -> bool:
    """Whether moments and lengths are written anew rather than checked."""
    return bool(request.config.getoption("--update-transcripts", default=False))
