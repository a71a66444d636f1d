"""Whether an envelope has Amazon's shape, as far as the skill reads it.

Devices send members and values that are newer than any list of ours, so what is not named here passes, and
what is named may be absent or null unless it is needed. Where the skill looks for an object, it finds one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skill.alexa.gate.refusal import RefusedError


@dataclass(frozen=True, slots=True)
class Members:
    """An object with these members, among others."""

    known: Mapping[str, Shape]
    """The shape of each."""
    needed: tuple[str, ...] = ()
    """Those that must be there."""


@dataclass(frozen=True, slots=True)
class Each:
    """A list or an object, whose values all have one shape."""

    holder: type[list[Any]] | type[dict[str, Any]]
    """Which of the two."""
    value: Shape
    """The shape of every value; null passes."""


Shape = type[str] | type[bool] | type[dict[str, Any]] | Members | Each

_USER = Members({"userId": str})
_APPLICATION = Members({"applicationId": str})
_NAMED = Members({"name": str, "id": str})
_AUTHORITY = Members(
    {
        "authority": str,
        "status": Members({"code": str}),
        "values": Each(list, Members({"value": _NAMED})),
    }
)
_RESOLUTIONS = Members({"resolutionsPerAuthority": Each(list, _AUTHORITY)})
_SLOT_VALUE = Members({"type": str, "value": str, "resolutions": _RESOLUTIONS})
_SLOT = Members(
    {
        "name": str,
        "value": str,
        "confirmationStatus": str,
        "resolutions": _RESOLUTIONS,
        "slotValue": Members({**_SLOT_VALUE.known, "values": Each(list, _SLOT_VALUE)}),
    }
)
_INTENT = Members({"name": str, "confirmationStatus": str, "slots": Each(dict, _SLOT)}, needed=("name",))
_REQUEST = Members(
    {
        "type": str,
        "requestId": str,
        "timestamp": str,
        "locale": str,
        "dialogState": str,
        "reason": str,
        "error": Members({"type": str, "message": str}),
        "intent": _INTENT,
    },
    needed=("type", "timestamp"),
)
_SESSION = Members({"new": bool, "sessionId": str, "attributes": dict, "user": _USER, "application": _APPLICATION})
_SYSTEM = Members(
    {
        "application": _APPLICATION,
        "user": _USER,
        "person": Members({"personId": str}),
        "device": Members({"deviceId": str, "supportedInterfaces": dict}),
        "apiEndpoint": str,
        "apiAccessToken": str,
    }
)
_ENVELOPE = Members(
    {"version": str, "session": _SESSION, "context": Members({"System": _SYSTEM}), "request": _REQUEST},
    needed=("request",),
)

_IN_A_SESSION = ("LaunchRequest", "IntentRequest", "SessionEndedRequest")


def check_shape(envelope: dict[str, Any]) -> None:
    """Refuse an envelope in which the skill would not find what it looks for where it looks."""
    place = _misfit(envelope, _ENVELOPE, "") or _lacking(envelope)
    if place:
        raise RefusedError("shape", place)


def _lacking(envelope: dict[str, Any]) -> str:
    kind = envelope["request"]["type"]
    if kind in _IN_A_SESSION and envelope.get("session") is None:
        return "session"
    if kind == "IntentRequest" and envelope["request"].get("intent") is None:
        return "request.intent"
    return ""


def _misfit(value: Any, shape: Shape, place: str) -> str:
    """Where the first thing is that does not fit, with * for names the sender chose; empty when all fits."""
    if isinstance(shape, Members):
        return _misfit_of_members(value, shape, place)
    if isinstance(shape, Each):
        return _misfit_of_each(value, shape, place)
    return "" if isinstance(value, shape) else place


def _misfit_of_members(value: Any, shape: Members, place: str) -> str:
    if not isinstance(value, dict):
        return place or "envelope"
    for name, inner in shape.known.items():
        here = f"{place}.{name}" if place else name
        found = value.get(name)
        if found is None and name in shape.needed:
            return here
        if found is not None and (misfit := _misfit(found, inner, here)):
            return misfit
    return ""


def _misfit_of_each(value: Any, shape: Each, place: str) -> str:
    if not isinstance(value, shape.holder):
        return place
    values = value.values() if isinstance(value, dict) else value
    misfits = (_misfit(inner, shape.value, f"{place}.*") for inner in values if inner is not None)
    return next(filter(None, misfits), "")
