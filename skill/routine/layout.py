"""A plan laid out whole: every passage with its length, and where responses are best cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

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
        size = size_of(script, language)
        used = size.characters + size.breaks * self.pause_characters
        return replace(self, seconds=self.seconds - size.seconds, characters=self.characters - used)


@dataclass(frozen=True, slots=True)
class Size:
    """What a script takes of a response."""

    seconds: float
    """Length, as estimated."""
    characters: int
    """Characters of its text, escaped, with a space after each."""
    breaks: int
    """Pauses of at most ten seconds."""


@lru_cache(maxsize=8192)
def size_of(script: Script, language: str) -> Size:
    """The size of a script."""
    text = sum(_escaped(cue.text) + 1 for cue in script if isinstance(cue, Say))
    breaks = sum(1 + int(cue.seconds // _LONGEST_BREAK) for cue in script if isinstance(cue, Wait))
    return Size(length(script, language), text, breaks)


def _escaped(text: str) -> int:
    """Length of a text once its ampersands and angle brackets are escaped."""
    return len(text) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))


@dataclass(frozen=True, eq=False)
class Layout:
    """All passages of a plan in order, from standing to standing; made and measured once for each coach and plan."""

    coach: Coach
    """Who wrote them."""
    plan: Plan
    """What they are of."""
    passages: tuple[Passage, ...]
    """In order; written for somebody who hears them one after the other."""
    bodies: tuple[Position, ...]
    """Where the body is before each."""
    sizes: tuple[Size, ...]
    """What each takes of a response."""

    @cached_property
    def total(self) -> float:
        """Seconds of the whole plan."""
        return sum(size.seconds for size in self.sizes)

    @cached_property
    def places(self) -> Mapping[Place, int]:
        """The number of the passage at each place."""
        return {passage.place: number for number, passage in enumerate(self.passages)}

    def find(self, place: Place) -> int:
        """The number of a passage; the nearest one before, where a place is no longer part of the plan."""
        found = self.places.get(place)
        if found is not None:
            return found
        return max((number for known, number in self.places.items() if known.index <= place.index), default=0)

    def left(self, place: Place) -> float:
        """Seconds from the start of a segment to the end."""
        return sum(size.seconds for size in self.sizes[self.find(place) :])

    def portion(self, place: Place, body: Position, room: Room, most: Room) -> tuple[tuple[Passage, ...], Place | None]:
        """The passages that go into one response that starts at a place, and what comes after them.

        At least up to the first place where a cut is allowed, whatever the room. The responses after it will
        have the most room, which decides where cutting this one costs least.
        """
        start = self.find(place)
        opening = self.opening(start, body)
        ends = _ends(self, start, size_of(opening.script, self.language), room)
        costs = _costs(self, most)
        cheapest = min(ends, key=lambda end: (_cut_cost(self, end) + costs[end + 1], -end))
        after = following(self.plan, self.passages[cheapest].place)
        return (opening, *self.passages[start + 1 : cheapest + 1]), after

    def opening(self, number: int, body: Position) -> Passage:
        """A passage as it is told where a response begins with it."""
        return self.coach.passage(self.plan, self.passages[number].place, body, opens=True)

    @property
    def language(self) -> str:
        """The language it is written in."""
        return load(self.coach.locale).language


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
    sizes = tuple(size_of(passage.script, language) for passage in passages)
    return Layout(coach, plan, tuple(passages), tuple(bodies), sizes)


def longest_piece(layout: Layout) -> float:
    """Seconds of the longest run of passages that cannot be cut."""
    longest = run = 0.0
    for passage, size in zip(layout.passages, layout.sizes, strict=True):
        run += size.seconds
        longest = max(longest, run)
        run = 0.0 if passage.segment.cut else run
    return longest


def _ends(layout: Layout, start: int, opening: Size, room: Room) -> list[int]:
    """The passages with which a response may end; the first allowed one if none fits."""
    ends: list[int] = []
    seconds, used = 0.0, 0
    for end in range(start, len(layout.passages)):
        size = opening if end == start else layout.sizes[end]
        seconds += size.seconds
        used += size.characters + size.breaks * room.pause_characters
        if ends and (seconds > room.seconds or used > room.characters):
            break
        segment = layout.passages[end].segment
        if segment.cut:
            ends.append(end)
        if room.stops and segment.kind is Kind.OUT:
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
        opening = layout.opening(start, layout.bodies[start])
        ends = _ends(layout, start, size_of(opening.script, layout.language), room)
        costs[start] = min(_cut_cost(layout, end) + costs[end + 1] for end in ends)
    return tuple(costs)
