"""What a load balancer or an operator asks."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from flask import Blueprint, Response

from skill.diary import DiaryError

_log = structlog.get_logger("health")


def health(ping: Callable[[], None]) -> Blueprint:
    """GET /healthz: the process answers. GET /readyz: so does the diary, which `ping` asks."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return _plain("ok", 200)

    @blueprint.get("/readyz")
    def readyz() -> Response:
        try:
            ping()
        except DiaryError as error:
            _log.warning("not ready", error=str(error))
            return _plain("the diary does not answer", 503)
        return _plain("ok", 200)

    return blueprint


def _plain(text: str, status: int) -> Response:
    return Response(text + "\n", status, content_type="text/plain;charset=UTF-8")
