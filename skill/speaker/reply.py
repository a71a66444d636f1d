"""What a device makes of a whole response, with Amazon's limits."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from skill.speaker.speech import RefusedError, Speech, read_speech

LARGEST = 24 * 1024
"""Bytes of a whole response, session attributes included."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A response that a device accepts."""

    speech: Speech = field(default_factory=Speech)
    """What is spoken."""
    reprompt: Speech | None = None
    """What is spoken when nobody answers; None where there is none or the session ends."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """What the next request of this session brings back."""
    closes: bool = True
    """Whether the session ends when the speech does."""


def read_reply(envelope: object) -> Reply:
    """Read the parsed body of a response; raises RefusedError."""
    response = envelope.get("response") if isinstance(envelope, dict) else None
    if not isinstance(envelope, dict) or not isinstance(response, dict):
        raise RefusedError("the response has no response object")
    attributes = envelope.get("sessionAttributes") or {}
    if not isinstance(attributes, dict):
        raise RefusedError("sessionAttributes is not an object")
    # Where shouldEndSession is left out, a device without a screen ends the session; null is false.
    closes = response.get("shouldEndSession", True) is True
    return Reply(
        speech=_spoken(response) or Speech(),
        reprompt=None if closes else _spoken(response.get("reprompt")),
        attributes=attributes,
        closes=closes,
    )


def parse(body: bytes) -> Any:
    """The JSON of a response's body; raises RefusedError."""
    if len(body) > LARGEST:
        raise RefusedError(f"the response has {len(body)} bytes, more than {LARGEST}")
    try:
        return json.loads(body)
    except ValueError:
        raise RefusedError("the response is not JSON") from None


def _spoken(holder: object) -> Speech | None:
    if not isinstance(holder, dict) or holder.get("outputSpeech") is None:
        return None
    return read_speech(holder["outputSpeech"])
