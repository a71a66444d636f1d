"""The timeline of a script: how long it lasts, and where in it the listener is at a second."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from skill.routine.cue import NOTHING, Mark, Say, Script
from skill.routine.place import Place
from skill.routine.reading import cue_seconds, length

TAIL_SECONDS = 15.0
"""The end of a response in which "ready" goes on, since the voice may have been faster than estimated."""

TAIL_SHARE = 0.15
"""The same as a share of its speech: voices are taken to differ from the estimate by so much."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """When each segment of a spoken script began, and when all of it ends."""

    marks: tuple[tuple[float, Place], ...]
    """Seconds from the first sound, to a tenth, and the segment that begins there; in order."""
    length: float
    """Seconds the whole script takes."""
    over: float
    """Second at which the movement is over, and only the question is left."""
    tail: float
    """Second from which the script is as good as over."""

    @classmethod
    def of(cls, script: Script, language: str, question: Script = NOTHING) -> Self:
        """The timeline of a script and the question after it, at the estimated rate of speech in a language."""
        marks: list[tuple[float, Place]] = []
        now = speech = 0.0
        over = length(script, language)
        for cue in script + question:
            if isinstance(cue, Mark):
                marks.append((round(now, 1), cue.place))
            seconds = cue_seconds(cue, language)
            now += seconds
            speech += seconds if isinstance(cue, Say) else 0.0
        tail = max(0.0, now - max(TAIL_SECONDS, TAIL_SHARE * speech))
        return cls(tuple(marks), round(now, 1), round(over, 1), round(tail, 1))

    def where(self, elapsed: float) -> Place | None:
        """The segment spoken at a second; before the first one, the first; None in a script without any."""
        if not self.marks:
            return None
        found = bisect_right(self.marks, elapsed, key=lambda mark: mark[0])
        return self.marks[max(0, found - 1)][1]

    def end_of(self, place: Place) -> float:
        """The second at which a segment of this timeline ends."""
        starts = [start for start, _ in self.marks] + [self.length]
        index = next(i for i, (_, marked) in enumerate(self.marks) if marked == place)
        return starts[index + 1]

    def to_wire(self) -> dict[str, Any]:
        """Plain JSON: the marks as runs of [item, second, segment, second, segment, ...]."""
        runs: list[list[Any]] = []
        for second, place in self.marks:
            if not runs or runs[-1][0] != place.index:
                runs.append([place.index])
            runs[-1] += [second, place.segment]
        return {"marks": runs, "length": self.length, "over": self.over, "tail": self.tail}

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> Self:
        """The opposite; raises TypeError, ValueError or KeyError for anything else."""
        marks = tuple(
            (float(second), Place(int(index), str(segment)))
            for index, *run in data["marks"]
            for second, segment in zip(run[::2], run[1::2], strict=True)
        )
        return cls(marks, float(data["length"]), float(data["over"]), float(data["tail"]))
