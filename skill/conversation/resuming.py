"""Finding the kept place again, however the last session ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from skill.conversation.course import rearranged
from skill.conversation.here import locate
from skill.conversation.memory import Kept, Memory
from skill.conversation.phase import Phase
from skill.conversation.scene import Scene
from skill.conversation.session import Session
from skill.conversation.tally import local_day, settle
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import PROGRAMMES

STILL_THERE_SECONDS = 180.0
"""How long after the last word a listener is taken to be where they were."""


def resumed(scene: Scene, memory: Memory) -> tuple[Session, Memory] | None:
    """The session to carry on, standing at its place, and the memory without what was never reached.

    The memory's session stands there too, so that the same is not taken back at the next opening.

    By the last session as it was kept: if it was broken off while something was read out, by the place in that.
    Else, since a newer version may not read it, by the exercise and segment. None where there is nothing to
    carry on.
    """
    if memory.place is None:
        return None
    found = _by_session(scene, memory) or _by_name(scene, memory.place)
    if found is None:
        return None
    session = rearranged(found, found.course, memory.choices)
    place = session.place
    if place is None or place.index >= len(session.plan):
        return None
    return session, replace(_settled(scene, memory), last=found.to_wire())


def _by_session(scene: Scene, memory: Memory) -> Session | None:
    last = _last(scene, memory)
    if last is None:
        return None
    settled, _ = settle(last, memory, scene.now, scene.limits)
    counted = settled.counted if _same_day(scene, last) else ()
    here = locate(settled, scene.now, scene.limits)
    body = here.body if _still_there(scene, last, memory) else Position.STANDING
    found = replace(settled, place=here.place, body=body, counted=counted, timeline=None)
    return replace(found, zone=scene.session.zone, first=False)


def _still_there(scene: Scene, last: Session, memory: Memory) -> bool:
    """Whether the listener has left so lately that they are taken to be in the same position."""
    assert memory.place is not None
    spoken = last.started + last.timeline.length if last.timeline else 0.0
    return scene.now.timestamp() - max(spoken, memory.place.at) <= STILL_THERE_SECONDS


def _by_name(scene: Scene, kept: Kept) -> Session | None:
    course = PROGRAMMES.get(kept.programme)
    if course is None:
        return None
    whole = replace(scene.session, course=course, kept=tuple(range(len(course))), plan=course, counted=())
    return replace(whole, programme=kept.programme, place=restored(kept), body=Position.STANDING)


def _settled(scene: Scene, memory: Memory) -> Memory:
    last = _last(scene, memory)
    return memory if last is None else settle(last, memory, scene.now, scene.limits)[1]


def _last(scene: Scene, memory: Memory) -> Session | None:
    """The last session, if this version can read it."""
    last = Session.from_wire(memory.last, scene.session.locale)
    return None if last.phase is Phase.DOOR else last


def _same_day(scene: Scene, last: Session) -> bool:
    return local_day(scene.session, datetime.fromtimestamp(last.started, UTC)) == scene.today


def restored(kept: Kept) -> Place:
    """A kept place in its programme as it is today, or the nearest to it that still exists."""
    plan = PROGRAMMES[kept.programme]
    found = [index for index, item in enumerate(plan) if item.exercise == kept.exercise]
    if kept.index in found:
        return Place(kept.index, kept.segment)
    if found:
        return Place(found[0], kept.segment)
    return Place(min(kept.index, len(plan) - 1), "move")
