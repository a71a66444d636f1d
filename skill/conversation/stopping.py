"""Pausing, stopping and everything about safety."""

from __future__ import annotations

from skill.conversation.asking import before
from skill.conversation.phase import Phase
from skill.conversation.replies import close, goodbye, keep, stay, wait
from skill.conversation.scene import Scene
from skill.conversation.turn import Turn
from skill.routine.cue import Script
from skill.routine.place import Place


def pause(scene: Scene) -> Turn:
    """A break; the place is kept."""
    if before(scene):
        return stay(scene, scene.line("answers.no_hurry"))
    return wait(scene, scene.line("answers.paused", where=scene.where(scene.here.place)), Phase.PAUSED)


def more_time(scene: Scene) -> Turn:
    """Fifteen seconds, then the question again."""
    if before(scene):
        return stay(scene, scene.line("answers.more_time"))
    return wait(scene, scene.line("answers.more_time"), Phase.PAUSED)


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
