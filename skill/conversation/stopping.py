"""Pausing, stopping and everything about safety."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.asking import before
from skill.conversation.event import Said
from skill.conversation.going import after_item
from skill.conversation.keeping import dropped, keep
from skill.conversation.phase import Phase
from skill.conversation.replies import close, ease_out, goodbye, stay, wait
from skill.conversation.scene import Scene
from skill.conversation.session import START
from skill.conversation.turn import Turn
from skill.routine.cue import NOTHING, Script, Wait, join
from skill.routine.place import Place
from skill.routine.position import Position

CUE_SECONDS = 3.0
"""What a short cue takes at the most."""

PAUSE_CUE_SECONDS = 30.0
"""How often a pause says that it is one."""


def pause(scene: Scene) -> Turn:
    """A break as long as a response may last; the place is kept, and how to come back is told at its end."""
    if before(scene):
        return stay(scene, scene.line("answers.no_hurry"))
    told = scene.line("answers.paused", where=scene.where(scene.here.place))
    cue = Script((Wait(PAUSE_CUE_SECONDS),)) + scene.line("answers.still_paused")
    left = scene.room.less(told, scene.book.language).seconds
    times = int(left // (PAUSE_CUE_SECONDS + CUE_SECONDS))
    return wait(scene, join((told, *[cue] * times)), Phase.PAUSED)


def more_time(scene: Scene) -> Turn:
    """Fifteen seconds, then the question again; a way that is mostly behind the listener is not told again."""
    if before(scene):
        return stay(scene, scene.line("answers.more_time"))
    place, plan = scene.here.place, scene.session.plan
    there = place is not None and place.index < len(plan) and scene.here.body is plan[place.index].position
    if place is not None and there and place.segment == "move" and not scene.here.over:
        still = replace(scene.session, place=Place(place.index, "setup"), body=scene.here.body, timeline=None)
        scene = replace(scene, session=still)
    turn = wait(scene, phase=Phase.PAUSED)
    told = ease_out(scene) + scene.line("answers.more_time") + scene.line("answers.more_time_ask")
    return replace(turn, script=told)


def no(scene: Scene) -> Turn:
    """No to going on: a break."""
    return wait(scene, scene.line("answers.no_hurry"), Phase.PAUSED)


def no_hurry(scene: Scene) -> Turn:
    """No to starting now."""
    return stay(scene, scene.line("answers.no_hurry"))


def stop(scene: Scene) -> Turn:
    """The end, with the place kept if there is one; after pain, the exercise that hurt is not come back to."""
    place, plan = scene.here.place, scene.session.plan
    if place is None or (place.index >= len(plan) and not before(scene)):
        return goodbye(scene)
    if before(scene) or place == START:
        return close(scene, scene.line("answers.stopped_before"))
    if scene.session.phase is Phase.HURT:
        place = after_item(plan, place)
        scene = replace(scene, session=replace(scene.session, place=place))
    return close(scene, scene.line("answers.stopped", where=scene.where(place)))


def left(scene: Scene) -> Turn:
    """The session ended without a word: nobody hears an answer, but the place is kept."""
    here = scene.here
    session = scene.session.still(Phase.ENDED, here.place, here.body)
    return Turn(session, keep(scene, scene.memory, session, here.place), Script(), None)


def pain(scene: Scene) -> Turn:
    """Something hurts: out of it, and a choice; where and how bad is never asked."""
    here, place = scene.here, scene.here.place
    if here.over and place is not None and place.index and place.segment in ("move", "calm"):
        place = Place(place.index - 1, "out")  # What hurts is what was just done, not what comes next.
    session = scene.session.still(Phase.HURT, place, here.body)
    memory = keep(scene, scene.memory, session, place)
    return Turn(session, memory, scene.line("safety.pain"), scene.line("safety.pain_reprompt"))


def pain_before(scene: Scene) -> Turn:
    """Pain before anything was done: no cause is named, and the gentle routine is offered."""
    session = replace(scene.session.still(Phase.DOOR, START, Position.STANDING), asking=Said.PAIN)
    return Turn(session, scene.memory, scene.line("safety.before"), scene.line("safety.before_reprompt"))


def warning_sign(scene: Scene) -> Turn:
    """A sign that needs medical help: the emergency wording of the locale, the end, and no invitation to go on."""
    turn = close(scene, NOTHING)
    script = scene.line("safety.emergency", number=scene.book.emergency_number())
    return replace(turn, script=script, memory=dropped(turn.memory))


def safety(scene: Scene) -> Turn:
    """When to stop."""
    return stay(scene, scene.line("safety.when_to_stop"))
