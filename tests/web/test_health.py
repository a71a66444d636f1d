from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from skill.diary import DiaryError
from skill.web.health import health


def _client(ping: Callable[[], None]) -> FlaskClient:
    app = Flask("health")
    app.register_blueprint(health(ping))
    return app.test_client()


def _broken() -> None:
    raise DiaryError("no store")


def test_ready_when_the_diary_answers() -> None:
    answer = _client(lambda: None).get("/readyz")

    assert (answer.status_code, answer.text) == (200, "ok\n")


def test_not_ready_when_the_diary_does_not() -> None:
    assert _client(_broken).get("/readyz").status_code == 503


@pytest.mark.parametrize("ping", [lambda: None, _broken], ids=["with a diary", "without"])
def test_alive_in_any_case(ping: Callable[[], None]) -> None:
    answer = _client(ping).get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")
