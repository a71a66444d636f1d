"""Reading a signed body as JSON, and as nothing that only resembles it."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from skill.alexa.gate.refusal import RefusedError

DEEPEST = 64
"""Levels of nesting; Amazon's own envelopes need about ten."""

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def parsed(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`; anything else is refused, text that cannot be written out again included."""
    try:
        document = json.loads(
            body.decode("utf-8"),
            parse_constant=_not_json,
            parse_float=_finite,
            object_pairs_hook=_without_doubles,
        )
        if _SURROGATE.search(body):
            json.dumps(document, ensure_ascii=False).encode("utf-8")  # half a pair has no encoding
    except (ValueError, RecursionError) as error:
        raise RefusedError("json", type(error).__name__) from None
    if not isinstance(document, dict):
        raise RefusedError("json", "not an object")
    if _openings(body) > DEEPEST and _deeper_than(DEEPEST, document):
        raise RefusedError("json", "too deep")
    return document


def _not_json(_: str) -> NoReturn:
    raise ValueError("NaN and infinities are not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("too large a number")
    return number


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member named twice")  # which of the two is meant, readers differ
    return members


def _openings(body: bytes) -> int:
    return body.count(b"{") + body.count(b"[")


def _deeper_than(levels: int, document: Any) -> bool:
    layer = [document]
    while layer and levels:
        layer = [inner for outer in layer for inner in _inner(outer)]
        levels -= 1
    return bool(layer)


def _inner(value: Any) -> list[Any]:
    values = value.values() if isinstance(value, dict) else value
    return [inner for inner in values if isinstance(inner, dict | list)]
