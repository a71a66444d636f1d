"""The screenplay notation in which everything spoken is written: "Knees under your hips. (2)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_PAUSE = re.compile(r"\((\d+(?:\.\d+)?)\)")


@dataclass(frozen=True, slots=True)
class Line:
    """Words and the pause after them."""

    text: str
    """What is spoken; empty for a pause alone."""
    pause: float
    """Seconds of silence after the words."""


@lru_cache(maxsize=4096)
def parse(screenplay: str) -> tuple[Line, ...]:
    """The lines of a screenplay, whose numbers in parentheses are seconds of pause.

    Line breaks and repeated spaces mean nothing. Raises ValueError for a stray parenthesis.
    """
    parts = _PAUSE.split(screenplay)
    texts = [" ".join(part.split()) for part in parts[::2]]
    pauses = [float(part) for part in parts[1::2]]
    if any("(" in text or ")" in text for text in texts):
        raise ValueError(f"not a pause in seconds: {screenplay!r}")
    lines = [Line(text, pause) for text, pause in zip(texts, [*pauses, 0.0], strict=True)]
    return tuple(line for line in lines if line.text or line.pause)
