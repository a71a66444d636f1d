"""Encouragement: at most once an exercise, never the same words twice in a session, and only where there is room."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.scene import Scene
from skill.routine.coach import Passage
from skill.routine.cue import Script
from skill.routine.position import Position
from skill.routine.reading import length, read
from skill.routine.segment import Kind
from skill.words import parse

Cheered = tuple[tuple[int, int], ...]
"""Which item of the course was cheered, and with which words of the pool."""

STEP = 5
"""How far into the pool each finished routine moves the start, so that days differ without any chance."""

_LYING = frozenset({Position.BACK})


def cheered(scene: Scene, passages: tuple[Passage, ...], room: float) -> tuple[tuple[Passage, ...], Cheered]:
    """The passages with encouragement in them, as far as so many seconds have room, and all that was used so far."""
    used = scene.session.cheered
    told: list[Passage] = []
    for passage in passages:
        line = _line(scene, passage, used) if passage is not passages[-1] else None
        script = read(parse(line[1])) if line else Script()
        seconds = length(script, scene.book.language)
        if line is None or seconds > room:
            told.append(passage)
            continue
        room -= seconds
        used = (*used, (scene.session.kept[passage.place.index], line[0]))
        told.append(replace(passage, script=passage.script + script))
    return tuple(told), used


def _line(scene: Scene, passage: Passage, used: Cheered) -> tuple[int, str] | None:
    """The next words of the pool that fit the moment, if the moment is one for them."""
    if not _moment(passage) or any(item == scene.session.kept[passage.place.index] for item, _ in used):
        return None
    pool: list[dict[str, str]] = scene.book.names["cheers"]
    start = scene.memory.finished * STEP % len(pool)
    spoken = {number for _, number in used}
    for number in (*range(start, len(pool)), *range(start)):
        if number not in spoken and _fits(scene, passage, pool[number].get("when", "")):
            return number, pool[number]["text"]
    return None


def _moment(passage: Passage) -> bool:
    """After the first five reps, the second round or the first side."""
    segment = passage.segment
    if segment.kind is Kind.SWAP:
        return True
    return segment.number == {Kind.REPS: 1, Kind.REST: 2}.get(segment.kind, 0) != 0


def _fits(scene: Scene, passage: Passage, when: str) -> bool:
    index, plan = passage.place.index, scene.session.plan
    return {
        "": True,
        "lying": plan[index].position in _LYING,
        "sided": passage.segment.kind is Kind.SWAP,
        "late": index >= len(plan) - 2,
    }[when]
