"""The skill as one function: a request that the gate let through in, the answer to it out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder

from skill.alexa.asked import DEFAULT_LOCALE
from skill.alexa.envelope import modelled
from skill.alexa.failure import apology, report
from skill.alexa.handlers import Disabled, Failure, Intents, Launch, SessionEnd
from skill.alexa.turns import Step, Turns
from skill.alexa.zones import ZoneSource, nowhere
from skill.conversation.limits import Limits
from skill.conversation.step import step
from skill.diary.guard import Guard

Dispatch = Callable[[dict[str, Any]], dict[str, Any]]
"""From a parsed and verified request envelope to a response envelope, both plain JSON; never raises."""

_serializer = DefaultSerializer()


def build_dispatch(
    *, diary: Guard, limits: Limits, skill_id: str, zones: ZoneSource = nowhere, step: Step = step
) -> Dispatch:
    """The skill, put together once for all requests."""
    skill = _skill(Turns(diary=diary, limits=limits, zones=zones, step=step), skill_id)

    def dispatch(envelope: dict[str, Any]) -> dict[str, Any]:
        try:
            return _answer(skill, envelope)
        except Exception as error:  # whatever it is, someone on the floor waits for an answer
            report(error)
            return _sorry(envelope)

    return dispatch


def _skill(turns: Turns, skill_id: str) -> CustomSkill:
    builder = SkillBuilder()
    builder.skill_id = skill_id  # type: ignore[assignment]  # the SDK annotates it as None
    for kind in (Launch, Intents, SessionEnd, Disabled):
        builder.add_request_handler(kind(turns))
    builder.add_exception_handler(Failure())
    return builder.create()


def _answer(skill: CustomSkill, envelope: dict[str, Any]) -> dict[str, Any]:
    known = modelled(envelope)
    if known.request is None:
        return _envelope({}, _attributes(envelope))
    answer = skill.invoke(known, None)
    # Not the whole answer: the attributes are plain JSON already, and there is a lot of them to look through.
    response: Any = _serializer.serialize(answer.response)
    return _envelope(response, answer.session_attributes)


def _envelope(response: dict[str, Any], attributes: Mapping[str, Any] | None) -> dict[str, Any]:
    """Without the SDK's `userAgent`, which tells versions, and without attributes where there are none."""
    session = {"sessionAttributes": attributes} if attributes else {}
    return {"version": "1.0", **session, "response": response}


def _sorry(envelope: Mapping[str, Any]) -> dict[str, Any]:
    """The apology where the SDK itself failed; silent, the session kept, if even its words cannot be had."""
    request = envelope.get("request")
    if not isinstance(request, Mapping) or request.get("type") not in ("LaunchRequest", "IntentRequest"):
        return _envelope({}, _attributes(envelope))
    try:
        locale = request.get("locale")
        sorry = apology(locale if isinstance(locale, str) else DEFAULT_LOCALE)
        response: Any = _serializer.serialize(sorry)
    except Exception as error:
        report(error)
        response = {"shouldEndSession": False}
    return _envelope(response, _attributes(envelope))


def _attributes(envelope: Mapping[str, Any]) -> Mapping[str, Any] | None:
    session = envelope.get("session")
    attributes = session.get("attributes") if isinstance(session, Mapping) else None
    return attributes if isinstance(attributes, Mapping) else None
