"""Who the listener of a transcript is: their diary before the conversation begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import reduce

from skill.conversation.memory import Kept, Memory
from skill.routine.programme import PROGRAMMES

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "ten": 10}
_SECONDS = {"minute": 60, "hour": 3600, "day": 86400}

_FINISHED = re.compile(r"(?P<times>\w+) finished sessions? of (?P<programme>\w+)")
_PLACE = re.compile(r"place (?P<programme>\w+) (?P<exercise>\w+) (?P<segment>\S+) (?P<n>\d+) (?P<unit>\w+?)s? ago")
_DAY = re.compile(r"(?P<times>\w+) times? (?:(?P<n>\d+) days? ago|today)")
_DONE = re.compile(r"done (?P<exercise>\w+) (?P<times>\d+)")

Fact = Callable[[Memory, re.Match[str], datetime], Memory]


def remembered(facts: Iterable[str], now: datetime) -> Memory | None:
    """What these facts leave in the diary; None for a new listener. Raises ValueError for anything else."""
    facts = list(facts)
    if facts in ([], ["new listener"]):
        return None
    return reduce(lambda memory, fact: _learn(memory, fact, now), facts, Memory(met=True))


def _learn(memory: Memory, fact: str, now: datetime) -> Memory:
    for pattern, learn in _FACTS.items():
        if found := pattern.fullmatch(fact):
            return learn(memory, found, now)
    raise ValueError(f"as: {fact}")


def _finished(memory: Memory, found: re.Match[str], now: datetime) -> Memory:
    times, programme = _NUMBERS[found["times"]], found["programme"]
    done = {item.exercise: times for item in PROGRAMMES[programme]}
    return replace(memory, done={**memory.done, **done}, finished=times, programme=programme)


def _left_off(memory: Memory, found: re.Match[str], now: datetime) -> Memory:
    programme, exercise = found["programme"], found["exercise"]
    index = [item.exercise for item in PROGRAMMES[programme]].index(exercise)
    at = int(now.timestamp()) - int(found["n"]) * _SECONDS[found["unit"]]
    return replace(memory, programme=programme, place=Kept(programme, index, exercise, found["segment"], at))


def _done(memory: Memory, found: re.Match[str], now: datetime) -> Memory:
    return replace(memory, done={**memory.done, found["exercise"]: int(found["times"])})


def _on_a_day(memory: Memory, found: re.Match[str], now: datetime) -> Memory:
    day = (now - timedelta(days=int(found["n"] or 0))).date()
    return replace(memory, days={**memory.days, day.isoformat(): _NUMBERS[found["times"]]})


_FACTS: dict[re.Pattern[str], Fact] = {_FINISHED: _finished, _PLACE: _left_off, _DAY: _on_a_day, _DONE: _done}
