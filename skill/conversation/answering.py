"""Questions and what they are answered with; the place never changes."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.asking import before, open_phase
from skill.conversation.event import Said
from skill.conversation.phase import Phase
from skill.conversation.replies import ask, inform, stay
from skill.conversation.scene import Scene
from skill.conversation.turn import Turn
from skill.routine.place import Place
from skill.routine.segment import Kind, Segment
from skill.routine.telling import Telling

HOW_TO_PAUSE = 0.8
"""Seconds between an explanation and the question after it."""


def time_left(scene: Scene) -> Turn:
    """How long is left, or how long it takes in all before it begins."""
    place = scene.here.place
    if before(scene) and scene.session.phase is not Phase.OFFER:
        return stay(scene, scene.line("answers.time_total", minutes=scene.minutes(scene.layout.total)))
    left = scene.layout.left(place) if place is not None else 0.0
    return inform(scene, scene.line("answers.time_left", minutes=scene.minutes(left)))


def where_am_i(scene: Scene) -> Turn:
    """Which exercise, which side, which number of how many, and what comes after it."""
    if before(scene) and scene.session.phase is not Phase.OFFER:
        return stay(scene, scene.line("answers.where_nowhere"))
    place, plan = scene.here.heard, scene.session.plan
    if place is None or place.index >= len(plan):
        return inform(scene, scene.line("answers.where_end"))
    fresh = scene.here.over and place.segment == "move"
    answer = scene.line("answers.where_cut" if fresh else "answers.where", where=scene.where(place))
    more = len(plan) - place.index - 1
    if not more:
        return inform(scene, answer + scene.line("answers.where_last"))
    after = scene.the(plan[place.index + 1])
    key = "answers.where_next_one" if more == 1 else "answers.where_next"
    return inform(scene, answer + scene.line(key, name=after, more=scene.book.number(more)))


def list_exercises(scene: Scene) -> Turn:
    """The names of the plan, in order."""
    names = [scene.name(item) for item in scene.session.plan]
    routine = str(scene.book.names["programmes"][scene.session.programme])
    return stay(scene, scene.line("answers.list", routine=routine, names=scene.book.listed(names)))


def why(scene: Scene, exercise: str) -> Turn:
    """What an exercise is good for."""
    benefit = scene.book.exercise(exercise).text("benefit")
    return inform(scene, scene.line("answers.why", name=scene.name(scene.item(exercise)), benefit=benefit))


def how_to(scene: Scene, exercise: str) -> Turn:
    """How an exercise is done, in one go; what it was about can be repeated."""
    item = scene.item(exercise)
    told = Telling(scene.book, item, Segment("how_to", Kind.SETUP), brief=False)
    turn = stay(scene, scene.line("answers.how_to", name=scene.name(item)) + told.read("how_to", pause=HOW_TO_PAUSE))
    return replace(turn, session=replace(turn.session, asking=Said.HOW_TO, among=(exercise,)))


def help_out(scene: Scene) -> Turn:
    """What can be said now."""
    if scene.session.phase is Phase.HURT:
        return stay(scene)
    return stay(scene, scene.line("answers.help_before" if before(scene) else "answers.help_moving"))


def unknown(scene: Scene) -> Turn:
    """Words that nothing fits: two things to say, then more help, then only whether to carry on."""
    misses = scene.session.misses + 1
    if misses == 2:
        key = "answers.help_before" if before(scene) else "answers.help_moving"
        turn = stay(scene, scene.line("answers.misheard_again") + scene.line(key))
    elif misses > 2 and not before(scene):
        turn = ask(scene, "answers.misheard_third_ask")
    else:
        turn = ask(scene, f"answers.misheard_ask.{open_phase(scene).value}", scene.line("answers.misheard"))
    return replace(turn, session=replace(turn.session, misses=misses))


def again(scene: Scene) -> Turn:
    """ "Repeat" while the routine stands still: the last explanation, else the question."""
    session = scene.session
    if session.asking is Said.HOW_TO and session.among:
        return how_to(scene, session.among[0])
    return stay(scene)


def current(scene: Scene) -> str | None:
    """The exercise the listener is at; None before the start and after the end."""
    place: Place | None = scene.here.place
    if before(scene) or place is None or place.index >= len(scene.session.plan):
        return None
    return scene.session.plan[place.index].exercise
