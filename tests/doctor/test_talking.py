"""Conversations with the skill itself, and with skills that answer badly."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from skill.doctor.command import MODELS
from skill.doctor.finding import Finding
from skill.doctor.talking import Talk, phrases, talks
from skill.speaker.clock import VirtualClock
from skill.speaker.device import Device
from skill.speaker.envelope import Envelopes
from skill.speaker.hearing import Hearing
from skill.speaker.playing import Voice
from skill.speaker.webhook import Answer
from skill.words import store

Reply = dict[str, Any]
"""The `response` of an answer."""

MODEL = json.loads((MODELS / "en-US.json").read_text(encoding="utf-8"))


@cache
def hearing() -> Hearing:
    return Hearing.load("en-US")


def speech(text: str) -> dict[str, str]:
    return {"type": "PlainText", "text": text}


def asking(text: str, reprompt: str | None = "Say ready, or stop.") -> Reply:
    again = {} if reprompt is None else {"reprompt": {"outputSpeech": speech(reprompt)}}
    return {"outputSpeech": speech(text), "shouldEndSession": False, **again}


def closing(text: str = "See you.") -> Reply:
    return {"outputSpeech": speech(text), "shouldEndSession": True}


GREETING = asking("Welcome. I read out a routine for your back and time every hold. Say ready when you are.")


def well(request: dict[str, Any]) -> Reply:
    """A skill that does what it must."""
    intent = request.get("intent", {}).get("name")
    return closing() if intent in ("AMAZON.StopIntent", "AMAZON.CancelIntent") else GREETING


def answering(answer: Callable[[dict[str, Any]], Reply | int]) -> Talk:
    """A talk with a skill that answers requests like this; a number is HTTP's."""

    def post(envelope: dict[str, Any]) -> Answer:
        response = answer(envelope["request"])
        if isinstance(response, int):
            return Answer(response, b"")
        return Answer(200, json.dumps({"version": "1.0", "sessionAttributes": {}, "response": response}).encode())

    device = Device(
        clock=VirtualClock(),
        hear=hearing().hear,
        post=post,
        envelopes=Envelopes("amzn1.ask.skill.test"),
        voice=Voice(),
    )
    return Talk(device, hearing().hear, MODEL, store.load("en-US").rules, "my back routine")


def faults(findings: list[Finding]) -> dict[str, str]:
    return {finding.name: finding.wrong for finding in findings if not finding.passes}


def but(**others: Reply | int) -> Callable[[dict[str, Any]], Reply | int]:
    """Well, but for some intents, named by their last words; `LaunchRequest` is one."""

    def answer(request: dict[str, Any]) -> Reply | int:
        name = request.get("intent", {}).get("name", request["type"]).removeprefix("AMAZON.")
        return others.get(name) or well(request)

    return answer


def test_a_skill_that_does_what_it_must() -> None:
    findings = list(talks(answering(well)))
    assert [finding.name for finding in findings] == [
        "launch",
        "help",
        "stop",
        "cancel",
        "words it does not know",
        "every intent",
    ]
    assert faults(findings) == {}


@pytest.mark.parametrize(
    ("others", "name", "reason"),
    [
        ({"LaunchRequest": asking("Hello and welcome! Say ready.")}, "launch", "it greets"),
        ({"LaunchRequest": closing()}, "launch", "the session ends"),
        ({"LaunchRequest": 500}, "launch", "the webhook answered 500"),
        ({"HelpIntent": closing()}, "help", "the session ends"),
        ({"HelpIntent": asking("You can talk to me.")}, "help", "after 'You can talk to me.', which asks for nothing"),
        ({"HelpIntent": asking("Ready?", None)}, "help", "opens without a reprompt"),
        ({"HelpIntent": asking("Ready?", "")}, "help", "opens without a reprompt"),
        ({"StopIntent": GREETING}, "stop", "the session stays open"),
        ({"CancelIntent": 500}, "cancel", "the webhook answered 500"),
        ({"FallbackIntent": closing()}, "words it does not know", "the session ends"),
        ({"TimeLeftIntent": {"shouldEndSession": False}}, "every intent", "nothing is said"),
        ({"WhyIntent": {"outputSpeech": {"type": "SSML", "ssml": "<speak>&</speak>"}}}, "every intent", "well-formed"),
    ],
)
def test_what_certification_would_turn_down(others: dict[str, Reply | int], name: str, reason: str) -> None:
    found = faults(list(talks(answering(but(**others)))))
    assert reason in found[name]


def test_pauses_alone_ask_for_nothing() -> None:
    silent = {
        "outputSpeech": {"type": "SSML", "ssml": '<speak><break time="3s"/></speak>'},
        "reprompt": {"outputSpeech": speech("Ready?")},
        "shouldEndSession": False,
    }
    assert "asks for nothing" in faults(list(talks(answering(but(HelpIntent=silent)))))["help"]


def test_a_sentence_that_means_something_else_is_told() -> None:
    model = deepcopy(MODEL)
    for intent in model["interactionModel"]["languageModel"]["intents"]:
        if intent["name"] == "TimeLeftIntent":
            intent["samples"] = ["stop"]
    found = faults(list(talks(replace(answering(well), model=model))))
    assert "'stop' is taken for AMAZON.StopIntent instead of TimeLeftIntent" in found["every intent"]


def test_of_many_faults_some_are_told_and_the_rest_counted() -> None:
    def failing(request: dict[str, Any]) -> Reply | int:
        named = request.get("intent", {}).get("name", "ReadyIntent")
        return GREETING if named == "ReadyIntent" else 500

    found = faults(list(talks(answering(failing))))
    assert found["every intent"].count("the webhook answered 500") == 5
    assert " more" in found["every intent"]


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("open my back routine", 'does not begin with "Alexa,"'),
        ("Alexa, open the pod bay doors", "does not name the skill"),
        ("Alexa, ask my back routine how one does that cat cow thing", "no sample is word for word"),
        ("Alexa, ask my back routine xyzzy plugh", "no sample is word for word"),
    ],
)
def test_phrases_that_would_not_work(phrase: str, reason: str) -> None:
    [finding] = phrases(answering(well), [phrase], "alexa")
    assert reason in finding.wrong


def test_a_phrase_without_an_answer() -> None:
    [finding] = phrases(
        answering(but(HowToIntent=500)), ["Alexa, ask my back routine how do I do the cat cow"], "alexa"
    )
    assert finding.wrong == "the webhook answered 500"


def test_phrases_that_work() -> None:
    found = list(phrases(answering(well), store.load("en-US").phrases, "alexa"))
    assert len(found) == 3
    assert all(finding.ok for finding in found)
