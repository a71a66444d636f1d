"""How often a listener has to speak to get through `full`, and how long each response lasts."""

from __future__ import annotations

from dataclasses import dataclass

from bench.walk import seconds, walk
from skill.conversation.memory import Memory
from skill.conversation.turn import Turn
from skill.routine.cue import Mark
from skill.routine.place import Place
from skill.routine.programme import Plan


@dataclass(frozen=True, slots=True)
class Told:
    """One response of a walk."""

    what: str
    """The segments with which it begins and ends, or its first words."""
    seconds: float
    """Its estimated length."""


def told(memory: Memory) -> tuple[Told, ...]:
    """The responses to each thing said on the way through `full`, launch and goodbye included."""
    return tuple(Told(_what(turn), seconds(turn)) for turn in walk(memory))


def _what(turn: Turn) -> str:
    places = [cue.place for cue in turn.script if isinstance(cue, Mark)]
    if not places:
        return turn.script.text[:48]
    return f"{_name(turn.session.plan, places[0])} to {_name(turn.session.plan, places[-1])}"


def _name(plan: Plan, place: Place) -> str:
    exercise = plan[place.index].exercise if place.index < len(plan) else "end"
    return f"{exercise} {place.segment}"
