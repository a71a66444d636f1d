"""The smallest bound for a response that an operator may set holds whatever cannot be cut."""

from __future__ import annotations

from itertools import pairwise

import pytest

from skill.conversation.choices import LONGEST_HOLD, PACES, SHORTEST_HOLD
from skill.conversation.scene import FIRST_SESSION_CHANGES, QUESTION_SECONDS
from skill.routine.layout import Layout
from skill.routine.manner import Manner
from skill.routine.programme import PROGRAMMES, Plan
from skill.settings import LEAST_TURN_SECONDS, Settings
from tests.routine.test_layout import in_form
from tests.routine.writing import KNOWN, laid_out, seconds

MANNERS = [
    Manner(tempo, changes, brief)
    for tempo in PACES.values()
    for changes in {tempo, max(tempo, FIRST_SESSION_CHANGES)}
    for brief in (frozenset[str](), KNOWN)
]
"""Every pace, for newcomers and others, who know all or nothing."""


def longest(layout: Layout) -> float:
    """Seconds of the longest response that was cut as soon as it could be."""
    ends = [at + 1 for at, passage in enumerate(layout.passages) if passage.segment.cut]
    found = 0.0
    for start, end in pairwise([0, *ends]):
        opening = layout.opening(start, layout.bodies[start])
        rest = sum(size.seconds for size in layout.sizes[start + 1 : end])
        found = max(found, seconds(opening.script) + rest)
    return found


def forms(plan: Plan) -> list[Plan]:
    """A programme at every level, its holds as they are, shortest and longest."""
    levels = ("", "easier", "harder")
    return [in_form(plan, form, hold) for form in levels for hold in (None, SHORTEST_HOLD, LONGEST_HOLD)]


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_the_least_bound_holds_the_longest_piece_and_its_question(programme: str) -> None:
    piece = max(longest(laid_out(plan, manner)) for plan in forms(PROGRAMMES[programme]) for manner in MANNERS)

    assert piece + QUESTION_SECONDS <= LEAST_TURN_SECONDS


def test_the_usual_bound_is_above_the_least() -> None:
    assert Settings(skill_id="amzn1.ask.skill.ours").turn_seconds > LEAST_TURN_SECONDS
