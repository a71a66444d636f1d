"""Counting: reps, breaths and the seconds of a hold."""

from __future__ import annotations

from skill.routine.cue import Cue, Say, Script, Wait
from skill.routine.hold import HoldCue, hold_sheet
from skill.routine.reading import cue_seconds, fitted, length, read
from skill.routine.telling import Telling
from skill.words import Book

SPOKEN_BREATHS = 3
"""Breaths led with "in" and "out" before numbers alone count them."""

FULL_REPS = 5
"""Reps told in words before numbers alone count them, where the movement allows it."""


def rep(telling: Telling, number: int, of: int, seconds: float, again: bool = False) -> Script:
    """One rep of so many seconds; the first ones in fuller words, later ones as little more than a number.

    One that begins again after a break is told in words.
    """
    words = telling.book.exercise(telling.item.exercise, telling.item.form)
    fuller = [] if telling.brief else words.pool("first_reps")
    count = _count(telling.book, number, of)
    if number <= len(fuller):
        lines = telling.filled(fuller[number - 1], count=count)
        # The first ones may take longer: they are explained while they are done.
        seconds = max(seconds, length(read(lines), telling.book.language))
    elif number > FULL_REPS and not again:
        lines = telling.lines("count", "rep", count=count)
    else:
        lines = telling.lines("rep", count=count)
    script = fitted(lines, seconds, telling.book.language)
    return script + telling.read("aside") if number == 2 and not telling.brief else script


def _count(book: Book, number: int, of: int) -> str:
    """The number, or how many are left where that says more."""
    left = of - number
    if of >= 8 and 1 <= left <= (3 if of >= 15 else 2):
        return book.phrase("more", number=book.number(left))
    spoken = book.number(number)
    return book.phrase("halfway", number=spoken) if of >= 8 and number * 2 == of else spoken


def holding(telling: Telling, seconds: int) -> Script:
    """A hold of exactly so many seconds, as estimated: what its cues take to say is taken off the pauses."""
    said: dict[HoldCue, str] = {
        HoldCue.HALFWAY: telling.book.lines["routine.halfway"],
        HoldCue.FIVE_MORE: telling.book.lines["routine.five_more"],
        HoldCue.THREE: telling.book.lines["routine.three"],
        HoldCue.TWO: telling.book.lines["routine.two"],
    }
    pools = {HoldCue.FORM: "form", HoldCue.EASE: "ease"}
    sheet = [
        (timed.at, said.get(timed.cue) or telling.pool(pools[timed.cue]))
        for timed in hold_sheet(seconds, telling.segment.number)
    ]
    return _timed(sheet, seconds, telling.book.language)


def breaths(telling: Telling, count: int, breath: float) -> Script:
    """A hold of so many slow breaths: the first led with "in" and "out", then a number on each breath out."""
    lines = telling.book.lines
    sheet: list[tuple[float, str]] = []
    for number in range(1, count + 1):
        start = (number - 1) * breath
        if number <= SPOKEN_BREATHS:
            sheet += [
                (start, lines["routine.breathe_in"]),
                (start + breath / 2, lines["routine.breathe_out"]),
            ]
        elif number == count:
            sheet.append((start, lines["routine.last_one"]))
        else:
            sheet.append((start + breath / 2, _breath_count(telling, number, count)))
    return _timed(sheet, count * breath, telling.book.language)


def _breath_count(telling: Telling, number: int, of: int) -> str:
    spoken = telling.book.number(number)
    if number * 2 != of:
        return telling.book.phrase("counted", number=spoken)
    return telling.book.phrase("breaths_halfway", number=spoken)


def _timed(sheet: list[tuple[float, str]], seconds: float, language: str) -> Script:
    """Each text begun at its second, and silence to the end."""
    cues: list[Cue] = []
    now = 0.0
    for at, text in sheet:
        if at > now:
            cues.append(Wait(round(at - now, 3)))
            now = at
        cues.append(Say(text))
        now += cue_seconds(cues[-1], language)
    if seconds > now:
        cues.append(Wait(round(seconds - now, 3)))
    return Script(tuple(cues))
