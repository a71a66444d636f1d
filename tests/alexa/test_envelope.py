"""What the skill reads of a request is what the SDK would read; what the SDK would stumble over is left out."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.intent_request import IntentRequest
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.session_ended_request import SessionEndedRequest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from skill.alexa.asked import asked
from skill.alexa.envelope import modelled
from skill.alexa.intents import MEANINGS, event
from skill.alexa.slots import named, seconds

Envelope = Callable[..., dict[str, Any]]
LAUNCH = {"type": "LaunchRequest"}


def sdk(envelope: dict[str, Any]) -> RequestEnvelope:
    """As the SDK reads it."""
    read: RequestEnvelope = DefaultSerializer().deserialize(json.dumps(envelope), RequestEnvelope)
    return read


def told(envelope: Any) -> dict[str, Any]:
    """All that the skill reads of a request."""
    request, session = envelope.request, envelope.session
    read = {
        "type": type(request),
        "application": envelope.context.system.application.application_id,
        "frame": asked(envelope),
        "in a session": session is not None,
    }
    if isinstance(request, IntentRequest):
        assert request.intent is not None
        slots = (request.intent.slots or {}).items()
        read["intent"] = (request.intent.name, event(request.intent))
        read["slots"] = {name: (named(slot), seconds(slot)) for name, slot in slots}
    if isinstance(request, SessionEndedRequest):
        read["end"] = (request.reason, request.error and request.error.object_type)
    return read


def members(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=optional)


def one(*options: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(options)


texts = st.none() | one("cat", "?", "", "PT30S", "PT1H2M", "two") | st.text(max_size=8)
resolutions = members(
    resolutionsPerAuthority=st.lists(
        members(
            authority=texts,
            status=members(code=one("ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH", "ER_ERROR_TIMEOUT")),
            values=st.lists(members(value=members(name=texts, id=texts)), max_size=3),
        ),
        max_size=2,
    )
)
simple = st.fixed_dictionaries({"type": st.just("Simple")}, optional={"value": texts, "resolutions": resolutions})
slot_values = simple | st.fixed_dictionaries({"type": st.just("List"), "values": st.lists(simple, max_size=3)})
slots = members(
    name=texts,
    value=texts,
    confirmationStatus=one("NONE", "DENIED"),
    source=one("USER"),
    resolutions=resolutions,
    slotValue=slot_values,
)


@st.composite
def valid(draw: st.DrawFn) -> dict[str, Any]:
    """An envelope that the SDK can read."""
    kind = draw(one("IntentRequest", "IntentRequest", "LaunchRequest", "SessionEndedRequest"))
    kind = draw(one(kind, kind, kind, "AlexaSkillEvent.SkillDisabled"))
    time = draw(st.datetimes()).replace(microsecond=0).isoformat() + draw(one("Z", "+00:00", "-07:00", ""))
    request = {"type": kind, "requestId": "r", "timestamp": time, **draw(members(locale=one("en-US", "de-DE", None)))}
    if kind == "IntentRequest":
        name = draw(one(*MEANINGS, "AMAZON.NewIntent"))
        spoken = st.dictionaries(one("exercise", "second", "length", "pace", "x"), slots, max_size=3)
        intent = st.fixed_dictionaries({"name": st.just(name)}, optional={"slots": st.none() | spoken})
        request |= {"intent": draw(intent), **draw(members(dialogState=one("STARTED", "COMPLETED")))}
    if kind == "SessionEndedRequest":
        error = members(type=one("INVALID_RESPONSE", "INTERNAL_SERVICE_ERROR"), message=texts)
        request |= draw(members(reason=one("USER_INITIATED", "ERROR", "EXCEEDED_MAX_REPROMPTS"), error=error))
    application, user = {"applicationId": draw(texts)}, {"userId": draw(st.text(max_size=9)), "accessToken": "t"}
    system = draw(
        members(
            person=members(personId=texts, accessToken=texts),
            device=members(deviceId=texts, supportedInterfaces=one({}, {"AudioPlayer": {}})),
            apiEndpoint=texts,
            apiAccessToken=texts,
        )
    )
    attributes = st.none() | st.dictionaries(st.text(max_size=5), json_values, max_size=3)
    session = {"new": True, "sessionId": "s", "user": user, "application": application}
    context = {"System": {**system, "application": application, "user": user}, **draw(members(Other=json_values))}
    whole = {"version": "1.0", "context": context, "request": request, **draw(members(extra=json_values))}
    return {**whole, **draw(members(session=st.none() | st.just({**session, **draw(members(attributes=attributes))})))}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(valid())
def test_what_the_skill_reads_is_what_the_sdk_would_read(envelope: dict[str, Any]) -> None:
    assert told(modelled(envelope)) == told(sdk(envelope))


def changed(envelope: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    whole = copy.deepcopy(envelope)
    *steps, last = path.split("/")
    part: Any = whole
    for step in steps:
        part = part.setdefault(step, {})
    part[last] = value
    return whole


@pytest.mark.parametrize("context", [None, {}, {"System": None}, {"System": {"device": {"deviceId": "D1"}}}])
def test_what_the_context_does_not_say_the_session_does(envelope: Envelope, context: Any) -> None:
    known: Any = modelled({**envelope(LAUNCH), "context": context})
    system = known.context.system
    assert system.application.application_id == "amzn1.ask.skill.OURS"
    assert system.user.user_id == "amzn1.ask.account.U1"


def test_nothing_is_changed_in_place(said: Envelope) -> None:
    given_ = changed(said("HowToIntent"), "context/Viewport", {"shape": "TRIANGLE"})
    before = copy.deepcopy(given_)
    modelled(given_)
    assert given_ == before


NEW = {
    "viewport shape": ("context/Viewport", {"shape": "TRIANGLE", "mode": "HOLOGRAM", "experiences": []}),
    "viewport type": ("context/Viewports", [{"type": "HOLOGRAM", "id": "main", "shape": "TRIANGLE"}]),
    "context of its own": ("context/Alexa.Presentation.Hologram", {"token": "x"}),
    "audio player activity": ("context/AudioPlayer", {"playerActivity": "DREAMING"}),
    "permission status": ("session/user/permissions", {"scopes": {"x": {"status": "MAYBE"}}}),
    "confirmation status": ("request/intent/confirmationStatus", "PERHAPS"),
    "dialog state": ("request/dialogState", "DREAMING"),
    "slot confirmation status": (
        "request/intent/slots/exercise",
        {"name": "exercise", "confirmationStatus": "PERHAPS"},
    ),
    "slot status": (
        "request/intent/slots/exercise",
        {"resolutions": {"resolutionsPerAuthority": [{"status": {"code": "ER_SUCCESS_NEARLY"}}]}},
    ),
    "slot value type": ("request/intent/slots/exercise", {"slotValue": {"type": "Composite"}}),
    "slot value without a type": ("request/intent/slots/exercise", {"slotValue": {"value": "cat"}}),
    "value in a list of values": (
        "request/intent/slots/exercise",
        {"slotValue": {"type": "List", "values": [{"type": "Composite"}, {"type": "Simple"}]}},
    ),
    "locale": ("request/locale", "tlh-QO"),
    "extra key": ("extra", {"deep": [1, 2]}),
    "extra key in the request": ("request/mood", "sore"),
    "extra key that no object takes": ("request/__class__", 1),
    "attributes null": ("session/attributes", None),
    "session null": ("session", None),
    "slots null": ("request/intent/slots", None),
    "slot null": ("request/intent/slots/exercise", None),
}


@pytest.mark.parametrize(("path", "value"), NEW.values(), ids=NEW)
def test_a_request_newer_than_the_sdk_is_read(said: Envelope, path: str, value: Any) -> None:
    known: Any = modelled(changed(said("HowToIntent"), path, value))
    assert known.request is not None
    assert known.request.object_type == "IntentRequest"
    assert known.request.intent.name == "HowToIntent"


WRONG = {
    "session": ("session", 5),
    "context": ("context", "gone"),
    "attributes": ("session/attributes", [1]),
    "new": ("session/new", {"yes": True}),
    "user": ("context/System/user", ["U1"]),
    "user id": ("context/System/user/userId", {"id": 1}),
    "slots": ("request/intent/slots", ["cat"]),
    "slot": ("request/intent/slots/exercise", "cat"),
    "resolutions": ("request/intent/slots/exercise", {"resolutions": {"resolutionsPerAuthority": "none"}}),
    "status": (
        "request/intent/slots/exercise",
        {"resolutions": {"resolutionsPerAuthority": [{"status": {"code": ["x"]}}]}},
    ),
    "timestamp": ("request/timestamp", 1_700_000_000),
    "time of day": ("request/timestamp", "noon"),
    "number": ("context/Geolocation", {"coordinate": {"latitudeInDegrees": "north"}}),
    "endless number": ("context/AudioPlayer", {"offsetInMilliseconds": float("inf")}),
}


@pytest.mark.parametrize(("path", "value"), WRONG.values(), ids=WRONG)
def test_a_value_of_a_wrong_type_is_left_out(said: Envelope, path: str, value: Any) -> None:
    known: Any = modelled(changed(said("HowToIntent"), path, value))
    assert known.request is not None


@pytest.mark.parametrize(
    "request_", [{"type": "Alexa.Hologram.Shown"}, {"type": None}, {"type": ["x"]}, {}, "launch", None]
)
def test_a_request_of_no_known_type_is_none(envelope: Envelope, request_: Any) -> None:
    assert modelled({**envelope(LAUNCH), "request": request_}).request is None


def test_reasons_and_error_types_that_are_new(envelope: Envelope) -> None:
    request = {"type": "SessionEndedRequest", "reason": "ERROR", "error": {"type": "RATE_LIMIT_EXCEEDED"}}
    read: Any = modelled(envelope(request)).request
    assert (read.reason.value, read.error.object_type) == ("ERROR", None)
    read = modelled(envelope({**request, "reason": "BORED"})).request
    assert read.reason is None


def test_the_log_names_what_is_new_but_quotes_nobody(envelope: Envelope) -> None:
    ended = {"type": "SessionEndedRequest", "reason": "ERROR", "error": {"type": "RATE_LIMIT_EXCEEDED"}}
    with capture_logs() as logs:
        modelled(changed(envelope(ended), "request/reason", "my back hurts, call Ann"))
        modelled(changed(envelope(ended), "request/error/type", {"id": "amzn1.ask.account.U1"}))
    assert [(line["field"], line["value"]) for line in logs] == [
        ("reason", None),
        ("type", "RATE_LIMIT_EXCEEDED"),
        ("type", None),
    ]


places = st.sampled_from([path for path, _ in [*NEW.values(), *WRONG.values()]])


@given(path=places, value=json_values)
def test_whatever_stands_anywhere_the_rest_is_read(path: str, value: Any) -> None:
    intent = {"name": "HowToIntent", "slots": {"exercise": {"name": "exercise"}}}
    request = {"type": "IntentRequest", "timestamp": "2026-11-22T07:00:00Z", "intent": intent}
    whole = {"version": "1.0", "session": {"user": {}}, "context": {"System": {"user": {}}}, "request": request}
    known: Any = modelled(changed(whole, path, value))
    assert known.request.intent is not None
    event(known.request.intent)


def test_the_attributes_are_not_copied_for_handlers(envelope: Envelope) -> None:
    session: Any = modelled(envelope(LAUNCH, attributes={"a": [1]})).session
    assert copy.deepcopy(session.attributes) is session.attributes == {"a": [1]}
