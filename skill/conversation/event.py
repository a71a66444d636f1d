"""Everything a listener can mean, with no platform's names in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto

Named = tuple[str, ...]
"""Ids that some spoken words may mean: one is clear, several are ambiguous, none is nothing we know."""


class Said(StrEnum):
    """What the listener did with a turn, one member for each thing they can mean."""

    LAUNCH = auto()
    START = auto()
    HOW_TO = auto()
    GO_TO = auto()
    LIST = auto()
    WHERE_AM_I = auto()
    TIME_LEFT = auto()
    READY = auto()
    MORE_TIME = auto()
    SKIP = auto()
    AGAIN = auto()
    PACE = auto()
    HOLD_LENGTH = auto()
    EASIER = auto()
    HARDER = auto()
    DETAIL = auto()
    PAIN = auto()
    WARNING_SIGN = auto()
    SAFETY = auto()
    WHY = auto()
    LEAVE_OUT = auto()
    PUT_BACK = auto()
    ONLY = auto()
    PROGRESS = auto()
    KEEP_GOING = auto()
    WAIT_FOR_ME = auto()
    FORGET_ME = auto()
    YES = auto()
    NO = auto()
    NEXT = auto()
    PREVIOUS = auto()
    REPEAT = auto()
    PAUSE = auto()
    RESUME = auto()
    START_OVER = auto()
    HELP = auto()
    STOP = auto()
    UNKNOWN = auto()
    """Words that nothing else fits."""
    LEFT = auto()
    """The session ended without a word: silence, a fault, or the platform's own stop."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing meant, with what was named in it; a part is None where it was not spoken."""

    said: Said
    """What it means."""
    exercise: Named | None = None
    """Exercise ids."""
    second: Named | None = None
    """A second exercise, in "only the cat cow and the pelvic tilt"."""
    routine: Named | None = None
    """Programme ids."""
    choice: Named | None = None
    """The one of a few words that the meaning needs: a pace, a level of detail, what to leave out."""
    seconds: int | None = None
    """A length of time; 0 where one was spoken but not understood."""
