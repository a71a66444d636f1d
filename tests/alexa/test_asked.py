from __future__ import annotations

from datetime import UTC, datetime

import pytest
from ask_sdk_model.context import Context
from ask_sdk_model.device import Device as AlexaDevice
from ask_sdk_model.interfaces.system.system_state import SystemState
from ask_sdk_model.launch_request import LaunchRequest
from ask_sdk_model.person import Person
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.user import User

from skill.alexa.asked import Asked, asked
from skill.alexa.zones import Device

SEVEN = datetime(2026, 11, 22, 7, tzinfo=UTC)


@pytest.mark.parametrize("stamp", [SEVEN, SEVEN.replace(tzinfo=None)])
def test_a_request_that_says_nothing_but_when(stamp: datetime) -> None:
    envelope = RequestEnvelope(request=LaunchRequest(timestamp=stamp))
    assert asked(envelope) == Asked(account=None, person=None, device=None, locale="en-US", now=SEVEN, attributes={})
    assert asked(envelope).listener is None


ADDRESS, TOKEN = "https://api.eu.amazonalexa.com", "a secret"


def envelope(system: SystemState) -> RequestEnvelope:
    return RequestEnvelope(request=LaunchRequest(timestamp=SEVEN), context=Context(system=system))


def test_who_is_recognised_is_the_listener_and_else_the_account() -> None:
    user = User(user_id="U1")
    alone, recognised = SystemState(user=user), SystemState(user=user, person=Person(person_id="P1"))
    assert (asked(envelope(alone)).listener, asked(envelope(recognised)).listener) == ("U1", "P1")
    assert asked(envelope(recognised)).account == "U1"


def test_a_device_is_known_by_its_name_address_and_token_and_shows_only_the_address() -> None:
    named = asked(envelope(SystemState(None, None, AlexaDevice("D1"), None, None, ADDRESS, TOKEN))).device
    assert named == Device("D1", ADDRESS, TOKEN)
    assert repr(named) == f"Device(endpoint='{ADDRESS}')"


@pytest.mark.parametrize(
    "system",
    [
        SystemState(api_endpoint=ADDRESS, api_access_token=TOKEN),
        SystemState(device=AlexaDevice(), api_endpoint=ADDRESS, api_access_token=TOKEN),
        SystemState(device=AlexaDevice("D1"), api_access_token=TOKEN),
        SystemState(device=AlexaDevice("D1"), api_endpoint=ADDRESS),
    ],
)
def test_half_of_that_is_nothing(system: SystemState) -> None:
    assert asked(envelope(system)).device is None


@pytest.mark.parametrize("envelope", [RequestEnvelope(), RequestEnvelope(request=LaunchRequest())])
def test_without_a_time_there_is_no_turn(envelope: RequestEnvelope) -> None:
    with pytest.raises(ValueError, match="timestamp"):
        asked(envelope)
