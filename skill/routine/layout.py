"""A plan laid out whole: every passage with its length, and where responses are best cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from skill.routine.coach import Coach, Passage, body_at, following
from skill.routine.cue import Say, Script, Wait
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import Plan
from skill.routine.reading import length
from skill.routine.segment import Cut, Kind
from skill.words import load

# One interruption less is worth two cuts in unlovely places, not more. Somebody who has just got into position is
# stopped only where the way there, told slowly, and the work together are longer than a response may be.
_CUT_COSTS = {Cut.EXERCISE: 1.0, Cut.SIDE: 1.15, Cut.ROUND: 1.3, Cut.MIDDLE: 1.4, Cut.POSITION: 4.0}

_LONGEST_BREAK = 10.0


@dataclass(frozen=True, slots=True)
class Room:
    """What there is room for in one response."""

    seconds: float
    """Length, as estimated."""
    characters: int
    """Characters of text with markup."""
    pause_characters: int
    """What one pause of at most ten seconds costs of them."""
    stops: bool = False
    """Whether a response ends with its first exercise."""

    def less(self, script: Script, language: str) -> Room:
        """What is left beside something that must be in the response."""
        used = characters(script, self.pause_characters)
        return replace(self, seconds=self.seconds - length(script, language), characters=self.characters - used)


def characters(script: Script, pause_characters: int) -> int:
    """Characters a script takes with its markup, at most."""
    text = sum(_escaped(cue.text) + 1 for cue in script if isinstance(cue, Say))
    breaks = sum(1 + int(cue.seconds // _LONGEST_BREAK) for cue in script if isinstance(cue, Wait))
    return text + breaks * pause_characters


def _escaped(text: str) -> int:
    """Length of a text once its ampersands and angle brackets are escaped."""
    return len(text) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))


@dataclass(frozen=True, eq=False)
class Layout:
    """All passages of a plan in order, from standing to standing; made once for each coach and plan."""

    coach: Coach
    """Who wrote them."""
    plan: Plan
    """What they are of."""
    passages: tuple[Passage, ...]
    """In order; written for somebody who hears them one after the other."""
    bodies: tuple[Position, ...]
    """Where the body is before each."""
    seconds: tuple[float, ...]
    """Length of each."""

    @property
    def total(self) -> float:
        """Seconds of the whole plan."""
        return sum(self.seconds)

    def find(self, place: Place) -> int:
        """The number of a passage; the nearest one before, where a place is no longer part of the plan."""
        places = [passage.place for passage in self.passages]
        if place in places:
            return places.index(place)
        return max((i for i, known in enumerate(places) if known.index <= place.index), default=0)

    def left(self, place: Place) -> float:
        """Seconds from the start of a segment to the end."""
        return sum(self.seconds[self.find(place) :])

    def portion(self, place: Place, body: Position, room: Room, most: Room) -> tuple[tuple[Passage, ...], Place | None]:
        """The passages that go into one response that starts at a place, and what comes after them.

        At least up to the first place where a cut is allowed, whatever the room. The responses after it will
        have the most room, which decides where cutting this one costs least.
        """
        start = self.find(place)
        passages = self.opened(start, body)
        ends = _ends(self, start, passages, room)
        costs = _costs(self, most)
        cheapest = min(ends, key=lambda end: (_cut_cost(self, end) + costs[end + 1], -end))
        after = following(self.plan, self.passages[cheapest].place)
        return passages[: cheapest + 1 - start], after

    def opened(self, start: int, body: Position) -> tuple[Passage, ...]:
        """The passages from one on, which opens a response."""
        opening = self.coach.passage(self.plan, self.passages[start].place, body, opens=True)
        return (opening, *self.passages[start + 1 :])


@lru_cache(maxsize=256)
def lay_out(coach: Coach, plan: Plan) -> Layout:
    """A plan written out by a coach, for somebody who starts standing."""
    passages: list[Passage] = []
    bodies: list[Position] = []
    place: Place | None = Place(0, "move")
    body = Position.STANDING
    while place is not None:
        passages.append(coach.passage(plan, place, body, opens=False))
        bodies.append(body)
        body = body_at(plan, place, body)
        place = following(plan, place)
    language = load(coach.locale).language
    seconds = tuple(length(passage.script, language) for passage in passages)
    return Layout(coach, plan, tuple(passages), tuple(bodies), seconds)


def longest_piece(layout: Layout) -> float:
    """Seconds of the longest run of passages that cannot be cut."""
    longest = run = 0.0
    for passage, seconds in zip(layout.passages, layout.seconds, strict=True):
        run += seconds
        longest = max(longest, run)
        run = 0.0 if passage.segment.cut else run
    return longest


def _ends(layout: Layout, start: int, passages: Sequence[Passage], room: Room) -> list[int]:
    """The passages with which a response may end; the first allowed one if none fits."""
    language = load(layout.coach.locale).language
    ends: list[int] = []
    seconds, used = 0.0, 0
    for end, passage in enumerate(passages, start):
        seconds += length(passage.script, language)
        used += characters(passage.script, room.pause_characters)
        if ends and (seconds > room.seconds or used > room.characters):
            break
        if passage.segment.cut:
            ends.append(end)
        if room.stops and passage.segment.kind is Kind.OUT:
            break
    return ends


def _cut_cost(layout: Layout, end: int) -> float:
    cut = layout.passages[end].segment.cut
    assert cut is not None
    return _CUT_COSTS[cut]


@lru_cache(maxsize=256)
def _costs(layout: Layout, room: Room) -> tuple[float, ...]:
    """For each passage, what it costs in cuts to get from its start to the end of the plan."""
    costs = [0.0] * (len(layout.passages) + 1)
    for start in reversed(range(len(layout.passages))):
        ends = _ends(layout, start, layout.opened(start, layout.bodies[start]), room)
        costs[start] = min(_cut_cost(layout, end) + costs[end + 1] for end in ends)
    return tuple(costs)
