"""Segments: the fixed list of parts an exercise is made of, in which every place is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum, auto
from functools import lru_cache
from itertools import pairwise

from skill.routine.programme import Item, Plan
from skill.routine.work import Holds, Reps, Rounds, Stage

GROUP = 5
"""Reps are told, resumed and cut in groups of this size."""


class Kind(Enum):
    """What happens in a segment."""

    MOVE = auto()
    """The next name, and getting into its position."""
    SETUP = auto()
    GUIDE = auto()
    """One slow guided rep."""
    REPS = auto()
    HOLD = auto()
    """Getting into a hold, and holding."""
    REST = auto()
    """Letting go between rounds."""
    SWAP = auto()
    """Letting go and changing sides."""
    OUT = auto()
    CALM = auto()
    """Easy breathing at the end of the routine."""
    UP = auto()
    """Getting up from the floor at the end of the routine; without a word for whoever is not down there."""


class Side(Enum):
    """The working side."""

    RIGHT = "right"
    LEFT = "left"

    @property
    def other(self) -> Side:
        """The side that rests."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


class Cut(IntEnum):
    """How good a place for a response to end is; the higher, the better."""

    POSITION = auto()
    """In position, before the setting up."""
    MIDDLE = auto()
    """After a multiple of five reps."""
    ROUND = auto()
    SIDE = auto()
    EXERCISE = auto()


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of an exercise."""

    key: str
    """Name within the exercise, stable across doses, paces and versions of the program."""
    kind: Kind
    """What happens in it."""
    side: Side | None = None
    """The working side; where sides change, the one just done."""
    number: int = 0
    """Round, or first rep of the group, from 1."""
    last: int = 0
    """Last rep of the group."""
    stage: Stage | None = None
    """What is held."""
    cut: Cut | None = None
    """How good it is to end a response after it; None: never."""


CLOSING = (Segment("calm", Kind.CALM), Segment("up", Kind.UP, cut=Cut.EXERCISE))
"""What follows the last exercise."""

_START = (Segment("move", Kind.MOVE, cut=Cut.POSITION), Segment("setup", Kind.SETUP))


@lru_cache(maxsize=512)
def segments(item: Item) -> tuple[Segment, ...]:
    """The parts of an exercise, in order."""
    work = item.work
    match work:
        case Reps():
            middle = _reps(work)
        case Rounds():
            middle = _rounds(work)
        case Holds():
            middle = _holds(work)
    side = middle[-1].side
    return (*_START, *middle, Segment("out", Kind.OUT, side, cut=Cut.EXERCISE))


def plan_segments(plan: Plan, index: int) -> tuple[Segment, ...]:
    """The parts of one item of a plan, or of the closing after its last."""
    return segments(plan[index]) if index < len(plan) else CLOSING


def _reps(work: Reps) -> tuple[Segment, ...]:
    guide = (Segment("guide", Kind.GUIDE),) if work.guided else ()
    starts = [*range(1, work.count + 1, GROUP), work.count + 1]
    groups = [
        Segment(f"reps-{first}", Kind.REPS, number=first, last=beyond - 1, cut=Cut.MIDDLE)
        for first, beyond in pairwise(starts)
    ]
    groups[-1] = Segment(groups[-1].key, Kind.REPS, number=groups[-1].number, last=work.count)
    return (*guide, *groups)


def _rounds(work: Rounds) -> tuple[Segment, ...]:
    stage = Stage("hold", seconds=work.seconds)
    parts: list[Segment] = []
    for number in range(1, work.count + 1):
        side = (Side.RIGHT if number % 2 else Side.LEFT) if work.alternate else None
        parts.append(Segment(f"hold-{number}", Kind.HOLD, side, number, stage=stage))
        parts.append(Segment(f"rest-{number}", Kind.REST, side, number, cut=Cut.ROUND))
    return tuple(parts[:-1])


def _holds(work: Holds) -> tuple[Segment, ...]:
    if not work.sided:
        return tuple(Segment(stage.key, Kind.HOLD, stage=stage) for stage in work.stages)
    right, left = (
        tuple(Segment(f"{stage.key}-{side.value}", Kind.HOLD, side, stage=stage) for stage in work.stages)
        for side in (Side.RIGHT, Side.LEFT)
    )
    return (*right, Segment("swap", Kind.SWAP, Side.RIGHT, cut=Cut.SIDE), *left)
