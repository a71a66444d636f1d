"""The checks a request passes before anything else sees it, in order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from skill.alexa.gate.chain import trusted
from skill.alexa.gate.document import parsed
from skill.alexa.gate.keys import ChainSource, Clock, SigningKeys
from skill.alexa.gate.refusal import Refusal, RefusedError
from skill.alexa.gate.shape import check_shape
from skill.alexa.gate.signature import SignatureVerifier
from skill.alexa.gate.skill_id import check_skill_id
from skill.alexa.gate.stamp import check_stamp
from skill.alexa.webservice import MAX_NORMAL_REQUEST_TOLERANCE_IN_MILLIS

TOLERANCE_SECONDS = MAX_NORMAL_REQUEST_TOLERANCE_IN_MILLIS / 1000
"""The most that Amazon allows between a request's timestamp and its receipt."""


def utc_now() -> datetime:
    """The time of day, as a server in production knows it."""
    return datetime.now(UTC)


class Gate:
    """Lets through what Amazon sent to this skill, now; safe for many threads."""

    def __init__(
        self,
        *,
        skill_id: str,
        trust_roots: bytes,
        fetch: ChainSource,
        clock: Clock,
        tolerance_seconds: float = TOLERANCE_SECONDS,
    ) -> None:
        if not 0 < tolerance_seconds <= TOLERANCE_SECONDS:
            raise ValueError(f"tolerance of {tolerance_seconds} s is not within (0, {TOLERANCE_SECONDS:g}]")
        self._skill_id = skill_id
        self._clock = clock
        self._tolerance_seconds = tolerance_seconds
        self._signature = SignatureVerifier(SigningKeys(fetch, trusted(trust_roots), clock))

    def check(self, headers: Mapping[str, str], body: bytes) -> dict[str, Any] | Refusal:
        """The envelope in `body`, or why it is refused; never raises, whatever was sent."""
        try:
            return self._let_through(headers, body)
        except RefusedError as refused:
            return refused.refusal
        except Exception as error:  # whatever a stranger's bytes can provoke is the stranger's mistake
            return Refusal("error", type(error).__name__)

    def _let_through(self, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
        if not body:
            raise RefusedError("empty")
        self._signature.verify(headers, body)  # before a byte of it is parsed
        envelope = parsed(body)
        check_shape(envelope)
        request = envelope["request"]
        check_stamp(request["type"], request["timestamp"], self._clock(), self._tolerance_seconds)
        check_skill_id(envelope, self._skill_id)
        return envelope
