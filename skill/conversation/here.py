"""Where the listener is when a request comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skill.conversation.limits import Limits
from skill.conversation.session import Session
from skill.routine.coach import body_at, following
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.segment import Kind, segments
from skill.routine.timeline import Timeline

MOVED_SHARE = 0.75
"""How much of a change of position must have been told for it to count."""

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
    """The position reached by a second; a change of position counts from its last part on."""
    assert session.timeline is not None
    body = session.body
    for second, place in session.timeline.marks:
        if second > elapsed:
            break
        body = body_at(session.plan, place, body)
        if place.segment == "move" and elapsed > second + MOVED_SHARE * (session.timeline.end_of(place) - second):
            body = session.plan[place.index].position
    if session.place is None or elapsed < session.timeline.over:
        return body
    return body_at(session.plan, session.place, body)
