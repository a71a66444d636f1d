"""The cues inside a hold: what is said at which second, so that nobody waits in silence or lets go late."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

LONGEST_SILENCE = 9.0
"""Seconds after which a cue is due; a longer gap feels like a crash, and one SSML pause ends at ten."""

FORM_AT = 8.0
"""Second of the form cue: late enough to have settled, early enough to help."""


class HoldCue(Enum):
    """What a cue inside a hold is for."""

    FORM = auto()
    HALFWAY = auto()
    EASE = auto()
    FIVE_MORE = auto()
    THREE = auto()
    TWO = auto()


@dataclass(frozen=True, slots=True)
class Timed:
    """A cue and its time."""

    at: float
    """Seconds from the end of "Hold"."""
    cue: HoldCue
    """What is said then."""


def hold_sheet(seconds: int, number: int) -> tuple[Timed, ...]:
    """The cues of a hold of so many seconds; every second of several rounds says halfway in place of a form cue.

    The last three seconds count "three, two", and the release word is the "one", so that nobody is late.
    """
    even = number > 0 and number % 2 == 0
    halfway = seconds >= 25 or (even and seconds >= 15)
    form = seconds >= 25 or (not halfway and seconds >= 14)
    cues = {seconds - 3.0: HoldCue.THREE, seconds - 2.0: HoldCue.TWO}
    if seconds < 25:
        cues[seconds - 5.0] = HoldCue.FIVE_MORE
    if halfway:
        cues[seconds / 2] = HoldCue.HALFWAY
    if form:
        cues[FORM_AT] = HoldCue.FORM
    _fill_silences(cues)
    return tuple(Timed(at, cues[at]) for at in sorted(cues))


def _fill_silences(cues: dict[float, HoldCue]) -> None:
    """Puts ease cues into the middle of whatever is too long without a word."""
    times = [0.0, *sorted(cues)]
    for before, after in pairwise(times):
        gaps = int((after - before) // LONGEST_SILENCE)
        for gap in range(1, gaps + 1):
            cues[before + (after - before) * gap / (gaps + 1)] = HoldCue.EASE
