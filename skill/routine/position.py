"""Positions of the body, and the ways from one to another."""

from __future__ import annotations

from collections import deque
from enum import StrEnum
from functools import cache


class Position(StrEnum):
    """How the listener lies, sits, kneels or stands."""

    STANDING = "standing"
    KNEELING = "kneeling"
    """On hands and knees."""
    STOMACH = "stomach"
    BACK = "back"
    SITTING = "sitting"
    """On the floor."""
    CHAIR = "chair"
    """Sitting on a chair."""

    @property
    def on_floor(self) -> bool:
        """Whether somebody has to get down to it, and up again."""
        return self not in (Position.STANDING, Position.CHAIR)


Change = tuple[Position, Position]

_CHANGES: dict[Position, tuple[Position, ...]] = {
    Position.STANDING: (Position.KNEELING, Position.CHAIR),
    Position.KNEELING: (Position.BACK, Position.STOMACH, Position.SITTING, Position.STANDING),
    Position.STOMACH: (Position.BACK, Position.KNEELING),
    Position.BACK: (Position.SITTING, Position.STOMACH, Position.KNEELING),
    Position.SITTING: (Position.STANDING, Position.BACK, Position.KNEELING),
    Position.CHAIR: (Position.STANDING,),
}
"""The changes that can be told in one go; never a straight sit-up, never standing up from lying."""


@cache
def changes(start: Position, end: Position) -> tuple[Change, ...]:
    """The shortest way between two positions, one change at a time; empty where they are the same."""
    ways: deque[tuple[Change, ...]] = deque([()])
    seen = {start}
    while ways:
        way = ways.popleft()
        here = way[-1][1] if way else start
        if here is end:
            return way
        for there in _CHANGES[here]:
            if there not in seen:
                seen.add(there)
                ways.append((*way, (here, there)))
    raise AssertionError("every position can be reached from every other")
