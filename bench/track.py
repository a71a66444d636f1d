"""A response as a real voice speaks it: the same script at another rate of speech, its pauses exact."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from skill.conversation.session import Session
from skill.conversation.turn import Turn
from skill.routine.cue import Cue, Mark, Say
from skill.routine.place import Place
from skill.routine.reading import cue_seconds
from skill.words import load


@dataclass(frozen=True, slots=True)
class Track:
    """When each cue of a response begins at any rate, and where in the routine it belongs.

    A rate is how many times as fast as estimated a voice speaks.
    """

    session: Session
    """The session while it is spoken."""
    speech: tuple[float, ...]
    """Estimated seconds of speech before each cue, and in all."""
    pauses: tuple[float, ...]
    """Seconds of silence before each cue, and in all."""
    parts: tuple[tuple[int, Place | None], ...]
    """The cue with which each segment begins, and the segment; last the question, which belongs to what comes next."""

    @classmethod
    def of(cls, turn: Turn) -> Self:
        """The track of a response that is read out; ValueError for one that is no part of the routine."""
        timeline = turn.session.timeline
        if timeline is None:
            raise ValueError("nothing is read out")
        language = load(turn.session.locale).language
        speech, pauses = (
            tuple(accumulate((_seconds(cue, language, spoken) for cue in turn.script), initial=0.0))
            for spoken in (True, False)
        )
        marks = [(number, cue.place) for number, cue in enumerate(turn.script) if isinstance(cue, Mark)]
        question = next(i for i in range(len(speech)) if round(speech[i] + pauses[i], 1) >= timeline.over)
        # What opens the first segment belongs to it.
        return cls(turn.session, speech, pauses, ((0, marks[0][1]), *marks[1:], (question, turn.session.place)))

    def start(self, cue: int, rate: float = 1.0) -> float:
        """The second at which a cue begins."""
        return self.speech[cue] / rate + self.pauses[cue]

    def length(self, rate: float = 1.0) -> float:
        """Seconds of the whole."""
        return self.start(-1, rate)

    def where(self, second: float, rate: float = 1.0) -> Place | None:
        """The segment at a second; None after the end of the routine."""
        number = bisect_right(self.parts, second, key=lambda part: self.start(part[0], rate))
        return self.parts[max(0, number - 1)][1]

    def spans(self, rate: float = 1.0) -> list[tuple[Place | None, float, float]]:
        """Each segment with the seconds from and to which it is spoken."""
        starts = [self.start(cue, rate) for cue, _ in self.parts]
        ends = [*starts[1:], self.length(rate)]
        return [(place, start, end) for (_, place), start, end in zip(self.parts, starts, ends, strict=True)]

    def same_words(self, second: float, rate: float) -> float:
        """The second at which a voice is where it was estimated to be at a second."""
        if second >= self.length():
            return self.length(rate)
        cue = bisect_right(range(len(self.speech)), second, key=self.start) - 1
        share = (second - self.start(cue)) / (self.start(cue + 1) - self.start(cue))
        return self.start(cue, rate) + share * (self.start(cue + 1, rate) - self.start(cue, rate))


def _seconds(cue: Cue, language: str, spoken: bool) -> float:
    """What a cue takes of speech, or of silence."""
    return cue_seconds(cue, language) if isinstance(cue, Say) is spoken else 0.0
