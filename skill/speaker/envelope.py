"""What was heard, as the request that Amazon would send."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skill.speaker.hearing import Heard, Slot

API = "https://speaker.invalid"
"""Where Amazon would name its own service: nobody is there to be asked about this device."""

LAUNCH = "LaunchRequest"
ENDED = "SessionEndedRequest"


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation between a wake word and an end."""

    attributes: dict[str, Any] = field(default_factory=dict)
    """As the skill last returned them."""
    new: bool = True
    """Whether this is its first request."""
    id: str = field(default_factory=lambda: f"amzn1.echo-api.session.{uuid.uuid4()}")
    """One name for all requests of the session."""


@dataclass(frozen=True, slots=True)
class Envelopes:
    """Makes the requests of one account on one device."""

    skill_id: str
    """Which skill is spoken to."""
    locale: str = "en-US"
    """Language of the device."""
    account: str = "local"
    """Whose account it is; the same name is the same user."""
    slots: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Slots by intent: Amazon names those that were not spoken, too."""

    def heard(self, heard: Heard, session: Session, at: datetime) -> dict[str, Any]:
        """A LaunchRequest or an IntentRequest for words that reached the skill."""
        if heard.intent == LAUNCH:
            return self._envelope(session, at, {"type": LAUNCH})
        possible = self.slots.get(heard.intent or "", ())
        unspoken = {name: {"name": name, "confirmationStatus": "NONE"} for name in sorted(possible)}
        slots = unspoken | {name: self._slot(slot) for name, slot in heard.slots.items()}
        intent = {"name": heard.intent, "confirmationStatus": "NONE", "slots": slots}
        return self._envelope(session, at, {"type": "IntentRequest", "intent": intent})

    def ended(self, session: Session, at: datetime, reason: str, error: dict[str, str] | None = None) -> dict[str, Any]:
        """A SessionEndedRequest; `error` (type, message) goes with the reason ERROR."""
        request: dict[str, Any] = {"type": ENDED, "reason": reason}
        if error:
            request["error"] = error
        return self._envelope(session, at, request)

    def _envelope(self, session: Session, at: datetime, request: dict[str, Any]) -> dict[str, Any]:
        application = {"applicationId": self.skill_id}
        user = {"userId": f"amzn1.ask.account.{_opaque('user', self.account)}"}
        device_id = f"amzn1.ask.device.{_opaque('device', self.account)}"
        common = {
            "requestId": f"amzn1.echo-api.request.{uuid.uuid4()}",
            "timestamp": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": self.locale,
        }
        return {
            "version": "1.0",
            "session": {
                "new": session.new,
                "sessionId": session.id,
                "application": application,
                "attributes": session.attributes,
                "user": user,
            },
            "context": {
                "System": {
                    "application": application,
                    "user": user,
                    "device": {"deviceId": device_id, "supportedInterfaces": {}},
                    "apiEndpoint": API,
                    "apiAccessToken": "opaque",
                }
            },
            "request": {"type": request["type"], **common, **request},
        }

    def _slot(self, slot: Slot) -> dict[str, Any]:
        """One slot; built-in types such as AMAZON.DURATION are not resolved against a list."""
        value: dict[str, Any] = {"type": "Simple", "value": slot.spoken}
        wire: dict[str, Any] = {
            "name": slot.name,
            "value": slot.spoken,
            "confirmationStatus": "NONE",
            "source": "USER",
            "slotValue": value,
        }
        if not slot.type.startswith("AMAZON."):
            value["resolutions"] = wire["resolutions"] = self._resolutions(slot)
        return wire

    def _resolutions(self, slot: Slot) -> dict[str, Any]:
        authority: dict[str, Any] = {
            "authority": f"amzn1.er-authority.echo-sdk.{self.skill_id}.{slot.type}",
            "status": {"code": "ER_SUCCESS_MATCH" if slot.ids else "ER_SUCCESS_NO_MATCH"},
        }
        if slot.ids:
            pairs = zip(slot.ids, slot.values, strict=True)
            authority["values"] = [{"value": {"name": name, "id": ident}} for ident, name in pairs]
        return {"resolutionsPerAuthority": [authority]}


def _opaque(kind: str, account: str) -> str:
    """An id of the shape Amazon uses, always the same for one account."""
    digest = hashlib.sha256(f"{kind} {account}".encode()).digest()
    return base64.b32encode(digest).decode().rstrip("=")
