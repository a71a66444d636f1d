"""Scripts as SSML: the one place where markup for Amazon's voice is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import ceil
from xml.sax.saxutils import escape

from skill.routine.cue import Say, Script, Wait

LONGEST_BREAK = 10_000
"""Milliseconds: Amazon rejects or shortens a longer `<break>`."""

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 allows in no form, not even escaped."""


def ssml(script: Script) -> str:
    """What Amazon speaks for a script; always well-formed, and every text in it escaped once.

    A space joins the parts, so that a text costs its escaped length and one character,
    and a pause of at most ten seconds 24 (`Limits.pause_characters`).
    """
    return f"<speak>{' '.join(_parts(script))}</speak>"


def _parts(script: Script) -> Iterator[str]:
    """Words and the silences between them; marks and empty texts are not heard, so they part no silence."""
    silence = 0.0
    for cue in script:
        if isinstance(cue, Wait):
            silence += cue.seconds
        elif isinstance(cue, Say) and (words := _escaped(cue.text)):
            yield from _breaks(silence)
            yield words
            silence = 0.0
    yield from _breaks(silence)


@lru_cache(4096)  # Little that is said is said but once.
def _escaped(text: str) -> str:
    return escape(" ".join(_NOT_IN_XML.sub(" ", text).split()))


def _breaks(seconds: float) -> Iterator[str]:
    """A silence as equal pauses, as few as there can be; less than half a millisecond is none."""
    left = round(seconds * 1000)
    for pauses in range(ceil(left / LONGEST_BREAK), 0, -1):
        length = ceil(left / pauses)
        left -= length
        yield f'<break time="{length}ms"/>'
