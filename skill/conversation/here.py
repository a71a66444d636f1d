"""Where the listener is when a request comes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.conversation.session import Session
from skill.routine.coach import body_at, following
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.segment import Kind, segments
from skill.routine.timeline import Timeline

LAST_SECONDS = 5.0
"""The end of a hold that counts as done; the release comes next."""


@dataclass(frozen=True, slots=True)
class Here:
    """The listener's place at a moment."""

    place: Place | None
    """Where to go on: the segment they are in, or what comes next where that is as good as done; None: the end."""
    heard: Place | None
    """The segment they are in, even in its last seconds; once a response is over, what comes next."""
    after: Place | None
    """What comes after the response; the same as the place where the routine stands still."""
    body: Position
    """Where their body is."""
    ending: bool
    """Whether the response is as good as over, so that "ready" goes on to what comes after it."""
    over: bool
    """Whether its movement is over, as far as the estimate goes."""


def locate(session: Session, now: datetime, limits: Limits) -> Here:
    """The place by the timeline: Amazon tells nothing while it speaks, but stamps each request."""
    timeline = session.timeline
    if timeline is None:
        return Here(session.place, session.place, session.place, session.body, ending=True, over=True)
    elapsed = elapsed_seconds(session, now, limits)
    over = elapsed >= timeline.over
    heard = session.place if over else timeline.where(elapsed)
    place = session.place if over else _unless_done(session, timeline, heard, elapsed)
    return Here(place, heard, session.place, _body(session, elapsed), elapsed >= timeline.tail, over)


def _unless_done(session: Session, timeline: Timeline, heard: Place | None, elapsed: float) -> Place | None:
    """The segment after a hold in its last seconds, so that nobody holds it all again; else the same one."""
    if heard is None or heard.index >= len(session.plan):
        return heard
    part = next((part for part in segments(session.plan[heard.index]) if part.key == heard.segment), None)
    done = timeline.end_of(heard) - elapsed <= LAST_SECONDS
    return following(session.plan, heard) if done and part is not None and part.kind is Kind.HOLD else heard


def elapsed_seconds(session: Session, now: datetime, limits: Limits) -> float:
    """Seconds of the response that were heard when the listener began to speak."""
    assert session.timeline is not None
    passed = now.timestamp() - session.started - limits.lead_seconds - limits.said_seconds
    return min(max(passed, 0.0), session.timeline.length)


def _body(session: Session, elapsed: float) -> Position:
    """The position reached by a second; a change of position counts once what follows it has begun."""
    assert session.timeline is not None
    body = session.body
    for second, place in session.timeline.marks:
        if second > elapsed:
            break
        body = body_at(session.plan, place, body)
    return body


def settle(session: Session, memory: Memory, now: datetime, limits: Limits) -> tuple[Session, Memory]:
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
    return uncount(session, memory, missed) if missed else (session, memory)


def count(session: Session, memory: Memory, indices: list[int]) -> tuple[Session, Memory]:
    """Counts items of the plan as done; each once a session."""
    new = [index for index in indices if index not in session.counted]
    return _recount(session, memory, (*session.counted, *new), new, 1)


def uncount(session: Session, memory: Memory, indices: list[int]) -> tuple[Session, Memory]:
    """The opposite."""
    kept = tuple(index for index in session.counted if index not in indices)
    return _recount(session, memory, kept, indices, -1)


def _recount(
    session: Session, memory: Memory, counted: tuple[int, ...], changed: list[int], by: int
) -> tuple[Session, Memory]:
    done = dict(memory.done)
    for index in changed:
        exercise = session.plan[index].exercise
        done[exercise] = max(0, done.get(exercise, 0) + by)
    last = len(session.plan) - 1
    finished = max(0, memory.finished + (by if last in changed else 0))
    left = {exercise: times for exercise, times in done.items() if times}
    return replace(session, counted=counted), replace(memory, done=left, finished=finished)
