"""The course of a session, and the plan a listener's choices make of it."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.choices import Choices
from skill.conversation.session import Session
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import Item, Plan
from skill.routine.segment import segments
from skill.routine.work import Holds, Reps

_CHOSEN_FORMS = ("", "easier", "harder")
"""The forms that a level replaces; others belong to a programme."""


def arranged(course: Plan, choices: Choices) -> tuple[tuple[int, ...], Plan]:
    """Which items of a course are done, and how; never none, since an empty routine helps nobody."""
    kept = [index for index, item in enumerate(course) if not left_out(item, choices.out)]
    kept = kept or list(range(len(course)))
    return tuple(kept), tuple(chosen(course[index], choices) for index in kept)


def left_out(item: Item, out: tuple[str, ...]) -> bool:
    """Whether an item is left out, by its name or by what it needs."""
    what = {
        "roller": "roller" in item.equipment,
        "kneeling": item.position is Position.KNEELING,
        "stomach": item.position is Position.STOMACH,
        "twists": item.what.twists,
    }
    return item.exercise in out or any(what.get(name, False) for name in out)


def chosen(item: Item, choices: Choices) -> Item:
    """An item in the form and with the length of hold that the listener chose."""
    level = choices.levels.get(item.exercise, item.form)
    form = level if item.form in _CHOSEN_FORMS and (not level or level in item.what.forms) else item.form
    formed = replace(item, form=form, count=item.count if form == item.form else None)
    seconds = choices.holds.get(item.exercise) or choices.hold
    return replace(formed, seconds=seconds) if seconds and timed(formed) else formed


def timed(item: Item) -> bool:
    """Whether the length of its holds can be chosen: they are not reps, and no breaths count them."""
    work = item.work
    if isinstance(work, Reps):
        return False
    return not isinstance(work, Holds) or all(stage.seconds for stage in work.stages)


def begun(session: Session, programme: str, course: Plan, choices: Choices) -> Session:
    """A session about to start a course."""
    kept, plan = arranged(course, choices)
    return replace(session, programme=programme, course=course, kept=kept, plan=plan, counted=())


def inserted(session: Session, at: int, item: Item, choices: Choices) -> Session:
    """The session with one more item in its plan; what comes after it moves one on."""
    spot = session.kept[at] if at < len(session.kept) else len(session.course)
    kept = tuple(index + (index >= spot) for index in session.kept)
    return replace(
        session,
        course=(*session.course[:spot], item, *session.course[spot:]),
        kept=(*kept[:at], spot, *kept[at:]),
        plan=(*session.plan[:at], chosen(item, choices), *session.plan[at:]),
        counted=tuple(done + (done >= at) for done in session.counted),
    )


def rearranged(session: Session, course: Plan, choices: Choices) -> Session:
    """The session with its plan made anew; it stands still at its place, or at the nearest that is left.

    The course may be longer than before, but what it had is where it was.
    """
    kept, plan = arranged(course, choices)
    spots = [*session.kept, len(session.course)]
    new = [*kept, len(course)]
    counted = tuple(kept.index(session.kept[index]) for index in session.counted if session.kept[index] in kept)
    moved = replace(session, course=course, kept=kept, plan=plan, counted=counted, timeline=None)
    if session.place is None:
        return moved
    old = spots[session.place.index]
    spot = next(position for position, index in enumerate(new) if index >= old)
    same = new[spot] == old
    return replace(moved, place=_nearest(plan, Place(spot, session.place.segment if same else "")))


def _nearest(plan: Plan, place: Place) -> Place:
    """The same place where the plan has it, else the setting up of a known exercise, else its beginning."""
    if place.index >= len(plan):
        return Place(len(plan), place.segment if place.segment in ("calm", "up") else "calm")
    known = {part.key for part in segments(plan[place.index])}
    if place.segment in known:
        return place
    return Place(place.index, "setup" if place.segment else "move")
