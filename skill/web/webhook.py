"""The webhook: what Amazon posts to."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import structlog
from flask import Blueprint, Response, request

from skill.alexa.gate import Gate, Refusal

Dispatch = Callable[[dict[str, Any]], dict[str, Any]]
"""From an envelope that was let through to the answer; never raises."""

_log = structlog.get_logger("webhook")


def webhook(gate: Gate, dispatch: Dispatch, *, body_limit: int) -> Blueprint:
    """POST /alexa. Logs how each request ended, and nothing of what was in it."""
    blueprint = Blueprint("webhook", __name__)

    @blueprint.route("/alexa", methods=["POST"], provide_automatic_options=False)
    def alexa() -> Response:
        body = _body(body_limit)
        if body is None:
            return _refused(Refusal("too-long"), 413)
        envelope = gate.check(dict(request.headers.items()), body)
        if isinstance(envelope, Refusal):
            return _refused(envelope, 400)
        answer = dispatch(envelope)
        _log.info("answered", request=envelope["request"]["type"])
        return Response(json.dumps(answer), content_type="application/json;charset=UTF-8")

    return blueprint


def _body(limit: int) -> bytes | None:
    """The raw body, or None when it is longer than `limit` bytes; one byte beyond is the most it reads."""
    if (request.content_length or 0) > limit:
        return None
    # Where the sender names no length, Flask cuts off at its own limit without a word.
    request.max_content_length = limit + 1
    body = request.get_data(cache=False)
    return body if len(body) <= limit else None


def _refused(refusal: Refusal, status: int) -> Response:
    _log.warning("refused", code=refusal.code, detail=refusal.detail, status=status)
    return Response("refused\n", status, content_type="text/plain;charset=UTF-8")
