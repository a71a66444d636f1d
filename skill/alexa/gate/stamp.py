"""Whether a request is of this moment, and not an old one sent again."""

from __future__ import annotations

from datetime import datetime

from skill.alexa.gate.refusal import RefusedError
from skill.alexa.webservice import MAX_SKILL_EVENT_TOLERANCE_IN_MILLIS

# Amazon delivers these late and repeats them for an hour.
_EVENTS = "AlexaSkillEvent."
_EVENT_TOLERANCE_SECONDS = MAX_SKILL_EVENT_TOLERANCE_IN_MILLIS / 1000


def check_stamp(kind: str, timestamp: str, now: datetime, tolerance_seconds: float) -> None:
    """Refuse a request of type `kind` that was stamped too long before `now`, or too long after it."""
    try:
        stamped = datetime.fromisoformat(timestamp)
    except ValueError:
        raise RefusedError("time", "unreadable") from None
    if stamped.tzinfo is None:
        raise RefusedError("time", "no time zone")
    allowed = _EVENT_TOLERANCE_SECONDS if kind.startswith(_EVENTS) else tolerance_seconds
    if abs((now - stamped).total_seconds()) > allowed:
        raise RefusedError("time", "too far")
