"""Who asks, when, from where and in which language: what a turn needs of a request's envelope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ask_sdk_model.interfaces.system.system_state import SystemState
from ask_sdk_model.request_envelope import RequestEnvelope

from skill.alexa.zones import Device

DEFAULT_LOCALE = "en-US"
"""For requests without one, as skill events may be."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The frame of one request."""

    account: str | None
    """Amazon's id of the account; None where it names none."""
    person: str | None
    """Amazon's id of the person whose voice was recognised; None where it was nobody's."""
    device: Device | None
    """What is spoken to, and how Amazon may be asked about it; None where the request does not say."""
    locale: str
    """Such as "en-US"; maybe one this skill has no words for."""
    now: datetime
    """When Amazon stamped the request, in UTC."""
    attributes: Mapping[str, Any]
    """The session's attributes as last answered; empty for a new session and outside one."""

    @property
    def listener(self) -> str | None:
        """Whose memory it is: the person's, else the account's."""
        return self.person or self.account


def asked(envelope: RequestEnvelope) -> Asked:
    """The frame of a request; raises ValueError without a timestamp."""
    request, session, context = envelope.request, envelope.session, envelope.context
    if request is None or request.timestamp is None:
        raise ValueError("the request has no timestamp")
    stamp = request.timestamp
    system = (context.system if context else None) or SystemState()
    return Asked(
        account=(system.user.user_id if system.user else None) or None,
        person=(system.person.person_id if system.person else None) or None,
        device=_device(system),
        locale=request.locale or DEFAULT_LOCALE,
        now=stamp.astimezone(UTC) if stamp.tzinfo else stamp.replace(tzinfo=UTC),
        attributes=(session.attributes if session else None) or {},
    )


def _device(system: SystemState) -> Device | None:
    name = system.device.device_id if system.device else None
    if not (name and system.api_endpoint and system.api_access_token):
        return None
    return Device(name, system.api_endpoint, system.api_access_token)
