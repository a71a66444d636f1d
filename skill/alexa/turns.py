"""Taking a turn: remember, step, render, and only then write down what is to be remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from ask_sdk_model.response import Response

from skill.alexa.asked import Asked
from skill.alexa.response import response
from skill.conversation.event import Event
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.conversation.session import Session
from skill.conversation.turn import Turn
from skill.diary import Diary, DiaryError, Entry

Step = Callable[[Session, Memory, Event, datetime, Limits], Turn]

TRIES = 4
"""How often a turn is taken again because another request wrote the same memory meanwhile."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Answer:
    """A turn as Amazon is told it."""

    response: Response
    """What is spoken."""
    attributes: dict[str, Any]
    """The session for the next request, as plain JSON."""


class Turns:
    """Takes the turns of all listeners; holds nothing of any of them."""

    def __init__(self, *, diary: Diary, limits: Limits, step: Step) -> None:
        self._diary = diary
        self._limits = limits
        self._step = step

    def take(self, asked: Asked, event: Event) -> Answer:
        """One turn, taken again where a barge-in or another device wrote the same memory meanwhile.

        A diary that is down, or that others keep writing to, costs the memory of this turn and nothing else.
        """
        for _ in range(TRIES):
            entry = self._read(asked.listener)
            turn = self._taken(asked, entry.memory if entry else Memory(), event)
            answer = Answer(response(turn.script, turn.reprompt), turn.session.to_wire())
            if asked.listener is None or entry is None or turn.memory == entry.memory:
                return answer
            if self._written(asked.listener, turn.memory, entry.version):
                return answer
        _log.warning("memory not kept", error="conflict", tries=TRIES)
        return answer

    def forget(self, listener: str) -> None:
        """Leaves nothing of a listener; what a diary that is down still holds is said in the log."""
        try:
            self._diary.delete(listener)
        except DiaryError as error:
            _log.error("listener not forgotten", error=str(error))

    def _taken(self, asked: Asked, memory: Memory, event: Event) -> Turn:
        session = Session.from_wire(asked.attributes, asked.locale)
        return self._step(session, memory, event, asked.now, self._limits)

    def _read(self, listener: str | None) -> Entry | None:
        """What is remembered; None where it cannot be known, so that nothing is written over it."""
        if listener is None:
            return None
        try:
            return self._diary.read(listener)
        except DiaryError as error:
            _log.warning("memory not read", error=str(error))
            return None

    def _written(self, listener: str, memory: Memory, version: int) -> bool:
        """Whether the turn stands: False only where someone else wrote first."""
        try:
            return self._diary.write(listener, memory, version)
        except DiaryError as error:
            _log.warning("memory not kept", error=str(error))
            return True
