"""Who asks, when and in which language: what a turn needs of a request's envelope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ask_sdk_model.interfaces.system.system_state import SystemState
from ask_sdk_model.request_envelope import RequestEnvelope

DEFAULT_LOCALE = "en-US"
"""For requests without one, as skill events may be."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The frame of one request."""

    listener: str | None
    """Amazon's id of the person who was recognised, else of the account; None where Amazon names neither."""
    locale: str
    """Such as "en-US"; maybe one this skill has no words for."""
    now: datetime
    """When Amazon stamped the request, in UTC."""
    attributes: Mapping[str, Any]
    """The session's attributes as last answered; empty for a new session and outside one."""


def asked(envelope: RequestEnvelope) -> Asked:
    """The frame of a request; raises ValueError without a timestamp."""
    request, session, context = envelope.request, envelope.session, envelope.context
    if request is None or request.timestamp is None:
        raise ValueError("the request has no timestamp")
    stamp = request.timestamp
    return Asked(
        listener=_listener(context.system if context else None),
        locale=request.locale or DEFAULT_LOCALE,
        now=stamp.astimezone(UTC) if stamp.tzinfo else stamp.replace(tzinfo=UTC),
        attributes=(session.attributes if session else None) or {},
    )


def _listener(system: SystemState | None) -> str | None:
    if system is None:
        return None
    if system.person is not None and system.person.person_id:
        return system.person.person_id
    return (system.user.user_id if system.user else None) or None
