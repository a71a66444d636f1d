"""Doing it differently: pace, length of holds, easier and harder, more or fewer words."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.answering import current
from skill.conversation.asking import before
from skill.conversation.choices import LEVELS, LONGEST_HOLD, PACES, SHORTEST_HOLD, Choices
from skill.conversation.course import rearranged, timed
from skill.conversation.phase import Phase
from skill.conversation.replies import ask, at_cut, inform, play, stay
from skill.conversation.scene import Scene
from skill.conversation.session import START
from skill.conversation.turn import Turn
from skill.routine.cue import Script
from skill.routine.place import Place
from skill.routine.programme import Item, Plan
from skill.routine.work import Holds, Rounds

LONGER = 10
"""Seconds by which "longer" lengthens a hold."""


def adopt(scene: Scene, choices: Choices, course: Plan | None = None) -> Scene:
    """The scene with other choices, standing still where the listener is."""
    here = scene.here
    still = replace(scene.session, place=here.place, body=here.body, timeline=None)
    session = rearranged(still, scene.session.course if course is None else course, choices)
    if here.place == START and before(scene):
        session = replace(session, place=START)
    return replace(scene, session=session, memory=replace(scene.memory, choices=choices))


def carry(scene: Scene, changed: Scene, script: Script) -> Turn:
    """A few words on what has changed; then the routine goes on if it was going on, with the new timing."""
    place = changed.session.place
    if scene.session.phase is not Phase.MOVING:
        return stay(changed, script)
    return at_cut(changed, script) if scene.here.over or place is None else play(changed, place, script)


def pace(scene: Scene) -> Turn:
    """One step slower or faster."""
    named = [name for name in scene.event.choice or () if name in ("slower", "faster")]
    if len(named) != 1:
        return ask(scene, "changes.pace_ask")
    order, choices = list(PACES), scene.memory.choices
    now = order.index(choices.pace)
    then = min(max(now + (-1 if named == ["slower"] else 1), 0), len(order) - 1)
    if then == now:
        return inform(scene, scene.line(f"changes.no_{named[0]}"))
    return carry(scene, adopt(scene, replace(choices, pace=order[then])), scene.line(f"changes.{named[0]}"))


def hold_length(scene: Scene) -> Turn:
    """Another length of hold: for the exercise the listener is in, if it has one, else for all of them."""
    item = _item(scene)
    here = item if item is not None and timed(item) else None
    seconds = scene.event.seconds
    if seconds is None:
        seconds = min(_seconds(here, scene.memory.choices) + LONGER, LONGEST_HOLD)
    if not SHORTEST_HOLD <= seconds <= LONGEST_HOLD:
        shortest, longest = scene.book.number(SHORTEST_HOLD), scene.book.number(LONGEST_HOLD)
        return ask(scene, "changes.hold_ask", shortest=shortest, longest=longest)
    choices, spoken = scene.memory.choices, scene.book.number(seconds)
    if here is None:
        changed = adopt(scene, replace(choices, hold=seconds, holds={}))
        key = "changes.hold_breaths" if item is not None and isinstance(item.work, Holds) else "changes.hold_all"
        return carry(scene, changed, scene.line(key, seconds=spoken))
    changed = adopt(scene, replace(choices, holds={**choices.holds, here.exercise: seconds}))
    return carry(scene, changed, scene.line("changes.hold_one", seconds=spoken))


def easier(scene: Scene) -> Turn:
    """The easier form of the exercise, from its setting up."""
    return _level(scene, -1)


def harder(scene: Scene) -> Turn:
    """The harder form of the exercise, from its setting up."""
    return _level(scene, 1)


def more_detail(scene: Scene) -> Turn:
    """More or fewer words; "explain it again" goes back to the setting up."""
    named = [name for name in scene.event.choice or () if name in ("more", "less")]
    if len(named) != 1:
        return ask(scene, "changes.detail_ask")
    changed = adopt(scene, replace(scene.memory.choices, detail=named[0]))
    place, item = scene.here.place, _item(scene)
    if named == ["more"] and item is not None and place is not None and not scene.here.over:
        return _explained_again(scene, changed, Place(place.index, "setup"))
    return carry(scene, changed, scene.line(f"changes.{named[0]}"))


def _explained_again(scene: Scene, changed: Scene, setup: Place) -> Turn:
    """The setting up in full words, this once."""
    turn = play(changed, setup, scene.line("changes.more"))
    return replace(turn, memory=replace(turn.memory, choices=scene.memory.choices))


def keep_going(scene: Scene) -> Turn:
    """On without stopping, as far as a response allows."""
    return _stops(scene, False, "changes.keep_going")


def wait_for_me(scene: Scene) -> Turn:
    """A stop for "ready" before each exercise."""
    return _stops(scene, True, "changes.wait_for_me")


def _stops(scene: Scene, stops: bool, key: str) -> Turn:
    return carry(scene, adopt(scene, replace(scene.memory.choices, stops=stops)), scene.line(key))


def _level(scene: Scene, by: int) -> Turn:
    item, place = _item(scene), scene.here.place
    if item is None or place is None:
        return stay(scene, scene.line("changes.level_before"))
    then = _step(item, by)
    if then == item.form:
        return _as_it_is(scene, item, by)
    choices = scene.memory.choices
    levels = {exercise: level for exercise, level in choices.levels.items() if exercise != item.exercise}
    changed = adopt(scene, replace(choices, levels={**levels, item.exercise: then} if then else levels))
    told = scene.line(f"changes.{then}" if then else "changes.usual")
    return play(changed, Place(place.index, "setup"), told)


def _step(item: Item, by: int) -> str:
    """The form one step easier or harder; the same where there is none."""
    if item.form not in LEVELS:
        return item.form
    then = LEVELS[min(max(LEVELS.index(item.form) + by, 0), len(LEVELS) - 1)]
    return then if not then or then in item.what.forms else item.form


def _as_it_is(scene: Scene, item: Item, by: int) -> Turn:
    """The end of the scale: a hint instead, since a routine that hurts must not simply go on."""
    text = scene.book.exercise(item.exercise, item.form).text("easier_hint" if by < 0 else "harder_hint")
    line = scene.line("changes.no_easier" if by < 0 else "changes.no_harder", hint=text)
    return ask(scene, "safety.hurt_last", line) if scene.session.phase is Phase.HURT else inform(scene, line)


def _item(scene: Scene) -> Item | None:
    """The item the listener is at, in its present form."""
    place = scene.here.place
    return scene.session.plan[place.index] if current(scene) is not None and place is not None else None


def _seconds(item: Item | None, choices: Choices) -> int:
    """The present length of holds, here or in general."""
    work = item.work if item is not None else None
    if isinstance(work, Rounds):
        return work.seconds
    if isinstance(work, Holds):
        return work.stages[0].seconds
    return choices.hold or 20
