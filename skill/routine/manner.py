"""The manner in which a routine is led."""

from __future__ import annotations

from dataclasses import dataclass

from skill.routine.work import BREATH_SECONDS, Reps


@dataclass(frozen=True, slots=True)
class Manner:
    """How fast, and in how many words; the moves and doses stay the same."""

    tempo: float = 1.0
    """Length of reps and breaths, as a multiple of the normal one."""
    changes: float = 1.0
    """Length of the pauses while the position changes, as a multiple of the normal one."""
    brief: frozenset[str] = frozenset()
    """Exercises whose set-up the listener knows."""
    bare: frozenset[str] = frozenset()
    """Those of them that need no more than their name and the count."""

    @property
    def breath(self) -> float:
        """Seconds of one slow breath: brisk 5, normal 6, slow 8."""
        return min(max(BREATH_SECONDS * self.tempo, 5.0), 8.0)

    def rep(self, work: Reps) -> float:
        """Seconds of one rep."""
        return max(work.seconds * self.tempo, work.least)
