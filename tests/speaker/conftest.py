"""A speaker whose skill and hearing are written down in the test."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from skill.speaker.clock import VirtualClock
from skill.speaker.device import Device
from skill.speaker.envelope import Envelopes
from skill.speaker.hearing import Heard
from skill.speaker.playing import Voice
from skill.speaker.webhook import Answer, NoAnswerError

START = datetime(2026, 3, 1, 7, tzinfo=UTC)


def hear(utterance: str, in_session: bool) -> Heard:
    """The words are the intent; outside a session only the launch reaches the skill."""
    if utterance == "launch":
        return Heard(say=utterance, reaches=True, intent="LaunchRequest", slots={}, exact=True)
    return Heard(say=utterance, reaches=in_session, intent=utterance, slots={}, exact=True)


@dataclass
class Skill:
    """Answers what it was told to, else with ten seconds of silence; keeps what it was sent, and when."""

    clock: VirtualClock
    answers: list[dict[str, Any] | bytes | int | NoAnswerError] = field(default_factory=list)
    posted: list[dict[str, Any]] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)

    def __call__(self, envelope: dict[str, Any]) -> Answer:
        self.posted.append(envelope)
        self.moments.append((self.clock.now() - START).total_seconds())
        if envelope["request"]["type"] == "SessionEndedRequest" and not isinstance(
            self.answers[0] if self.answers else None, NoAnswerError
        ):
            return Answer(200, b'{"version": "1.0", "response": {}}')
        if not self.answers:
            self.says('<break time="10s"/>')
        answer = self.answers.pop(0)
        if isinstance(answer, NoAnswerError):
            raise answer
        if isinstance(answer, int):
            return Answer(answer, b"")
        return Answer(200, answer if isinstance(answer, bytes) else json.dumps(answer).encode())

    def says(self, *speeches: str, **response: Any) -> None:
        """Let the next answers be these, with the microphone open and a reprompt of one word; the keyword
        arguments are other members of the response."""
        for ssml in speeches:
            speech = {"type": "SSML", "ssml": f"<speak>{ssml}</speak>"}
            reprompt = {"outputSpeech": {"type": "SSML", "ssml": "<speak>Well?</speak>"}}
            members = {"outputSpeech": speech, "reprompt": reprompt, "shouldEndSession": False} | response
            self.answers.append({"version": "1.0", "sessionAttributes": {"said": ssml}, "response": members})

    @property
    def kinds(self) -> list[str]:
        """The intents and other requests, in order."""
        requests = [envelope["request"] for envelope in self.posted]
        return [request["intent"]["name"] if "intent" in request else request["type"] for request in requests]


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock(START)


@pytest.fixture
def skill(clock: VirtualClock) -> Skill:
    return Skill(clock)


@pytest.fixture
def make_device(clock: VirtualClock, skill: Skill) -> Callable[..., Device]:
    def make(**more: Any) -> Device:
        parts: dict[str, Any] = {
            "hear": hear,
            "envelopes": Envelopes("amzn1.ask.skill.test"),
            "voice": Voice(),
        }
        return Device(clock=clock, post=skill, **(parts | more))

    return make


@pytest.fixture
def device(make_device: Callable[..., Device]) -> Device:
    return make_device()
