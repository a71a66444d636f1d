from __future__ import annotations

from typing import Any

import pytest

from skill.speaker.reply import parse, read_reply
from skill.speaker.speech import RefusedError


def ssml(words: str) -> dict[str, str]:
    return {"type": "SSML", "ssml": f"<speak>{words}</speak>"}


def test_an_open_answer_keeps_its_reprompt_and_its_attributes() -> None:
    reply = read_reply(
        {
            "sessionAttributes": {"place": 3},
            "response": {
                "outputSpeech": ssml("Ready?"),
                "reprompt": {"outputSpeech": ssml("Say ready.")},
                "shouldEndSession": False,
            },
        }
    )
    assert reply.speech.text == "Ready?"
    assert reply.reprompt is not None
    assert reply.reprompt.text == "Say ready."
    assert reply.attributes == {"place": 3}
    assert not reply.closes


@pytest.mark.parametrize(
    ("end", "closes"),
    [({"shouldEndSession": True}, True), ({"shouldEndSession": None}, False), ({}, True)],
    ids=["true", "null", "absent"],
)
def test_a_session_ends_when_it_is_not_kept_open(end: dict[str, Any], closes: bool) -> None:
    reprompt = {"outputSpeech": ssml("Well?")}
    reply = read_reply({"response": {"outputSpeech": ssml("Bye."), "reprompt": reprompt, **end}})
    assert reply.closes is closes
    assert (reply.reprompt is None) is closes


def test_an_answer_may_say_nothing() -> None:
    reply = read_reply({"version": "1.0", "response": {}})
    assert (reply.speech.pieces, reply.reprompt, reply.attributes) == ((), None, {})


@pytest.mark.parametrize(
    "envelope",
    [None, [], {}, {"response": "Bye."}, {"response": {}, "sessionAttributes": [1]}],
)
def test_another_shape_is_refused(envelope: Any) -> None:
    with pytest.raises(RefusedError):
        read_reply(envelope)


def test_24_kilobytes_are_the_most() -> None:
    assert parse(b'"' + b"a" * 24574 + b'"')
    with pytest.raises(RefusedError, match="24577 bytes, more than 24576"):
        parse(b'"' + b"a" * 24575 + b'"')


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff"])
def test_what_is_not_json_is_refused(body: bytes) -> None:
    with pytest.raises(RefusedError, match="not JSON"):
        parse(body)
