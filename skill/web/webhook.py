"""The webhook: what Amazon posts to."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

import structlog
from flask import Blueprint, Response, request
from structlog.contextvars import bind_contextvars, clear_contextvars

from skill.alexa.account import accounted
from skill.alexa.gate import Gate, Refusal
from skill.web.metrics import Metrics

Dispatch = Callable[[dict[str, Any]], dict[str, Any]]
"""From an envelope that was let through to the answer; never raises."""

_log = structlog.get_logger("webhook")


def webhook(gate: Gate, dispatch: Dispatch, metrics: Metrics, *, body_limit: int) -> Blueprint:
    """POST /alexa. Logs how each request ended, in one line, and nothing of what was in it."""
    blueprint = Blueprint("webhook", __name__)

    @blueprint.route("/alexa", methods=["POST"], provide_automatic_options=False)
    def alexa() -> Response:
        began = perf_counter()
        with _named():
            response, event, told = _answered()
            took = perf_counter() - began
            metrics.took(took, response.status_code)
            log = _log.warning if event == "refused" else _log.info
            log(event, **told, status=response.status_code, ms=round(took * 1000, 1))
        return response

    def _answered() -> tuple[Response, str, dict[str, Any]]:
        body = _body(body_limit)
        envelope = Refusal("too-long") if body is None else gate.check(dict(request.headers.items()), body)
        if isinstance(envelope, Refusal):
            metrics.refused(envelope.code)
            refused = Response("refused\n", 413 if body is None else 400, content_type="text/plain;charset=UTF-8")
            return refused, "refused", {"code": envelope.code, "detail": envelope.detail}
        with accounted() as account:
            answer = dispatch(envelope)
        metrics.turn(account)
        told = {
            "request": envelope["request"]["type"],
            "meaning": account.meaning,
            "outcome": account.outcome.value,
            "seconds": round(account.seconds, 1),
        }
        return Response(json.dumps(answer), content_type="application/json;charset=UTF-8"), "answered", told

    return blueprint


@contextmanager
def _named() -> Iterator[None]:
    """Every line that is logged meanwhile bears the same name: one of ours, since Amazon's leads to a listener."""
    clear_contextvars()
    bind_contextvars(turn=secrets.token_hex(6))
    try:
        yield
    finally:
        clear_contextvars()


def _body(limit: int) -> bytes | None:
    """The raw body, or None when it is longer than `limit` bytes; one byte beyond is the most it reads."""
    if (request.content_length or 0) > limit:
        return None
    # Where the sender names no length, Flask cuts off at its own limit without a word.
    request.max_content_length = limit + 1
    body = request.get_data(cache=False)
    return body if len(body) <= limit else None
