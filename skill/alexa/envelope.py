"""The SDK's model of a request, made of what this skill reads, and nothing else.

The SDK's own reader takes every request apart to its last member, and refuses all of it for one new value of an enum
(a viewport's shape, a slot's status, an error's type): its model is from 2023. Here what the skill does not read is
not looked at, and a value that is not what it should be is as good as absent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Self, TypeVar

import structlog
from ask_sdk_model.application import Application
from ask_sdk_model.context import Context
from ask_sdk_model.device import Device
from ask_sdk_model.events.skillevents.skill_disabled_request import SkillDisabledRequest
from ask_sdk_model.intent import Intent
from ask_sdk_model.intent_request import IntentRequest
from ask_sdk_model.interfaces.system.system_state import SystemState
from ask_sdk_model.launch_request import LaunchRequest
from ask_sdk_model.list_slot_value import ListSlotValue
from ask_sdk_model.person import Person
from ask_sdk_model.request import Request
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.session import Session
from ask_sdk_model.session_ended_error import SessionEndedError
from ask_sdk_model.session_ended_error_type import SessionEndedErrorType
from ask_sdk_model.session_ended_reason import SessionEndedReason
from ask_sdk_model.session_ended_request import SessionEndedRequest
from ask_sdk_model.simple_slot_value import SimpleSlotValue
from ask_sdk_model.slot import Slot
from ask_sdk_model.slot_value import SlotValue
from ask_sdk_model.slu.entityresolution.resolution import Resolution
from ask_sdk_model.slu.entityresolution.resolutions import Resolutions
from ask_sdk_model.slu.entityresolution.status import Status
from ask_sdk_model.slu.entityresolution.status_code import StatusCode
from ask_sdk_model.slu.entityresolution.value import Value
from ask_sdk_model.slu.entityresolution.value_wrapper import ValueWrapper
from ask_sdk_model.user import User

Raw = Mapping[str, Any]
Member = TypeVar("Member", bound=Enum)

_NAME = re.compile(r"[A-Za-z0-9_.]{1,60}")
"""How Amazon writes the members of its enums; anything else is not fit for a log."""
_NOTHING: Raw = {}

_log = structlog.get_logger(__name__)


class Attributes(dict[str, Any]):
    """Those of a session, as they came. The SDK copies them deeply for its handlers; none of ours changes them."""

    def __deepcopy__(self, _: object) -> Self:
        return self


def modelled(envelope: Raw) -> RequestEnvelope:
    """What the skill reads of a request; no `request` if it is of a type that the skill has no use for."""
    session, request = envelope.get("session"), _object(envelope, "request")
    kind = request.get("type")
    read = _READERS.get(kind) if isinstance(kind, str) else None
    system = _object(_object(envelope, "context"), "System")
    return RequestEnvelope(
        context=Context(system=_system(system, session if isinstance(session, Mapping) else _NOTHING)),
        session=_session(session) if isinstance(session, Mapping) else None,
        request=read(request) if read else None,
    )


def _session(session: Raw) -> Session:
    return Session(attributes=Attributes(_object(session, "attributes")))


def _system(system: Raw, session: Raw) -> SystemState:
    """Which skill and whose account is meant, the session says too; the SDK asks the system alone."""
    application = _object(system, "application") or _object(session, "application")
    user = _object(system, "user") or _object(session, "user")
    return SystemState(
        application=Application(_text(application, "applicationId")),
        user=User(_text(user, "userId")),
        person=Person(_text(_object(system, "person"), "personId")),
        device=Device(_text(_object(system, "device"), "deviceId")),
        api_endpoint=_text(system, "apiEndpoint"),
        api_access_token=_text(system, "apiAccessToken"),
    )


def _launch(request: Raw) -> Request:
    return LaunchRequest(timestamp=_time(request), locale=_text(request, "locale"))


def _intent(request: Raw) -> Request:
    intent = _object(request, "intent")
    slots = {name: _slot(slot) for name, slot in _object(intent, "slots").items() if isinstance(slot, Mapping)}
    return IntentRequest(
        timestamp=_time(request),
        locale=_text(request, "locale"),
        intent=Intent(name=_text(intent, "name"), slots=slots),
    )


def _ended(request: Raw) -> Request:
    error = _object(request, "error")
    return SessionEndedRequest(
        timestamp=_time(request),
        locale=_text(request, "locale"),
        reason=_member(request, "reason", SessionEndedReason),
        error=SessionEndedError(object_type=_member(error, "type", SessionEndedErrorType)) if error else None,
    )


def _disabled(request: Raw) -> Request:
    return SkillDisabledRequest(timestamp=_time(request), locale=_text(request, "locale"))


_READERS: dict[str, Callable[[Raw], Request]] = {
    "LaunchRequest": _launch,
    "IntentRequest": _intent,
    "SessionEndedRequest": _ended,
    "AlexaSkillEvent.SkillDisabled": _disabled,
}


def _slot(slot: Raw) -> Slot:
    return Slot(
        value=_text(slot, "value"),
        resolutions=_resolutions(slot),
        slot_value=_slot_value(_object(slot, "slotValue")),
    )


def _slot_value(value: Raw) -> SlotValue | None:
    match value.get("type"):
        case "Simple":
            return SimpleSlotValue(value=_text(value, "value"), resolutions=_resolutions(value))
        case "List":
            return ListSlotValue(values=[part for inner in _objects(value, "values") if (part := _slot_value(inner))])
        case _:
            return None


def _resolutions(holder: Raw) -> Resolutions | None:
    found = _objects(_object(holder, "resolutions"), "resolutionsPerAuthority")
    per_authority = [Resolution(status=_status(one), values=_values(one)) for one in found]
    return Resolutions(per_authority) if per_authority else None


def _status(resolution: Raw) -> Status:
    return Status(_member(_object(resolution, "status"), "code", StatusCode))


def _values(resolution: Raw) -> list[ValueWrapper]:
    found = (_object(wrapper, "value") for wrapper in _objects(resolution, "values"))
    return [ValueWrapper(Value(_text(value, "name"), _text(value, "id"))) for value in found]


def _object(holder: Raw, name: str) -> Raw:
    value = holder.get(name)
    return value if isinstance(value, Mapping) else _NOTHING


def _objects(holder: Raw, name: str) -> Iterator[Raw]:
    values = holder.get(name)
    return (value for value in values if isinstance(value, Mapping)) if isinstance(values, list) else iter(())


def _text(holder: Raw, name: str) -> str | None:
    value = holder.get(name)
    return value if isinstance(value, str) else None


def _time(request: Raw) -> datetime | None:
    try:
        return datetime.fromisoformat(request["timestamp"])
    except (KeyError, TypeError, ValueError):
        return None


def _member(holder: Raw, name: str, kind: type[Member]) -> Member | None:
    value = holder.get(name)
    try:
        return None if value is None else kind(value)
    except ValueError:
        plain = isinstance(value, str) and _NAME.fullmatch(value)
        _log.info("unknown to the SDK, left out", field=name, value=value if plain else None)
        return None
