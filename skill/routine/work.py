"""The kinds of work an exercise asks for, with its dose: language-neutral, and stated once."""

from __future__ import annotations

from dataclasses import dataclass, replace

BREATH_SECONDS = 6.0
"""One slow breath, three seconds in and three out."""


@dataclass(frozen=True, slots=True)
class Reps:
    """A movement repeated and counted."""

    count: int
    """How many."""
    seconds: float
    """Length of one, at the normal tempo."""
    least: float = 4.0
    """Length of one at the fastest; never under four seconds a movement."""
    guided: bool = False
    """Whether one slow guided rep comes before the counted ones."""
    held: int = 0
    """Seconds held within each, at the normal tempo; 0 where it keeps moving."""
    breaths: int = 0
    """Slow breaths stayed at each end; 0 where it keeps moving."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """A short hold repeated, with a release between."""

    count: int
    """How many in all."""
    seconds: int
    """Length of one hold."""
    release: float
    """Seconds from letting go to the next drawing in."""
    alternate: bool = False
    """Whether the rounds change between the right and the left side."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One thing held on each side."""

    key: str
    """Which wording leads into it, such as "hold" or "open"."""
    seconds: int = 0
    """Length of the hold, where it is timed."""
    breaths: int = 0
    """Length of the hold, where breaths count it."""


@dataclass(frozen=True, slots=True)
class Holds:
    """A long hold, or a few in a row, on each side."""

    stages: tuple[Stage, ...]
    """In order, the same on both sides."""
    sided: bool = True
    """Whether it is done on the right and then on the left."""


Work = Reps | Rounds | Holds


def with_dose(work: Work, count: int | None, seconds: int | None) -> Work:
    """The same work with another number of reps or rounds, or another length of hold.

    Rounds that change sides come in pairs, so that an odd number is rounded up.
    """
    if isinstance(work, Reps):
        return replace(work, count=count or work.count)
    if isinstance(work, Rounds):
        rounds = count or work.count
        even = rounds + rounds % 2 if work.alternate else rounds
        return replace(work, count=even, seconds=seconds or work.seconds)
    if seconds is None:
        return work
    return replace(work, stages=tuple(replace(s, seconds=seconds) if s.seconds else s for s in work.stages))
