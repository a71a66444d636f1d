"""A conversation with the heart alone: no clock but the one handed in, no platform."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from skill.conversation.event import Event, Said
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.conversation.session import Session
from skill.conversation.step import step
from skill.conversation.turn import Turn
from skill.routine.exercise import EXERCISES
from skill.routine.timeline import Timeline

MORNING = datetime(2026, 11, 22, 13, tzinfo=UTC)
KNOWING = Memory(met=True, done=dict.fromkeys(EXERCISES, 3), finished=4)


@dataclass(frozen=True)
class Talk:
    """A conversation so far."""

    session: Session
    """State after the last turn."""
    memory: Memory
    """The same for what outlives it."""
    now: datetime
    """When the last request came."""
    turn: Turn | None = None
    """What was answered to it."""

    def say(self, event: Event | Said, after: float | None = None) -> Talk:
        """Says something so many seconds into the last response, or at its end."""
        event = event if isinstance(event, Event) else Event(event)
        limits = Limits()
        end = Timeline.of(self.turn.script, "en").length if self.turn else 0.0
        heard = end + 0.5 if after is None else after
        now = self.now + timedelta(seconds=heard + limits.lead_seconds + limits.said_seconds)
        turn = step(self.session, self.memory, event, now, limits)
        return Talk(turn.session, turn.memory, now, turn)

    @property
    def text(self) -> str:
        """The words of the last answer."""
        assert self.turn is not None
        return self.turn.script.text


def talk(memory: Memory = KNOWING, locale: str = "en-US") -> Talk:
    """A listener about to say something."""
    return Talk(Session.fresh(locale), memory, MORNING)


def left_side_of_the_twist() -> Talk:
    """A listener who knows it all, fifteen seconds into the left side of the twist."""
    twist = talk().say(Said.LAUNCH).say(Said.READY).say(Event(Said.GO_TO, exercise=("supine_twist",)), after=10)
    assert twist.session.timeline is not None
    left = next(second for second, place in twist.session.timeline.marks if place.segment == "hold-left")
    return replace(twist, now=twist.now + timedelta(seconds=left + 15))
