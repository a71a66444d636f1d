"""Exercises and programmes as tables."""

from __future__ import annotations

from docs.parts.markdown import code, table
from skill.conversation.scene import FIRST_SESSION_CHANGES
from skill.routine.coach import Coach
from skill.routine.exercise import EXERCISES
from skill.routine.layout import lay_out
from skill.routine.manner import Manner
from skill.routine.programme import PROGRAMMES, Plan
from skill.words import load

LOCALE = "en-US"
NEW = Manner(changes=FIRST_SESSION_CHANGES)
"""For somebody who has never done any of it."""
FAMILIAR = Manner(brief=frozenset(EXERCISES))
"""For somebody who knows it all."""


def programmes(_old: str) -> str:
    """Each programme with its exercises, in order, and how long it takes."""
    book = load(LOCALE)
    rows = [
        (
            code(name),
            ", ".join(book.exercise(item.exercise, item.form).name for item in plan),
            f"{_minutes(plan, NEW)} min",
            f"{_minutes(plan, FAMILIAR)} min",
        )
        for name, plan in PROGRAMMES.items()
    ]
    return table(("programme", "exercises, in order", "first time", "once you know it"), rows)


def _minutes(plan: Plan, manner: Manner) -> int:
    return round(lay_out(Coach(LOCALE, manner), plan).total / 60)
