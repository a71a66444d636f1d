"""Going on, back, over and to: the routine moves."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.asking import before
from skill.conversation.changing import hold_length
from skill.conversation.course import begun, inserted
from skill.conversation.event import Said
from skill.conversation.opening import announced, called
from skill.conversation.opening import start as begin_anew
from skill.conversation.phase import Phase
from skill.conversation.replies import at_cut, goodbye, play, play_on
from skill.conversation.scene import Scene
from skill.conversation.turn import Turn
from skill.routine.coach import following
from skill.routine.cue import NOTHING, Script
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import DEFAULT, PROGRAMMES, Item, Plan
from skill.routine.segment import plan_segments

SHORTEST_ROUTINE = 120
"""Seconds under which a length of time is that of a hold."""

_GETTING_READY = ("move", "setup")


def go_on(scene: Scene) -> Turn:
    """ "Ready", "yes", "resume": what comes next at the end of a response, else the same segment again.

    Somebody who is ready while they are still told how to get there has got there, and goes straight on.
    """
    here, plan = scene.here, scene.session.plan
    if here.ending:
        return _go_on(scene, here.after)
    place = here.place
    ready = scene.event.said is Said.READY
    if place is None or place.index >= len(plan) or not _gets_ready(place, ready):
        return onward(scene, place)
    there = following(plan, place)
    assert there is not None
    return play_on(scene, there, plan[place.index].position)


def _gets_ready(place: Place, ready: bool) -> bool:
    """Whether somebody says there that they have done what is being told: got ready, or finished the reps early."""
    return place.segment in _GETTING_READY or (ready and place.segment.startswith("reps"))


def next_one(scene: Scene) -> Turn:
    """ "Next": what comes next at the end of a response, else the next exercise."""
    if scene.session.phase is Phase.MOVING and scene.here.ending:
        return _go_on(scene, scene.here.after)
    return _over_to_next(scene, NOTHING)


def skip(scene: Scene) -> Turn:
    """The next exercise, or the end; at a cut between two exercises the one announced is left out."""
    return _over_to_next(scene, scene.line("answers.skipping"))


def carry_on_after(scene: Scene) -> Turn:
    """The exercise after the offered one."""
    return skip(replace(scene, session=replace(scene.session, body=Position.STANDING)))


def previous(scene: Scene) -> Turn:
    """The exercise before; the first one again where there is none."""
    place = scene.here.place
    index = place.index if place is not None else len(scene.session.plan)
    if index == 0:
        return play(scene, Place(0, "move"), scene.line("answers.nothing_before"))
    return play(scene, Place(index - 1, "move"))


def repeat(scene: Scene) -> Turn:
    """The segment again; once the response is over, its question."""
    if scene.here.over:
        return at_cut(scene)
    return onward(scene, scene.here.heard)


def resume(scene: Scene) -> Turn:
    """The place where the routine stood still."""
    return onward(scene, scene.here.place)


def start(scene: Scene) -> Turn:
    """In the middle "start" goes on, a few seconds are the length of a hold, and a programme begins anew."""
    named, seconds = scene.event.routine, scene.event.seconds
    if named is None and seconds is not None and seconds < SHORTEST_ROUTINE:
        return hold_length(scene)
    return begin_anew(scene) if named is not None or seconds is not None else go_on(scene)


def start_over(scene: Scene) -> Turn:
    """The whole plan from its start, from wherever the body is."""
    again = replace(scene, session=replace(scene.session, counted=()))
    return play(again, Place(0, "move"), scene.line("answers.from_the_top"), body=scene.here.body)


def go_to(scene: Scene, exercise: str) -> Turn:
    """An exercise by name; one that is not in the plan comes in between."""
    if before(scene):
        return _begin_at(scene, exercise)
    plan = scene.session.plan
    found = [index for index, item in enumerate(plan) if item.exercise == exercise]
    if found:
        return play(scene, Place(found[0], "move"))
    place = scene.here.place
    index = min(place.index + 1 if place is not None else len(plan), len(plan))
    longer = inserted(scene.session, index, Item(exercise), scene.memory.choices)
    there = Place(index, "move")
    return play(replace(scene, session=longer.still(Phase.MOVING, there, scene.here.body)), there)


def onward(scene: Scene, place: Place | None) -> Turn:
    """The routine from a place, or goodbye after its end."""
    return goodbye(scene) if place is None else play(scene, place)


def _go_on(scene: Scene, after: Place | None) -> Turn:
    """What comes after a response, with no more words than that needs."""
    return goodbye(scene) if after is None else play_on(scene, after)


def _begin_at(scene: Scene, exercise: str) -> Turn:
    """A routine that starts with an exercise, announced like any other."""
    programme = scene.session.programme
    if all(item.exercise != exercise for item in PROGRAMMES.get(programme, ())):
        programme = DEFAULT
    session = begun(scene.session, programme, PROGRAMMES[programme], scene.memory.choices)
    at = next((index for index, item in enumerate(session.plan) if item.exercise == exercise), None)
    if at is None:
        session = inserted(session, 0, Item(exercise), scene.memory.choices)
    there = at or 0
    named = scene.line("launch.plan_from", routine=called(scene, programme), name=scene.the(session.plan[there]))
    return announced(scene, session, named, at=there)


def _over_to_next(scene: Scene, told: Script) -> Turn:
    """The next exercise, or goodbye after the last part."""
    place, plan = scene.here.place, scene.session.plan
    if place is None or (place.index >= len(plan) and place.segment == "up"):
        return goodbye(scene)
    if place.index >= len(plan):
        return play(scene, Place(len(plan), "up"), told) if scene.here.body.on_floor else goodbye(scene)
    return play(scene, after_item(scene.session.plan, place), told)


def after_item(plan: Plan, place: Place) -> Place:
    """The beginning of the item after a place, or of the closing."""
    index = place.index + 1
    return Place(index, plan_segments(plan, index)[0].key)
