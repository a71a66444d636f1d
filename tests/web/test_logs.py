from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog

from skill.web.logs import configure_logs


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_a_line_is_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    log = structlog.get_logger()
    log.debug("nothing")
    log.info("refused", code="time")

    written = capsys.readouterr()
    assert written.out == ""
    line = json.loads(written.err)
    assert (line["event"], line["code"], line["level"]) == ("refused", "time", "info")
    assert line["timestamp"].endswith("Z")
