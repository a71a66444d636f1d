"""Getting from one position to the next, with the next move named before it comes."""

from __future__ import annotations

from skill.routine.cue import Cue, Script, Wait, join
from skill.routine.manner import Manner
from skill.routine.position import Change, Position, changes
from skill.routine.reading import read
from skill.routine.telling import Telling
from skill.words import Book

SAME_POSITION_REST = 5.0
"""Seconds between two moves in one position."""

LONGEST_PAUSE = 9.0
"""Seconds after which somebody getting into position hears a word, so that no silence lasts ten."""


def moving(telling: Telling, body: Position, manner: Manner, first: bool, opens: bool) -> Script:
    """The name of an exercise, then the way into its position, or a short rest if the body is there.

    A response that opens here needs no rest: the listener has just said that they are ready.
    """
    book, target = telling.book, telling.item.position
    moved = way(book, body, target, manner.changes)
    key = "first" if first else "named" if opens else "next" if moved else "next_here"
    name = book.exercise(telling.item.exercise, telling.item.form).name
    named = telling.line(f"routine.{key}", name=name, position=book.lines[f"positions.{target.value}"])
    if moved:
        return named + moved
    return named if opens else named + Script((Wait(SAME_POSITION_REST),))


def way(book: Book, body: Position, target: Position, pauses: float) -> Script:
    """The way from one position to another, its pauses multiplied; nothing between equal ones."""
    return join(_change(book, change, pauses) for change in changes(body, target))


def _change(book: Book, change: Change, pauses: float) -> Script:
    before, after = change
    told = _unhurried(read(book.line(f"positions.{before.value}_to_{after.value}"), pauses), book)
    down = after.on_floor and not before.on_floor
    return read(book.line("positions.floor")) + told if down else told


def _unhurried(script: Script, book: Book) -> Script:
    """The same, with a calm word in the middle of each long pause."""
    cues: list[Cue] = []
    for cue in script:
        if isinstance(cue, Wait) and cue.seconds > LONGEST_PAUSE:
            half = Wait(round(cue.seconds / 2, 3))
            cues += [half, *read(book.line("routine.no_rush")), half]
        else:
            cues.append(cue)
    return Script(tuple(cues))
