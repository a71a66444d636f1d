"""Leaving things out, putting them back, doing only some, or one more."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.answering import current
from skill.conversation.asking import before
from skill.conversation.changing import adopt, carry
from skill.conversation.choices import WHATS
from skill.conversation.course import begun, inserted, left_out
from skill.conversation.opening import announced, welcome
from skill.conversation.phase import Phase
from skill.conversation.replies import ask, inform, play, stay
from skill.conversation.scene import Scene
from skill.conversation.session import START
from skill.conversation.turn import Turn
from skill.routine.cue import Script
from skill.routine.place import Place
from skill.routine.programme import PROGRAMMES, Item, Plan

MOST_TIMES = 2
"""How often one exercise may be done in a session; the article and the roller's sheet ask for no more."""

NO_FLOOR = "floor"
"""The word for a routine on a chair."""


def leave_out(scene: Scene, exercise: str | None) -> Turn:
    """An exercise, or everything that needs something, from now on."""
    what = _what(scene)
    if exercise is None and what == NO_FLOOR:
        return _on_a_chair(scene)
    name = exercise or what or current(scene)
    if name is None:
        return ask(scene, "changes.leave_out_ask")
    choices = scene.memory.choices
    out = tuple(dict.fromkeys((*choices.out, name)))
    gone = [item.exercise for item in scene.session.plan if left_out(item, (name,))]
    if len(gone) == len(scene.session.plan):
        return stay(scene, scene.line("changes.nothing_left"))
    changed = adopt(scene, replace(choices, out=out))
    if not gone:
        return carry(scene, changed, scene.line("changes.not_in_it"))
    names = scene.book.listed([scene.the(scene.item(one)) for one in dict.fromkeys(gone)])
    told = scene.line("changes.left_out", names=names)
    if what == "kneeling":
        told += scene.line("changes.way_down_kneels")
    return carry(scene, _past_pain(scene, changed), told + _now_takes(changed))


def _past_pain(scene: Scene, changed: Scene) -> Scene:
    """The scene once what hurt is gone: nothing is left to choose about it."""
    gone = current(scene) != current(changed)
    if scene.session.phase is Phase.HURT and gone:
        return replace(changed, session=replace(changed.session, phase=Phase.ASIDE))
    return changed


def put_back(scene: Scene, exercise: str | None) -> Turn:
    """What was left out comes back: an exercise, what needs something, or everything."""
    choices, what = scene.memory.choices, _what(scene)
    if not choices.out:
        return inform(scene, scene.line("changes.nothing_out"))
    if exercise is not None:
        out = tuple(name for name in choices.out if not left_out(Item(exercise), (name,)))
    else:
        out = tuple(name for name in choices.out if what and name != what and not _needs(name, what))
    changed = adopt(scene, replace(choices, out=out))
    back = [item.exercise for item in changed.session.plan if item.exercise not in _exercises(scene.session.plan)]
    if not back:
        return carry(scene, changed, scene.line("changes.not_in_it_back"))
    names = scene.book.listed([changed.the(changed.item(one)) for one in back])
    return carry(scene, changed, scene.line("changes.put_back", names=names) + _now_takes(changed))


def only(scene: Scene, exercise: str) -> Turn:
    """Nothing but this, and the one named beside it, in the order that changes position least."""
    wanted = {exercise, *scene.session.beside} - {""}
    course = tuple(item for item in PROGRAMMES["full"] if item.exercise in wanted)
    out = tuple(n for n in scene.memory.choices.out if not any(left_out(item, (n,)) for item in course))
    choices = replace(scene.memory.choices, out=out)
    kept = replace(scene, memory=replace(scene.memory, choices=choices))
    names = scene.book.listed([scene.the(item) for item in course])
    told = scene.line("changes.only", names=names)
    if before(scene):
        return announced(kept, begun(scene.session, scene.session.programme, course, choices), told)
    body = scene.here.body
    session = begun(scene.session, scene.session.programme, course, choices).still(Phase.MOVING, START, body)
    fresh = replace(kept, session=session)
    return play(fresh, START, told + _now_takes(fresh))


def again(scene: Scene, exercise: str | None) -> Turn:
    """An exercise once more: now, if its work is over, else after it."""
    if before(scene):
        return stay(scene, scene.line("changes.level_before"))
    place = scene.here.place
    index = _last_done(scene) if exercise is None else _index(scene, exercise)
    if index is None or place is None:
        return stay(scene, scene.line("changes.again_which"))
    item = scene.session.plan[index]
    name = scene.the(item)
    if [one.exercise for one in scene.session.plan].count(item.exercise) >= MOST_TIMES:
        return inform(scene, scene.line("changes.enough", name=name))
    return _once_more(scene, index, scene.line("changes.again", name=name))


def _once_more(scene: Scene, index: int, told: Script) -> Turn:
    """The plan with an item doubled: done at once if the listener is past it, else in its turn."""
    place, course_index = scene.here.place, scene.session.kept[index]
    assert place is not None
    doubled = inserted(scene.session, index + 1, scene.session.course[course_index], scene.memory.choices)
    past = place.index > index
    there = Place(index + 1, "move") if past else place
    changed = replace(scene, session=replace(doubled, place=there, body=scene.here.body, timeline=None))
    if past and scene.session.phase is Phase.MOVING:
        return play(changed, there, told)
    return carry(scene, changed, told)


def _last_done(scene: Scene) -> int | None:
    """The exercise the listener is in, or has just come out of."""
    place = scene.here.place
    index = len(scene.session.plan) if place is None else place.index
    at_start = place is None or place.segment in ("move", "calm", "up")
    index = index - 1 if at_start else index
    return index if 0 <= index < len(scene.session.plan) else None


def _index(scene: Scene, exercise: str) -> int | None:
    return next((i for i, item in enumerate(scene.session.plan) if item.exercise == exercise), None)


def _on_a_chair(scene: Scene) -> Turn:
    """The routine that needs no floor, announced anew."""
    turn = welcome(replace(scene, memory=replace(scene.memory, programme="seated")), "seated")
    return replace(turn, script=scene.line("changes.no_floor") + turn.script)


def _what(scene: Scene) -> str | None:
    named = [name for name in scene.event.choice or () if name in (*WHATS, NO_FLOOR)]
    return named[0] if len(named) == 1 else None


def _needs(name: str, what: str) -> bool:
    """Whether a left-out exercise is of the kind that comes back."""
    return name not in WHATS and left_out(Item(name), (what,))


def _exercises(plan: Plan) -> set[str]:
    return {item.exercise for item in plan}


def _now_takes(scene: Scene) -> Script:
    """How long it now takes, or how long is left."""
    place = scene.session.place
    if scene.session.phase is not Phase.OFFER and (before(scene) or place is None):
        return scene.line("changes.takes", minutes=scene.minutes(scene.layout.left(place or START)))
    left = scene.layout.left(place) if place is not None else 0.0
    return scene.line("answers.time_left", minutes=scene.minutes(left))
