"""Which programme somebody means, and how one is made to fit a length of time."""

from __future__ import annotations

from skill.conversation.course import arranged
from skill.conversation.scene import Scene
from skill.routine.programme import DEFAULT, PROGRAMMES, Plan

SHORTEST = "short"
"""The programme for whoever has little time."""

CHAIR = "seated"
"""The programme that needs no floor."""

GENTLE = "leg_easy"
"""The programme for whoever comes with pain."""

NEAR = 0.15
"""How far a programme's length may be from what was asked for, as a share of it, to count as that."""

_LEAVE_FIRST = (
    "cow_face",
    "foam_roller",
    "big_toe",
    "supine_twist",
    "knee_to_chest",
    "back_extension",
    "cat_cow",
    "knee_rotation",
)
"""What is left out to save time, the hardest and longest holds first; the gentlest opener is never left out."""


def fitted(scene: Scene, seconds: int) -> tuple[str, Plan]:
    """A programme and a course of it that lasts, for this listener, about as long as they asked for.

    The programme that comes near it, else the usual one with some exercises left out; never less than the
    shortest programme, whose honest length is told.
    """
    totals = {name: _total(scene, PROGRAMMES[name]) for name in (SHORTEST, "standard", DEFAULT)}
    name = min(totals, key=lambda name: abs(totals[name] - seconds))
    if near(totals[name], seconds):
        return name, PROGRAMMES[name]
    if seconds <= totals[SHORTEST]:
        return SHORTEST, PROGRAMMES[SHORTEST]
    course = PROGRAMMES[DEFAULT]
    for exercise in _LEAVE_FIRST:
        if _total(scene, course) <= seconds * (1 + NEAR):
            break
        course = tuple(item for item in course if item.exercise != exercise)
    return DEFAULT, course


def near(total: float, seconds: int) -> bool:
    """Whether a length counts as what was asked for."""
    return abs(total - seconds) <= NEAR * seconds


def _total(scene: Scene, course: Plan) -> float:
    return scene.laid_out(arranged(course, scene.memory.choices)[1]).total
