"""Walks through whole routines, as somebody does who says "ready" whenever they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from skill.conversation.event import Event, Said
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.conversation.session import Session
from skill.conversation.step import step
from skill.conversation.turn import Turn
from skill.routine.exercise import EXERCISES

START = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
LONGEST_WALK = 60
"""Responses after which a routine is taken to go round in circles."""

LISTENERS = {
    "first": Memory(),
    "familiar": Memory(met=True, done=dict.fromkeys(EXERCISES, 3), finished=3),
}
"""Who walks: those who hear everything, and those who hear the least."""


@dataclass(slots=True)
class Walker:
    """One listener in one session."""

    memory: Memory
    """What is remembered of them."""
    session: Session
    """The session, as it came back."""
    now: datetime = START
    """When the last request was stamped."""
    limits: Limits = field(default_factory=Limits)
    """What a response may hold."""

    def say(self, event: Event, after: float = 0.0) -> Turn:
        """One turn, so many seconds after the last."""
        self.now += timedelta(seconds=after)
        turn = step(self.session, self.memory, event, self.now, self.limits)
        self.session, self.memory = turn.session, turn.memory
        return turn

    def go_through(self, *before: Event) -> Iterator[Turn]:
        """Events before the start, and then "ready" at the end of each response, up to the goodbye."""
        for event in before:
            yield self.say(event, after=20.0)
        for _ in range(LONGEST_WALK):
            lasts = self.session.timeline.length if self.session.timeline else 20.0
            turn = self.say(Event(Said.READY), after=lasts + 5.0)
            yield turn
            if turn.closes:
                return
        raise AssertionError("the routine does not end")


def walker(listener: str, limits: Limits | None = None) -> Walker:
    """Somebody at the door."""
    return Walker(LISTENERS[listener], Session.fresh("en-US"), limits=limits or Limits())
