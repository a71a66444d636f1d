"""A conversation written down beforehand, on a virtual clock."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from skill.speaker.device import Device, Exchange

_LATER = re.compile(r"\+(\d+(?:\.\d+)?)")


class ScriptError(Exception):
    """A line of the script that is neither words nor a moment; the text says which."""


@dataclass(frozen=True, slots=True)
class Later:
    """The listener waits."""

    seconds: float
    """Counted from the moment the last response began to play, or from the start."""


Line = str | Later


def read_script(words: Sequence[str]) -> tuple[Line, ...]:
    """Utterances, and `+75` for a moment; raises ScriptError."""
    return tuple(_line(word.strip()) for word in words)


def _line(word: str) -> Line:
    if later := _LATER.fullmatch(word):
        return Later(float(later[1]))
    if not word:
        raise ScriptError("an utterance is empty")
    if word.startswith("+"):
        raise ScriptError(f"{word!r} is not a number of seconds")
    return word


def converse(device: Device, script: Sequence[Line]) -> Iterator[Exchange]:
    """Say each line when its moment comes: when the speaker has finished, unless a moment was given.

    After the last line nothing more happens: a session that is open then stays open. A moment after the last
    utterance lets the listener stay silent that long.
    """
    waited = False
    for line in script:
        if isinstance(line, Later):
            yield from device.wait(device.playback.begins + timedelta(seconds=line.seconds))
            waited = True
            continue
        if not waited:
            yield from device.wait(device.playback.ends)
        yield from device.say(line)
        waited = False


def as_json(turn: Exchange, start: datetime) -> str:
    """One turn as one line of JSON; `at` in seconds since the conversation began."""
    return json.dumps(
        {
            "at": round((turn.at - start).total_seconds(), 3),
            "heard": turn.heard,
            "request": turn.request,
            "status": turn.status,
            "response": turn.response,
            "speech_seconds": round(turn.playback.seconds, 3) if turn.playback else 0.0,
        },
        ensure_ascii=False,
    )
