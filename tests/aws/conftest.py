from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.aws.dynamodb import DynamoDB, running

EVENTS = Path(__file__).parent / "events"

Recorded = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def service() -> Iterator[DynamoDB]:
    with running() as service:
        yield service


@pytest.fixture
def recorded() -> Recorded:
    """An event as Lambda hands it over, from a file; in a session that goes on where there are `attributes`."""

    def read(name: str, attributes: dict[str, Any] | None = None, **request: Any) -> dict[str, Any]:
        event: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text("utf-8"))
        event["request"] |= request
        if attributes is not None:
            event["session"] |= {"new": False, "attributes": json.loads(json.dumps(attributes))}
        return event

    return read
