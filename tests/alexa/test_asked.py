from __future__ import annotations

from datetime import UTC, datetime

import pytest
from ask_sdk_model.launch_request import LaunchRequest
from ask_sdk_model.request_envelope import RequestEnvelope

from skill.alexa.asked import Asked, asked

SEVEN = datetime(2026, 11, 22, 7, tzinfo=UTC)


@pytest.mark.parametrize("stamp", [SEVEN, SEVEN.replace(tzinfo=None)])
def test_a_request_that_says_nothing_but_when(stamp: datetime) -> None:
    envelope = RequestEnvelope(request=LaunchRequest(timestamp=stamp))
    assert asked(envelope) == Asked(listener=None, locale="en-US", now=SEVEN, attributes={})


@pytest.mark.parametrize("envelope", [RequestEnvelope(), RequestEnvelope(request=LaunchRequest())])
def test_without_a_time_there_is_no_turn(envelope: RequestEnvelope) -> None:
    with pytest.raises(ValueError, match="timestamp"):
        asked(envelope)
