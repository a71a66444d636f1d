"""What Amazon may send gets through, to the letter and beyond the letter of what we know."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

if TYPE_CHECKING:
    from tests.web.conftest import Edge, Sent, Workshop

    Make = Callable[[Workshop], Sent]


def _with_request(shop: Workshop, **members: Any) -> Sent:
    return shop.saying({**shop.envelope(), "request": {**shop.envelope()["request"], **members}})


def _event(shop: Workshop) -> Sent:
    envelope = shop.envelope()
    del envelope["session"]
    request = {"type": "AlexaSkillEvent.SkillDisabled", "timestamp": "2026-11-22T06:00:01Z"}
    return shop.saying({**envelope, "request": request})


def _lower_case(shop: Workshop) -> Sent:
    sent = shop.good()
    return type(sent)(sent.body, {name.lower(): value for name, value in sent.headers.items()})


GOOD: dict[str, Make] = {
    "plain": lambda shop: shop.good(),
    "headers in lower case": _lower_case,
    "another content type": lambda shop: shop.good().but(Content_Type="text/plain"),
    "the old signature header beside": lambda shop: shop.good().but(Signature="anything"),
    "port named": lambda shop: shop.at("https://s3.amazonaws.com:443/echo.api/good.pem"),
    "scheme and host in capitals": lambda shop: shop.at("HTTPS://S3.AMAZONAWS.COM/echo.api/good.pem"),
    "dots that stay inside": lambda shop: shop.at("https://s3.amazonaws.com/echo.api/../echo.api/good.pem"),
    "oldest": lambda shop: _with_request(shop, timestamp="2026-11-22T06:57:30Z"),
    "newest": lambda shop: _with_request(shop, timestamp="2026-11-22T07:02:30Z"),
    "another zone": lambda shop: _with_request(shop, timestamp="2026-11-22T08:00:00.5+01:00"),
    "event of an hour ago, without a session": _event,
    "request of a new type": lambda shop: _with_request(shop, type="Alexa.New.Thing", intent=None),
    "locale unknown": lambda shop: _with_request(shop, locale="xx-XX"),
    "members unknown": lambda shop: shop.saying({**shop.envelope(), "weather": [{"rain": None}]}),
    "slot null": lambda shop: shop.with_member("request.intent.slots.exercise", None),
    "attributes null": lambda shop: shop.with_member("session.attributes", None),
    "text beyond ascii": lambda shop: shop.with_member("request.intent.slots.exercise.value", "Katze 🐈"),
    "skill id in the session alone": lambda shop: shop.with_member("context", {}),
    "wide, not deep": lambda shop: shop.with_member("session.attributes", {"marks": [[1, 2]] * 200}),
}


@pytest.mark.parametrize("kind", GOOD)
def test_good_request_gets_through(kind: str, workshop: Workshop, edge: Edge) -> None:
    sent = GOOD[kind](workshop)
    answer = edge.send(sent)

    assert answer.status_code == 200
    assert edge.dispatched == [json.loads(sent.body)]
    assert answer.headers["Content-Type"] == "application/json;charset=UTF-8"
    assert answer.get_json() == {"version": "1.0", "response": {}}


def test_a_turn_is_logged_by_its_kind_alone(workshop: Workshop, edge: Edge) -> None:
    with capture_logs() as lines:
        edge.send(workshop.good())

    [line] = lines
    assert line.pop("ms") >= 0
    assert line == {
        "event": "answered",
        "log_level": "info",
        "request": "IntentRequest",
        "meaning": "none",  # the edge alone, with no skill behind it
        "outcome": "silent",
        "seconds": 0.0,
        "status": 200,
    }


def test_body_without_a_length_is_read_when_the_server_knows_its_end(workshop: Workshop, edge: Edge) -> None:
    sent = workshop.good()
    unmeasured = {"CONTENT_LENGTH": "", "wsgi.input_terminated": True}
    answer = edge.client.post("/alexa", data=sent.body, headers=sent.headers, environ_overrides=unmeasured)
    assert answer.status_code == 200


def test_body_without_a_length_is_capped_too(workshop: Workshop, edge: Edge) -> None:
    sent = workshop.signed(b" " * 70000)
    unmeasured = {"CONTENT_LENGTH": "", "wsgi.input_terminated": True}
    answer = edge.client.post("/alexa", data=sent.body, headers=sent.headers, environ_overrides=unmeasured)
    assert answer.status_code == 413
    assert not edge.dispatched


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_places = st.sampled_from(
    [
        "request",
        "request.type",
        "request.timestamp",
        "request.intent",
        "request.intent.slots",
        "request.intent.slots.exercise",
        "request.intent.slots.exercise.resolutions",
        "session",
        "session.attributes",
        "session.application",
        "context",
        "context.System",
        "context.System.application",
        "context.System.user",
    ]
)
_few = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@_few
@given(place=_places, value=_json)
def test_whatever_amazon_signs_is_answered_or_refused(place: str, value: Any, workshop: Workshop, edge: Edge) -> None:
    edge.dispatched.clear()
    answer = edge.send(workshop.with_member(place, value))

    assert answer.status_code in (200, 400)
    assert bool(edge.dispatched) == (answer.status_code == 200)


_value = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=60)


@_few
@given(
    url=_value | _value.map("https://s3.amazonaws.com".__add__),
    signature=_value,
    body=st.binary(max_size=200),
)
def test_whatever_a_stranger_sends_is_refused(
    url: str, signature: str, body: bytes, workshop: Workshop, edge: Edge
) -> None:
    sent = type(workshop.good())(body, {"SignatureCertChainUrl": url, "Signature-256": signature})

    assert edge.send(sent).status_code == 400
    assert not edge.dispatched
