"""What one segment is told with: its words, found and filled in."""

from __future__ import annotations

from dataclasses import dataclass

from skill.routine.cue import Script
from skill.routine.programme import Item
from skill.routine.reading import read
from skill.routine.segment import Segment, Side
from skill.routine.work import Reps, Rounds
from skill.words import Book, Line, parse
from skill.words.book import fill


@dataclass(frozen=True)
class Telling:
    """A segment of an item, about to be written in one language."""

    book: Book
    """The words."""
    item: Item
    """The exercise, with its form and dose."""
    segment: Segment
    """The part of it."""
    brief: bool
    """Whether the listener knows the exercise."""

    def line(self, key: str, **values: str) -> Script:
        """A general line of the book."""
        return read(self.book.line(key, **values))

    def read(self, *keys: str, pause: float = 0.0, **values: str) -> Script:
        """The exercise's own text under the first of these keys it has, then a pause of some seconds."""
        lines = self.lines(*keys, **values)
        return read((*lines, Line("", pause)) if lines and pause else lines)

    def lines(self, *keys: str, **values: str) -> tuple[Line, ...]:
        """The same as lines, for a script that times them itself."""
        words = self.book.exercise(self.item.exercise, self.item.form)
        brief = tuple(variant for key in keys for variant in (f"{key}_brief", key)) if self.brief else keys
        return self.filled(words.text(*brief), **values)

    def filled(self, screenplay: str, **values: str) -> tuple[Line, ...]:
        """A screenplay of the exercise with its placeholders filled."""
        return parse(fill(screenplay, {**self._values(), **values}))

    def pool(self, key: str) -> str:
        """One cue of a pool: another one on the second side and in each round."""
        cues = self.book.exercise(self.item.exercise, self.item.form).pool(key)
        turn = self.segment.number + (self.segment.side is Side.LEFT)
        return cues[turn % len(cues)]

    def into(self, stage: str) -> Script:
        """How to get into a hold; later rounds and the second side have their own words where they differ."""
        if self.segment.number > 1:
            return self.read(f"{stage}_again", stage)
        if self.segment.side is Side.LEFT and self._first_of_side():
            return self.read(f"{stage}_second", stage)
        return self.read(stage)

    def _first_of_side(self) -> bool:
        """Whether the side begins with this segment; the stages after it need no new side."""
        stages = getattr(self.item.work, "stages", ())
        return not stages or stages[0].key == (self.segment.stage.key if self.segment.stage else "")

    def _values(self) -> dict[str, str]:
        """Everything a text of this segment may mention."""
        words = self.book.exercise(self.item.exercise, self.item.form)
        values = {"benefit": words.text("benefit"), "name": words.name}
        work = self.item.work
        if isinstance(work, Reps):
            numbers = {"reps": work.count, "seconds": work.held, "breaths": work.breaths}
            values |= {key: self.book.number(number) for key, number in numbers.items()}
        elif isinstance(work, Rounds):
            values |= {"rounds": self.book.number(work.count), "seconds": self.book.number(work.seconds)}
        else:
            stage = self.segment.stage or work.stages[0]
            values |= {"seconds": self.book.number(stage.seconds), "breaths": self.book.number(stage.breaths)}
        side = self.segment.side
        if side is not None:
            sides = self.book.names["sides"]
            values |= {"side": sides[side.value], "other": sides[side.other.value]}
        return values
