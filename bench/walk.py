"""A listener who says "ready" whenever the voice has finished, from launch to goodbye."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from skill.conversation.event import Event, Said
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.conversation.session import Session
from skill.conversation.step import step
from skill.conversation.turn import Turn
from skill.routine.programme import DEFAULT
from skill.routine.timeline import Timeline
from skill.words import load

LOCALE = "en-US"
"""Every walk is led in this one."""

LIMITS = Limits()
"""As they are where nobody changes a setting."""

TODAY = datetime(2026, 1, 5, 7, tzinfo=UTC)
"""When a walk begins."""

_THINKING_SECONDS = 1.0
_MOST_TURNS = 100


def walk(memory: Memory, programme: str = DEFAULT, limits: Limits = LIMITS, now: datetime = TODAY) -> tuple[Turn, ...]:
    """All turns of a session that goes through a programme; the last one closes.

    Raises RuntimeError where it does not come to an end.
    """
    session, event = Session.fresh(LOCALE), Event(Said.START, routine=(programme,))
    turns: list[Turn] = []
    for _ in range(_MOST_TURNS):
        turn = step(session, memory, event, now, limits)
        turns.append(turn)
        if turn.closes:
            return tuple(turns)
        session, memory, event = turn.session, turn.memory, Event(Said.READY)
        now += timedelta(seconds=seconds(turn) + limits.lead_seconds + limits.said_seconds + _THINKING_SECONDS)
    raise RuntimeError(f"{programme} does not end")


def acquainted(programme: str = DEFAULT, sessions: int = 3) -> Memory:
    """The memory of somebody who has finished so many sessions, one a day up to yesterday."""
    memory = Memory()
    for days in range(sessions, 0, -1):
        memory = walk(memory, programme, now=TODAY - timedelta(days=days))[-1].memory
    return memory


def seconds(turn: Turn) -> float:
    """Length of what is spoken in a turn, as estimated."""
    return Timeline.of(turn.script, load(LOCALE).language).length
