"""What this room says of itself: that something failed, that something is not remembered."""

from __future__ import annotations

from skill.routine.cue import Script, join
from skill.routine.reading import read
from skill.words import load


def lines(locale: str, *keys: str) -> Script:
    """Lines of the book, one after the other."""
    book = load(locale)
    return join(read(book.line(key)) for key in keys)
