"""What is said and logged when a turn fails."""

from __future__ import annotations

from traceback import extract_tb

import structlog
from ask_sdk_model.response import Response

from skill.alexa.account import account
from skill.alexa.lines import lines
from skill.alexa.response import response

_FRAMES = 8
"""How many of the innermost calls a log line names."""

_log = structlog.get_logger(__name__)


def apology(locale: str) -> Response:
    """Says sorry and asks whether to carry on; the session stays open and the place is kept."""
    return response(
        lines(locale, "answers.apology", "answers.apology_ask"),
        lines(locale, "answers.apology_reprompt"),
    )


def report(error: Exception) -> None:
    """Logs where something failed, but not the error's message: the SDK's hold whole requests."""
    account().failed()
    calls = extract_tb(error.__traceback__)[-_FRAMES:]
    frames = [f"{call.filename}:{call.lineno} {call.name}" for call in calls]
    _log.error("turn failed", error=type(error).__name__, frames=frames)
