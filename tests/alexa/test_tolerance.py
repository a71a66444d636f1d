from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.request_envelope import RequestEnvelope
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from skill.alexa.tolerance import readable

Envelope = Callable[..., dict[str, Any]]
LAUNCH = {"type": "LaunchRequest"}


def read(envelope: dict[str, Any]) -> Any:
    """A RequestEnvelope from the real SDK, which raises for whatever its model does not know."""
    return DefaultSerializer().deserialize(json.dumps(readable(envelope)), RequestEnvelope)


def changed(envelope: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    whole = copy.deepcopy(envelope)
    *steps, last = path.split("/")
    part: Any = whole
    for step in steps:
        part = part.setdefault(step, {})
    part[last] = value
    return whole


def test_what_the_sdk_knows_stays_as_it_is(said: Envelope) -> None:
    slots = {"exercise": {"name": "exercise", "value": "cat", "confirmationStatus": "NONE"}}
    known = said("HowToIntent", slots, attributes={"place": {"index": 3}, "none": None})
    kept = readable(known)
    assert kept.pop("request").pop("timestamp") == "2026-11-22T07:00:00+00:00"
    known["context"]["System"]["device"]["supportedInterfaces"] = {"AudioPlayer": {}}
    del known["request"]
    assert kept == known


@pytest.mark.parametrize("context", [None, {}, {"System": None}, {"System": {"device": {"deviceId": "D1"}}}])
def test_what_the_context_does_not_say_the_session_does(envelope: Envelope, context: Any) -> None:
    system = read({**envelope(LAUNCH), "context": context}).context.system
    assert system.application.application_id == "amzn1.ask.skill.OURS"
    assert system.user.user_id == "amzn1.ask.account.U1"


def test_nothing_is_changed_in_place(said: Envelope) -> None:
    given_ = changed(said("HowToIntent"), "context/Viewport", {"shape": "TRIANGLE"})
    before = copy.deepcopy(given_)
    readable(given_)
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
    known = read(changed(said("HowToIntent"), path, value))
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
    known = read(changed(said("HowToIntent"), path, value))
    assert known.request is not None


@pytest.mark.parametrize(
    "request_", [{"type": "Alexa.Hologram.Shown"}, {"type": None}, {"type": ["x"]}, {}, "launch", None]
)
def test_a_request_of_no_known_type_is_none(envelope: Envelope, request_: Any) -> None:
    assert readable({**envelope(LAUNCH), "request": request_}).get("request") is None


def test_reasons_and_error_types_that_are_new(envelope: Envelope) -> None:
    request = {"type": "SessionEndedRequest", "reason": "ERROR"}
    known = read(envelope({**request, "error": {"type": "RATE_LIMIT_EXCEEDED", "message": "slow down"}}))
    assert known.request.error.message == "slow down"
    assert read(envelope({**request, "reason": "BORED"})).request.reason is None


def test_the_log_names_what_is_new_but_quotes_nobody(envelope: Envelope) -> None:
    ended = {"type": "SessionEndedRequest", "reason": "ERROR", "error": {"type": "RATE_LIMIT_EXCEEDED"}}
    with capture_logs() as logs:
        readable(changed(envelope(ended), "request/reason", "my back hurts, call Ann"))
        readable(changed(envelope(ended), "context/System/user/userId", {"id": "amzn1.ask.account.U1"}))
    assert {(line["field"], line["value"]) for line in logs} == {
        ("request.error.type", "RATE_LIMIT_EXCEEDED"),
        ("request.reason", None),
        ("context.System.user.userId", None),
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
places = st.sampled_from([path for path, _ in [*NEW.values(), *WRONG.values()]])


@given(path=places, value=json_values)
def test_whatever_stands_anywhere_the_sdk_can_read_the_rest(path: str, value: Any) -> None:
    intent = {"name": "HowToIntent", "slots": {"exercise": {"name": "exercise"}}}
    request = {"type": "IntentRequest", "timestamp": "2026-11-22T07:00:00Z", "intent": intent}
    whole = {
        "version": "1.0",
        "session": {"user": {}},
        "context": {"System": {"user": {}}},
        "request": request,
    }
    known = read(changed(whole, path, value))
    assert known.version == "1.0"
