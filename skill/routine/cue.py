"""Cues: the small timed pieces from which everything that is spoken is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from skill.routine.place import Place


@dataclass(frozen=True, slots=True)
class Say:
    """Words to speak."""

    text: str
    """Plain text, not escaped for any output; one sentence or two."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Silence."""

    seconds: float
    """How long; more than the longest single pause of a platform is split where it is rendered."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Says where in the routine the cues that follow belong."""

    place: Place
    """The segment that begins here."""


Cue = Say | Wait | Mark


@dataclass(frozen=True, slots=True)
class Script:
    """What is spoken, in order: the one form from which speech, screens and transcripts are rendered."""

    cues: tuple[Cue, ...] = ()
    """In the order they are played."""

    def __add__(self, other: Script) -> Script:
        return Script(self.cues + other.cues)

    def __iter__(self) -> Iterator[Cue]:
        return iter(self.cues)

    def __bool__(self) -> bool:
        return bool(self.cues)

    @property
    def text(self) -> str:
        """The words alone, as one line."""
        return " ".join(cue.text for cue in self.cues if isinstance(cue, Say))

    @property
    def moves(self) -> bool:
        """Whether any of it belongs to the routine, that is, whether the listener moves to it."""
        return any(isinstance(cue, Mark) for cue in self.cues)


NOTHING = Script()
"""No words."""


def join(scripts: Iterable[Script]) -> Script:
    """Several scripts, one after the other."""
    return Script(tuple(cue for script in scripts for cue in script.cues))
