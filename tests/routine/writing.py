"""Exercises written out, and what can be read off them: who says what at which second."""

from __future__ import annotations

from collections.abc import Iterable

from skill.routine.coach import Coach, Passage
from skill.routine.cue import Cue, Mark, Say, Wait
from skill.routine.exercise import EXERCISES
from skill.routine.layout import Layout, lay_out
from skill.routine.manner import Manner
from skill.routine.programme import Item, Plan
from skill.routine.reading import cue_seconds
from skill.routine.segment import Kind

LOCALE = "en-US"

FORMS = [(exercise.id, form) for exercise in EXERCISES.values() for form in ("", *exercise.forms)]
"""Every exercise in every form."""

ITEMS = [Item(exercise, form) for exercise, form in FORMS]

KNOWN = frozenset(EXERCISES)
"""Told briefly, all of them."""

MANNERS = {
    "first": Manner(),
    "first ever": Manner(changes=2.0),
    "known": Manner(brief=KNOWN),
    "slower": Manner(1.5, 1.5),
    "faster": Manner(0.8, 0.8, KNOWN),
}


def name(item: Item) -> str:
    """For the ids of tests."""
    return f"{item.exercise}-{item.form or 'usual'}"


def laid_out(plan: Plan | Item, manner: Manner = MANNERS["first"]) -> Layout:
    return lay_out(Coach(LOCALE, manner), plan if isinstance(plan, tuple) else (plan,))


def passages(item: Item, manner: Manner = MANNERS["first"]) -> list[Passage]:
    """An exercise from its name to the way out, without the closing."""
    return [passage for passage in laid_out(item, manner).passages if passage.place.index == 0]


def words(passage: Passage | Iterable[Cue]) -> list[str]:
    """What is said, utterance by utterance."""
    cues = passage.script if isinstance(passage, Passage) else passage
    return [cue.text for cue in cues if isinstance(cue, Say)]


def seconds(cues: Iterable[Cue]) -> float:
    return sum(cue_seconds(cue, "en") for cue in cues)


def held(passage: Passage) -> float:
    """Seconds from the end of "Hold." to the end of a hold."""
    cues = list(passage.script)
    return seconds(cues[cues.index(Say("Hold.")) + 1 :])


def lead(passage: Passage) -> float:
    """Seconds until a hold begins with "Hold."."""
    cues = list(passage.script)
    return seconds(cues[: cues.index(Say("Hold."))])


def silences(cues: Iterable[Cue]) -> list[float]:
    """The lengths of all pauses, those that follow each other taken together."""
    found = [0.0]
    for cue in cues:
        if isinstance(cue, Wait):
            found[-1] += cue.seconds
        elif isinstance(cue, Say):
            found.append(0.0)
    return found


def moving(item: Item, manner: Manner = MANNERS["first"]) -> list[Passage]:
    """The counted reps of an exercise."""
    return [passage for passage in passages(item, manner) if passage.segment.kind is Kind.REPS]


def holding(item: Item, manner: Manner = MANNERS["first"]) -> list[Passage]:
    """The holds of an exercise."""
    return [passage for passage in passages(item, manner) if passage.segment.kind is Kind.HOLD]


def marked(cues: Iterable[Cue]) -> list[str]:
    """The segments of a script."""
    return [cue.place.segment for cue in cues if isinstance(cue, Mark)]
