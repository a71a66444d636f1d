"""Counting what was done: optimistically when it is read out, and taken back where it was not reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from skill.conversation.here import elapsed_seconds
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory, recent
from skill.conversation.session import Session
from skill.words import load

Counted = tuple[Session, Memory]
"""A session and the memory that goes with it."""


def local_day(session: Session, now: datetime) -> date:
    """The day it is for a listener; UTC's where nobody knows their zone."""
    try:
        zone = ZoneInfo(session.zone or load(session.locale).zone())
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return now.date()
    return now.astimezone(zone).date()


def settle(session: Session, memory: Memory, now: datetime, limits: Limits) -> Counted:
    """Takes back what the last response counted as done but did not get to.

    A response is counted as done when it is given, since silence may be all that follows.
    """
    if session.timeline is None:
        return session, memory
    elapsed = elapsed_seconds(session, now, limits)
    missed = [
        place.index
        for second, place in session.timeline.marks
        if place.segment == "out" and second > elapsed and place.index in session.counted
    ]
    return uncount(session, memory, missed, local_day(session, now)) if missed else (session, memory)


def count(session: Session, memory: Memory, indices: list[int], day: date) -> Counted:
    """Counts items of the plan as done on a day; each once a session."""
    new = [index for index in indices if index not in session.counted]
    return _recount(session, memory, (*session.counted, *new), new, 1, day)


def uncount(session: Session, memory: Memory, indices: list[int], day: date) -> Counted:
    """The opposite."""
    kept = tuple(index for index in session.counted if index not in indices)
    return _recount(session, memory, kept, indices, -1, day)


def _recount(
    session: Session, memory: Memory, counted: tuple[int, ...], changed: list[int], by: int, day: date
) -> Counted:
    done = dict(memory.done)
    for index in changed:
        exercise = session.plan[index].exercise
        done[exercise] = max(0, done.get(exercise, 0) + by)
    last = len(session.plan) - 1
    return replace(session, counted=counted), replace(
        memory,
        done=_some(done),
        finished=max(0, memory.finished + (by if last in changed else 0)),
        days=_days(memory, bool(counted) - bool(session.counted), day),
    )


def _days(memory: Memory, by: int, day: date) -> Mapping[str, int]:
    """The days, with today's times up or down by one as a session begins or ceases to count."""
    today = day.isoformat()
    return recent(_some({**memory.days, today: memory.days.get(today, 0) + by})) if by else memory.days


def _some(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {name: times for name, times in counts.items() if times > 0}
