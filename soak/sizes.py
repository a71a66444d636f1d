"""How large a memory gets: bounded, however often somebody comes back, and whatever they choose."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta

from bench.walk import TODAY, walk
from skill.conversation.choices import LONGEST_HOLD, WHATS, Choices
from skill.conversation.memory import Memory
from skill.routine.exercise import EXERCISES

SESSIONS = (1, 100, 10_000)
"""After how many it is looked at; one a day."""
AFTER_BYTES, MOST_BYTES = 1536, 3072
"""What a memory never exceeds: between two sessions, and in the middle of one, whose state it then holds too."""
CHOOSY = Choices(
    pace="slower",
    hold=LONGEST_HOLD,
    holds=dict.fromkeys(EXERCISES, LONGEST_HOLD),
    levels=dict.fromkeys(EXERCISES, "easier"),
    out=WHATS[:1],
    detail="more",
    stops=True,
)
"""Somebody who has asked for everything to be different."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes of a memory, as it is written."""

    after: int
    """Between two sessions."""
    most: int
    """The most it ever was up to then, in the middle of a session."""

    @property
    def bounded(self) -> bool:
        """Whether it is as small as it must be."""
        return self.after <= AFTER_BYTES and self.most <= MOST_BYTES


def measure(memory: Memory, sessions: tuple[int, ...] = SESSIONS) -> dict[int, Sizes]:
    """A memory's size after so many sessions of the whole routine."""
    found: dict[int, Sizes] = {}
    most = 0
    for day in range(max(sessions)):
        turns = walk(memory, now=TODAY + timedelta(days=day))
        memory = turns[-1].memory
        if day < 3 or day + 1 in sessions:  # Weighing takes longer than walking, and days are much alike.
            most = max(most, *(size(turn.memory) for turn in turns))
        if day + 1 in sessions:
            found[day + 1] = Sizes(size(memory), most)
    return found


def size(memory: Memory) -> int:
    """Bytes."""
    return len(json.dumps(memory.to_wire(), separators=(",", ":")).encode())
