"""The question at the end of a response: which word goes on, and which skips."""

from __future__ import annotations

from skill.conversation.scene import Scene
from skill.routine.cue import Script
from skill.routine.place import Place
from skill.routine.segment import Cut, Segment, plan_segments, segments
from skill.routine.work import Reps


def cut_question(scene: Scene, after: Place | None) -> Script:
    """What is asked at a cut before a place; None: after the last one."""
    plan = scene.session.plan
    if after is None:
        return scene.line("routine.cut_up" if plan[-1].position.on_floor else "routine.cut_done")
    if after.index >= len(plan):
        return scene.line("routine.cut_closing")
    last = _before(plan_segments(plan, after.index), after)
    item = plan[after.index]
    if last is None or last.cut is Cut.EXERCISE:
        return scene.line("routine.cut_exercise", name=scene.name(item))
    if last.cut is Cut.SIDE and last.side is not None:
        return scene.line("routine.cut_side", side=scene.book.names["sides"][last.side.other.value])
    if last.cut in (Cut.ROUND, Cut.MIDDLE):
        left = _left(last, segments(item), item.work.count if isinstance(item.work, Reps) else 0)
        return scene.line("routine.cut_middle", left=scene.book.number(left))
    return scene.line("routine.cut_exercise", name=scene.name(item))


def _before(parts: tuple[Segment, ...], place: Place) -> Segment | None:
    """The segment before a place in its exercise; None at its beginning."""
    keys = [part.key for part in parts]
    at = keys.index(place.segment) if place.segment in keys else 0
    return parts[at - 1] if at else None


def _left(last: Segment, parts: tuple[Segment, ...], reps: int) -> int:
    """Reps or rounds still to come after a segment."""
    if reps:
        return reps - last.last
    return max(part.number for part in parts) - last.number
