"""What every response must keep to, whoever hears it and whatever was said."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from skill.alexa.response import response as as_response
from skill.alexa.ssml import ssml
from skill.conversation.limits import Limits
from skill.conversation.phase import Phase
from skill.conversation.turn import Turn
from skill.routine.cue import Say, Script
from skill.routine.reading import length
from skill.speaker.playing import Voice
from skill.speaker.speech import Pause, Speech, Words, read_speech

LONGEST_SPEECH = 8000
"""Characters of one outputSpeech."""
LARGEST_RESPONSE = 24 * 1024
"""Bytes of a whole response."""
LONGEST_SILENCE = 10.0
"""Seconds; longer ones sound like a crash."""
LAST_WORDS = 16.0
"""Seconds; whatever ends a session is short, for nobody moves to it."""

_BREAKS = re.compile(r"<break\b[^>]*>")
_BREAK = re.compile(r'<break time="(\d+)ms"/>')


def faults(envelope: dict[str, Any], limits: Limits) -> Iterator[str]:
    """What is wrong with a response that is spoken, as Amazon gets it; nothing, it is hoped."""
    size = len(json.dumps(envelope, ensure_ascii=False).encode())
    if size >= LARGEST_RESPONSE:
        yield f"{size} bytes"
    body, attributes = envelope["response"], envelope.get("sessionAttributes", {})
    yield from _markup(body["outputSpeech"])
    speech = read_speech(body["outputSpeech"])
    seconds = Voice().seconds(speech)
    if seconds > limits.turn_seconds:
        yield f"lasts {seconds:.1f} s"
    if attributes.get("phase") != Phase.PAUSED:
        yield from _silences(speech)
    match body.get("shouldEndSession"):
        case False:
            yield from _open(speech, body.get("reprompt"))
        case True:
            yield from ["a reprompt that nobody hears"] if "reprompt" in body else []
            yield from [f"ends the session after {seconds:.1f} s"] if seconds > LAST_WORDS else []
        case other:
            yield f"shouldEndSession is {other}"


def turn_faults(turn: Turn, limits: Limits) -> Iterator[str]:
    """What is wrong with a turn, and with the response that is made of it."""
    if turn.closes and turn.script.moves:
        yield "ends the session with movement in it"
    if turn.closes is not (turn.session.phase is Phase.ENDED):
        yield f"{'closes' if turn.closes else 'stays open'} in the phase {turn.session.phase}"
    if not turn.script:
        return
    seconds = length(turn.script, "en")
    if seconds > limits.turn_seconds:
        yield f"lasts {seconds:.1f} s"
    speech = {"type": "SSML", "ssml": ssml(turn.script)}
    made = as_response(turn.script, turn.reprompt)
    body: dict[str, Any] = {"outputSpeech": speech, "shouldEndSession": made.should_end_session}
    if turn.reprompt is not None:
        body["reprompt"] = {"outputSpeech": {"type": "SSML", "ssml": ssml(turn.reprompt)}}
    yield from faults({"version": "1.0", "sessionAttributes": turn.session.to_wire(), "response": body}, limits)


def last_sentence(script: Script) -> str:
    """With which a script ends."""
    said = [cue.text for cue in script if isinstance(cue, Say)]
    return Words(said[-1]).sentences[-1] if said else ""


def _markup(output: dict[str, str]) -> Iterator[str]:
    text = output["ssml"]
    if len(text) > LONGEST_SPEECH:
        yield f"{len(text)} characters"
    for mark in _BREAKS.findall(text):
        milliseconds = _BREAK.fullmatch(mark)
        if not milliseconds or not 0 < int(milliseconds[1]) <= LONGEST_SILENCE * 1000:
            yield mark


def _silences(speech: Speech) -> Iterator[str]:
    """Pauses side by side count as one."""
    for piece in speech.pieces:
        if isinstance(piece, Pause) and piece.seconds > LONGEST_SILENCE:
            yield f"silent for {piece.seconds:g} s"


def _open(speech: Speech, reprompt: dict[str, Any] | None) -> Iterator[str]:
    """An open microphone was asked for, by the last words and again by the reprompt."""
    if not _asks(speech):
        yield f"asks nothing: {speech.text[-80:]}"
    if reprompt is None:
        yield "no reprompt"
        return
    yield from _markup(reprompt["outputSpeech"])
    if not _asks(read_speech(reprompt["outputSpeech"])):
        yield "the reprompt asks nothing"


def _asks(speech: Speech) -> bool:
    spoken = [piece for piece in speech.pieces if isinstance(piece, Words)]
    last = spoken[-1].sentences[-1] if spoken else ""
    return last.endswith("?") or last.startswith(("Say ", "Or say"))
