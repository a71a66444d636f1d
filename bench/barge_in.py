"""How well the place is found when a listener speaks in the middle of a response.

Amazon tells nothing while it speaks: the skill takes the time since the last request for the seconds that were
heard. Real voices differ from the estimated rate, and listeners take more or less time to say what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from statistics import median, quantiles

from bench.track import Track
from bench.walk import LIMITS, walk
from skill.conversation.here import elapsed_seconds, locate
from skill.conversation.memory import Memory
from skill.routine.coach import side_at
from skill.routine.place import Place
from skill.routine.segment import Side

RATES = (0.85, 1.15)
"""Slowest and fastest voice, as a multiple of the estimated rate; in between all are as likely."""

SAYING_SECONDS = (0.0, 4.0)
"""The shortest and longest time from the word that was heard last to the request's timestamp."""

LEAD_SECONDS = 1.5
"""From a request's timestamp to the first sound of its response."""

NEAR_SECONDS = 5.0
"""A place is right if the listener is in it, or was or will be so many seconds away."""

_SEED = 20_260_105


@dataclass(frozen=True, slots=True)
class Moment:
    """One barge-in."""

    track: Track
    """The response that was being spoken."""
    rate: float
    """How fast, as a multiple of the estimate."""
    second: float
    """How much of it was heard when the listener began to speak."""
    saying: float
    """How long they took to say it."""

    @property
    def stamp(self) -> datetime:
        """The timestamp of the listener's request."""
        return datetime.fromtimestamp(self.track.session.started + LEAD_SECONDS + self.second + self.saying, UTC)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was made of one barge-in."""

    exercise: bool
    """Whether the exercise is right, give or take five seconds."""
    segment: bool
    """Whether the segment is right, give or take five seconds."""
    same_exercise: bool
    """Whether the exercise is the one that was being spoken."""
    same_segment: bool
    """Whether the segment is the one that was being spoken."""
    wrong_side: bool
    """Whether the listener was on one side and is taken to be on the other, without any tolerance."""
    error: float
    """Seconds between the words that were heard and those that are taken to be."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of many findings, and their errors in seconds."""

    exercise: float
    """Right exercise, give or take five seconds."""
    segment: float
    """Right segment, give or take five seconds."""
    same_exercise: float
    """Right exercise to the second."""
    same_segment: float
    """Right segment to the second."""
    wrong_side: float
    """The other side."""
    median: float
    """Half of the errors are smaller."""
    worst: float
    """95 of 100 errors are smaller."""


def measure(memory: Memory, moments: int) -> Figures:
    """Random moments in the routine `full`, as one listener walks through it; the same in every run."""
    tracks = [Track.of(turn) for turn in walk(memory) if turn.session.timeline]
    return figures([find(moment) for moment in draw(tracks, moments)])


def draw(tracks: Sequence[Track], moments: int) -> Iterator[Moment]:
    """Each second of speech is as likely as any other."""
    random = Random(_SEED)
    for _ in range(moments):
        rate, saying = random.uniform(*RATES), random.uniform(*SAYING_SECONDS)
        lengths = [track.length(rate) for track in tracks]
        (number,) = random.choices(range(len(tracks)), lengths)
        yield Moment(tracks[number], rate, random.uniform(0.0, lengths[number]), saying)


def find(moment: Moment) -> Finding:
    """What the skill makes of a barge-in, beside what is true."""
    track, session, second = moment.track, moment.track.session, moment.second
    true = track.where(second, moment.rate)
    found = locate(session, moment.stamp, LIMITS).heard
    near = [
        place for place, start, end in track.spans(moment.rate) if start - NEAR_SECONDS <= second <= end + NEAR_SECONDS
    ]
    heard = track.same_words(elapsed_seconds(session, moment.stamp, LIMITS), moment.rate)
    sides = _side(track, true), _side(track, found)
    return Finding(
        exercise=_exercise(found) in map(_exercise, near),
        segment=found in near,
        same_exercise=_exercise(found) == _exercise(true),
        same_segment=found == true,
        wrong_side=None not in sides and sides[0] is not sides[1] and _exercise(found) == _exercise(true),
        error=abs(heard - second),
    )


def figures(findings: Sequence[Finding]) -> Figures:
    """What many findings come to."""
    errors = [finding.error for finding in findings]

    def share(name: str) -> float:
        return sum(bool(getattr(finding, name)) for finding in findings) / len(findings)

    return Figures(
        exercise=share("exercise"),
        segment=share("segment"),
        same_exercise=share("same_exercise"),
        same_segment=share("same_segment"),
        wrong_side=share("wrong_side"),
        median=median(errors),
        worst=quantiles(errors, n=20)[-1],
    )


def _exercise(place: Place | None) -> int | None:
    return place.index if place else None


def _side(track: Track, place: Place | None) -> Side | None:
    return side_at(track.session.plan, place) if place else None
