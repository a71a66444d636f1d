"""Pausing, stopping and everything about safety."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.asking import before
from skill.conversation.phase import Phase
from skill.conversation.replies import close, goodbye, keep, stay, wait
from skill.conversation.scene import Scene
from skill.conversation.turn import Turn
from skill.routine.cue import Script, Wait, join
from skill.routine.place import Place

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
    """Fifteen seconds, then the question again; a change of position is not told again after it."""
    if before(scene):
        return stay(scene, scene.line("answers.more_time"))
    turn = wait(scene, scene.line("answers.more_time"), Phase.PAUSED)
    place, plan = scene.here.place, scene.session.plan
    if place is None or place.segment != "move" or scene.here.over or place.index >= len(plan):
        return turn
    body = plan[place.index].position
    return replace(turn, session=replace(turn.session, place=Place(place.index, "setup"), body=body))


def no(scene: Scene) -> Turn:
    """No to going on: a break."""
    return wait(scene, scene.line("answers.no_hurry"), Phase.PAUSED)


def no_hurry(scene: Scene) -> Turn:
    """No to starting now."""
    return stay(scene, scene.line("answers.no_hurry"))


def stop(scene: Scene) -> Turn:
    """The end, with the place kept if there is one."""
    here = scene.here
    if here.place is None:
        return goodbye(scene)
    if before(scene) or here.place == Place(0, "move"):
        return close(scene, scene.line("answers.stopped_before"))
    if here.place.index >= len(scene.session.plan):
        return goodbye(scene)
    return close(scene, scene.line("answers.stopped", where=scene.where(here.place)))


def left(scene: Scene) -> Turn:
    """The session ended without a word: nobody hears an answer, but the place is kept."""
    here = scene.here
    session = scene.session.still(Phase.ENDED, here.place, here.body)
    return Turn(session, keep(scene, scene.memory, session, here.place), Script(), None)


def pain(scene: Scene) -> Turn:
    """Something hurts: out of it, and a choice; where and how bad is never asked."""
    here = scene.here
    session = scene.session.still(Phase.HURT, here.place, here.body)
    memory = keep(scene, scene.memory, session, here.place)
    return Turn(session, memory, scene.line("safety.pain"), scene.line("safety.pain_reprompt"))


def warning_sign(scene: Scene) -> Turn:
    """A sign that needs medical help: the emergency wording of the locale, and the end of the session."""
    return close(scene, scene.line("safety.emergency", number=scene.book.emergency_number()))


def safety(scene: Scene) -> Turn:
    """When to stop."""
    return stay(scene, scene.line("safety.when_to_stop"))
