"""The coach: writes the script of each segment, timed for one listener."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from skill.routine.counting import breaths, holding, rep
from skill.routine.cue import Mark, Script, Wait, join
from skill.routine.manner import Manner
from skill.routine.moving import moving, way
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import Item, Plan
from skill.routine.reading import length, read
from skill.routine.segment import Kind, Segment, Side, plan_segments, segments
from skill.routine.telling import Telling
from skill.routine.work import Reps, Rounds
from skill.words import load

LEAST_REST = 0.5
"""Seconds of stillness between two rounds, however much there is to say."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment of a plan, written out."""

    place: Place
    """Where it belongs."""
    segment: Segment
    """What it is."""
    script: Script
    """Its cues, with their mark first."""


@dataclass(frozen=True, slots=True)
class Coach:
    """Writes for one locale, in one manner."""

    locale: str
    """Decides the words and the rate at which they are spoken."""
    manner: Manner
    """Tempo and wordiness."""

    def passage(self, plan: Plan, place: Place, body: Position, opens: bool) -> Passage:
        """The segment at a place, for a body that was somewhere before; one that opens a response names itself.

        Raises KeyError where the plan has no such place.
        """
        parts = plan_segments(plan, place.index)
        segment = next((part for part in parts if part.key == place.segment), None)
        if segment is None:
            raise KeyError(place.segment)
        if place.index == len(plan):
            script = _closing(self, segment, body)
        else:
            script = _write(
                self, plan[place.index], segment, body, place.index == 0 and body is Position.STANDING, opens
            )
        return Passage(place, segment, Script((Mark(place),)) + script)


@lru_cache(maxsize=4096)
def _closing(coach: Coach, segment: Segment, body: Position) -> Script:
    book = load(coach.locale)
    if segment.kind is Kind.CALM:
        return read(book.line("routine.calm"))
    if not body.on_floor:
        return Script()
    return read(book.line("routine.getting_up")) + way(book, body, Position.STANDING, coach.manner.changes)


@lru_cache(maxsize=8192)
def _write(coach: Coach, item: Item, segment: Segment, body: Position, first: bool, opens: bool) -> Script:
    telling = Telling(load(coach.locale), item, segment, item.exercise in coach.manner.brief)
    match segment.kind:
        case Kind.MOVE:
            return moving(telling, body, coach.manner, first, opens)
        case Kind.SETUP:
            return _setup(telling, item.exercise in coach.manner.bare)
        case Kind.GUIDE:
            return telling.read("guide")
        case Kind.REPS:
            return _group(telling, coach.manner, opens)
        case Kind.HOLD:
            return _hold(telling, coach.manner)
        case Kind.REST:
            return _rest(telling)
        case _:
            return _release(telling) + telling.read("swap" if segment.kind is Kind.SWAP else "out")


def _setup(telling: Telling, bare: bool) -> Script:
    """How to get ready; for somebody who knows the exercise well, no more than the sign to begin.

    Holds keep theirs: a knee, a roller or a pillow must be where it belongs every time.
    """
    if bare and isinstance(telling.item.work, Reps):
        return telling.read("setup_bare") or telling.line("routine.begin")
    return telling.read("setup")


def _group(telling: Telling, manner: Manner, opens: bool) -> Script:
    """Five reps or fewer; the first one after a break is told in words again."""
    work = telling.item.work
    assert isinstance(work, Reps)
    seconds = manner.rep(work)
    numbers = range(telling.segment.number, telling.segment.last + 1)
    return join(rep(telling, number, work.count, seconds, opens and number == numbers[0]) for number in numbers)


def _hold(telling: Telling, manner: Manner) -> Script:
    """Getting into the hold, the word "hold", and the hold itself to its last second.

    The release is the first word of the segment after it.
    """
    stage = telling.segment.stage
    assert stage is not None
    lead = telling.into(stage.key) + telling.line("routine.hold")
    if stage.breaths:
        return lead + breaths(telling, stage.breaths, manner.breath)
    return lead + holding(telling, stage.seconds)


def _release(telling: Telling) -> Script:
    """The word that ends the hold before this segment; nothing after reps."""
    return Script() if isinstance(telling.item.work, Reps) else telling.read("release", pause=1.0)


def _rest(telling: Telling) -> Script:
    """Letting go between rounds: with the way into the next hold it lasts the seconds the dose gives."""
    work = telling.item.work
    assert isinstance(work, Rounds)
    spoken = _release(telling) + telling.read("rest")
    language = telling.book.language
    left = work.release - length(spoken, language) - length(telling.read("hold_again"), language)
    return spoken + Script((Wait(round(max(left, LEAST_REST), 3)),))


def body_at(plan: Plan, place: Place, before: Position) -> Position:
    """Where the body is when a segment begins, if it was elsewhere before this exercise."""
    if place.index == len(plan) or place.segment == "move":
        return before
    return plan[place.index].position


def following(plan: Plan, place: Place) -> Place | None:
    """The segment after a place; None after the last of the closing."""
    parts = [part.key for part in plan_segments(plan, place.index)]
    after = parts.index(place.segment) + 1
    if after < len(parts):
        return Place(place.index, parts[after])
    if place.index == len(plan):
        return None
    return Place(place.index + 1, plan_segments(plan, place.index + 1)[0].key)


def side_at(plan: Plan, place: Place) -> Side | None:
    """The side being worked at a place; None where there is none."""
    if place.index == len(plan):
        return None
    return next((part.side for part in segments(plan[place.index]) if part.key == place.segment), None)
