"""One listener, two writers: what one of them changed, put onto what the other wrote meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from operator import add, sub
from typing import Any, Self, TypeVar

from skill.conversation.choices import Choices
from skill.conversation.memory import MOST_DAYS, Memory, recent

T = TypeVar("T")

_TOGETHER = ("place", "last")
_OTHERWISE = {*_TOGETHER, "choices", "done", "days", "finished"}
_CHOSEN = (_TOGETHER, *((part.name,) for part in fields(Memory) if part.name not in _OTHERWISE))
"""What does not add up, by what goes together: a place, and the session it is of."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What adds up: all of a memory's, or what somebody adds to them, where a number below nought takes back."""

    done: Mapping[str, int] = field(default_factory=dict)
    """Times by exercise."""
    days: Mapping[str, int] = field(default_factory=dict)
    """Times by local day."""
    finished: int = 0
    """Routines."""

    def __add__(self, other: Self) -> Self:
        return type(self)(
            _each(add, self.done, other.done), _each(add, self.days, other.days), self.finished + other.finished
        )

    def __sub__(self, other: Self) -> Self:
        return type(self)(
            _each(sub, self.done, other.done), _each(sub, self.days, other.days), self.finished - other.finished
        )

    @property
    def below(self) -> Self:
        """What is taken back, alone."""
        return type(self)(
            {name: times for name, times in self.done.items() if times < 0},
            {day: times for day, times in self.days.items() if times < 0},
            min(0, self.finished),
        )


NONE = Counts()
"""Nothing to add."""


def added(before: Memory, after: Memory) -> Counts:
    """What was counted between two states of a memory; a day that is only too long ago to be kept is not taken back."""
    oldest = min(after.days) if len(after.days) >= MOST_DAYS else ""
    change = _counts(after) - _counts(before)
    return replace(change, days={day: times for day, times in change.days.items() if day >= oldest})


def merged(base: Memory, mine: Memory, theirs: Memory, *, more: Counts | None = None, newer: bool = True) -> Memory:
    """What I changed in `base`, put onto `theirs`, which others made of the same `base`.

    Counts add up: `more`, or else all that I counted. Anything else is taken from whoever changed it; from me
    where both did and mine is `newer`.
    """
    total = _counts(theirs) + (added(base, mine) if more is None else more)
    chosen: dict[str, Any] = {}
    for names in _CHOSEN:
        of_base, of_mine, of_theirs = ([getattr(each, name) for name in names] for each in (base, mine, theirs))
        chosen.update(zip(names, _chosen(of_base, of_mine, of_theirs, newer), strict=True))
    return replace(
        theirs,
        **chosen,
        choices=_choices(base.choices, mine.choices, theirs.choices, newer),
        done=_some(total.done),
        days=recent(_some(total.days)),
        finished=max(0, total.finished),
    )


def _choices(base: Choices, mine: Choices, theirs: Choices, newer: bool) -> Choices:
    """Each choice for itself."""
    chosen: dict[str, Any] = {
        choice.name: _chosen(
            getattr(base, choice.name), getattr(mine, choice.name), getattr(theirs, choice.name), newer
        )
        for choice in fields(Choices)
    }
    return Choices(**chosen)


def _chosen(base: T, mine: T, theirs: T, newer: bool) -> T:
    if mine == base:
        return theirs
    return mine if newer or theirs == base else theirs


def _counts(memory: Memory) -> Counts:
    return Counts(memory.done, memory.days, memory.finished)


def _each(do: Any, one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Name by name; what comes to nothing is left out."""
    sums = {name: do(one.get(name, 0), other.get(name, 0)) for name in {**one, **other}}
    return {name: number for name, number in sums.items() if number}


def _some(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Nothing was done less often than never."""
    return {name: times for name, times in counts.items() if times > 0}
