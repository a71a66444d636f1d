"""The skill as one function: a request that the gate let through in, the answer to it out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill_builder import SkillBuilder

from skill.alexa.asked import DEFAULT_LOCALE
from skill.alexa.failure import apology, report
from skill.alexa.handlers import AnythingElse, Failure, Intents, Launch, SessionEnd, SkillEvents
from skill.alexa.tolerance import readable
from skill.alexa.turns import Step, Turns
from skill.alexa.webservice import WebserviceSkillHandler
from skill.alexa.zones import ZoneSource, nowhere
from skill.conversation.limits import Limits
from skill.conversation.step import step
from skill.diary.guard import Guard

Dispatch = Callable[[dict[str, Any]], dict[str, Any]]
"""From a parsed and verified request envelope to a response envelope, both plain JSON; never raises."""

_log = structlog.get_logger(__name__)


def build_dispatch(
    *, diary: Guard, limits: Limits, skill_id: str, zones: ZoneSource = nowhere, step: Step = step
) -> Dispatch:
    """The skill, put together once for all requests."""
    handler = _handler(Turns(diary=diary, limits=limits, zones=zones, step=step), skill_id)

    def dispatch(envelope: dict[str, Any]) -> dict[str, Any]:
        try:
            return _answer(handler, envelope)
        except Exception as error:  # whatever it is, someone on the floor waits for an answer
            report(error)
            return _sorry(envelope)

    return dispatch


def _handler(turns: Turns, skill_id: str) -> WebserviceSkillHandler:
    builder = SkillBuilder()
    builder.skill_id = skill_id  # type: ignore[assignment]  # the SDK annotates it as None
    for kind in (Launch, Intents, SessionEnd, SkillEvents):
        builder.add_request_handler(kind(turns))
    builder.add_request_handler(AnythingElse())
    builder.add_exception_handler(Failure())
    # The gate has checked the raw bytes; here they are gone.
    return WebserviceSkillHandler(builder.create(), verify_signature=False, verify_timestamp=False)


def _answer(handler: WebserviceSkillHandler, envelope: dict[str, Any]) -> dict[str, Any]:
    known = readable(envelope)
    if known.get("request") is None:
        return _envelope({}, _attributes(envelope))
    # It answers with a dict, though it is annotated as a string.
    answer: Any = handler.verify_request_and_dispatch({}, json.dumps(known))
    return _envelope(answer["response"], answer.get("sessionAttributes"))


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
        response: Any = DefaultSerializer().serialize(sorry)
    except Exception as error:
        report(error)
        response = {"shouldEndSession": False}
    return _envelope(response, _attributes(envelope))


def _attributes(envelope: Mapping[str, Any]) -> Mapping[str, Any] | None:
    session = envelope.get("session")
    attributes = session.get("attributes") if isinstance(session, Mapping) else None
    return attributes if isinstance(attributes, Mapping) else None
