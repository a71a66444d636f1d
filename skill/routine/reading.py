"""From written lines to timed cues."""

from __future__ import annotations

from collections.abc import Iterable

from skill.routine.cue import Cue, Mark, Say, Script, Wait
from skill.words import Line
from skill.words.speech import seconds as speech_seconds

SHORTEST_PAUSE = 0.15
"""Seconds; what a fitted pause is never squeezed below, so that two phrases do not run together."""


def read(lines: Iterable[Line], pauses: float = 1.0) -> Script:
    """Lines as cues, their pauses multiplied."""
    cues: list[Cue] = []
    for line in lines:
        if line.text:
            cues.append(Say(line.text))
        if line.pause:
            cues.append(Wait(round(line.pause * pauses, 3)))
    return Script(tuple(cues))


def length(script: Iterable[Cue], language: str) -> float:
    """Seconds a script takes: speech estimated, pauses exact."""
    return sum(cue_seconds(cue, language) for cue in script)


def cue_seconds(cue: Cue, language: str) -> float:
    """Seconds one cue takes."""
    match cue:
        case Say():
            return speech_seconds(cue.text, language)
        case Wait():
            return cue.seconds
        case Mark():
            return 0.0


def fitted(lines: Iterable[Line], seconds: float, language: str) -> Script:
    """Lines as cues that together last so many seconds: the pauses keep their proportions and give way.

    Where the words alone take longer, the pauses shrink to the shortest and the whole lasts longer.
    """
    lines = tuple(lines)
    spoken = sum(speech_seconds(line.text, language) for line in lines)
    paused = sum(line.pause for line in lines)
    scale = max(0.0, seconds - spoken) / paused if paused else 0.0
    return read(Line(line.text, max(SHORTEST_PAUSE, line.pause * scale) if line.pause else 0.0) for line in lines)
