from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from structlog.contextvars import bound_contextvars

from skill.web.logs import configure_logs


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


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


def test_what_libraries_tell_is_written_alike(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("warning")
    log = logging.getLogger("gunicorn.error")
    log.info("nothing")
    log.warning("%s is lost", "a worker")

    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["logger"], line["level"]) == ("a worker is lost", "gunicorn.error", "warning")


def test_all_lines_of_a_turn_bear_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    with bound_contextvars(turn="abc"):
        structlog.get_logger().info("answered")
        logging.getLogger("library").warning("odd")
    structlog.get_logger().info("after")

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line.get("turn") for line in lines] == ["abc", "abc", None]
