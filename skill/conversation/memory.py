"""What outlives a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from skill.conversation.choices import Choices

MOST_DAYS = 40
"""Days that are remembered: enough for a month's streak."""

LARGEST_TABLE = 64
"""Entries that any table keeps, whatever was stored."""

LONGEST_NAME = 32
"""Characters of a name in a table."""

LARGEST_COUNT = 1_000_000
"""What any count is cut off at, so that a memory stays small whatever was stored."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A place to come back to."""

    programme: str
    """Id of the programme it belongs to."""
    index: int
    """Position in the programme."""
    exercise: str
    """Id of the exercise, by which the place is found again when the programme has changed."""
    segment: str
    """Segment of the exercise."""
    at: int
    """When it was kept, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class Memory:
    """One listener's history: small, bounded, and never a word about their health."""

    met: bool = False
    """Whether the safety text of a first launch was spoken."""
    place: Kept | None = None
    """Where to go on; None after a finished routine."""
    last: Mapping[str, Any] = field(default_factory=dict)
    """The session the place is of, as it travels on the wire: what was being read out, and what it counted."""
    programme: str | None = None
    """The last programme asked for."""
    done: Mapping[str, int] = field(default_factory=dict)
    """How often each exercise was done, by id."""
    finished: int = 0
    """How many routines were finished."""
    offered: int = 0
    """How many were finished when a bigger dose was last offered."""
    days: Mapping[str, int] = field(default_factory=dict)
    """How often on which local day, by ISO date; the last ones only."""
    choices: Choices = field(default_factory=Choices)
    """How they like it."""

    def to_wire(self) -> dict[str, Any]:
        """Plain JSON; what has its default is left out."""
        place = self.place
        kept = [place.programme, place.index, place.exercise, place.segment, place.at] if place else None
        wire = {
            "met": self.met,
            "place": kept,
            "last": dict(self.last),
            "programme": self.programme,
            "done": dict(self.done),
            "finished": self.finished,
            "offered": self.offered,
            "days": dict(self.days),
            "choices": self.choices.to_wire(),
        }
        return {key: value for key, value in wire.items() if value}

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """The opposite; whatever is not understood is left at its default."""
        programme, last = data.get("programme"), data.get("last")
        return cls(
            met=data.get("met") is True,
            place=_kept(data.get("place")),
            last=last if isinstance(last, Mapping) else {},
            programme=programme if isinstance(programme, str) else None,
            done=_counts(data.get("done")),
            offered=_count(data.get("offered")),
            days=recent(_counts(data.get("days"))),
            finished=_count(data.get("finished")),
            choices=Choices.from_wire(data.get("choices")),
        )


def recent(days: Mapping[str, int]) -> Mapping[str, int]:
    """The last days of so many."""
    return {day: days[day] for day in sorted(days)[-MOST_DAYS:]}


def _counts(data: Any) -> dict[str, int]:
    """Counts by name; the names are short, and nothing stays that counts nothing."""
    items = list(data.items())[:LARGEST_TABLE] if isinstance(data, Mapping) else []
    return {str(key)[:LONGEST_NAME]: _count(value) for key, value in items if _count(value)}


def _kept(data: Any) -> Kept | None:
    match data:
        case [str(programme), int(index), str(exercise), str(segment), int(at)] if index >= 0:
            return Kept(programme, index, exercise, segment, at)
    return None


def _count(value: Any) -> int:
    return min(max(value, 0), LARGEST_COUNT) if isinstance(value, int) else 0
