"""Taking a turn: the memory that the session carries, one step, the answer, and only then what is to be written."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import structlog
from ask_sdk_model.response import Response

from skill.alexa.asked import Asked
from skill.alexa.carried import Carried, attributes, carried, opening
from skill.alexa.lines import lines
from skill.alexa.response import response
from skill.alexa.zones import ZoneSource
from skill.conversation.event import Event, Said
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.conversation.phase import Phase
from skill.conversation.session import Session
from skill.conversation.turn import Turn
from skill.diary import DiaryError
from skill.diary.guard import Guard, Visit

Step = Callable[[Session, Memory, Event, datetime, Limits], Turn]

_AT_EASE = frozenset({Phase.DOOR, Phase.WELCOME, Phase.OFFER, Phase.ASIDE, Phase.WHICH})
"""Phases whose answers may begin with news of the diary: nobody moves, hurts or rests."""

_GRAVE = frozenset({Said.PAIN, Said.WARNING_SIGN, Said.SAFETY})
"""What is answered before anything else is said."""

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

    def __init__(self, *, diary: Guard, limits: Limits, zones: ZoneSource, step: Step) -> None:
        self._diary = diary
        self._limits = limits
        self._zones = zones
        self._step = step

    def take(self, asked: Asked, event: Event) -> Answer:
        """One turn. The diary is read once a session, and written whenever the memory changed.

        A diary that is down costs the memory of the session until it is back, and nothing else.
        """
        visit = self._diary.visit()
        session = Session.from_wire(asked.attributes, asked.locale)
        known = carried(asked.attributes, asked.account)
        if known is None:
            session, known = self._opened(asked, session, visit)
        turn = self._step(session, known.memory, event, asked.now, self._limits)
        answer, wire = response(turn.script, turn.reprompt), turn.session.to_wire()
        if turn.forgets:
            return Answer(answer if self._forgotten(known, visit) else self._not_yet(asked), wire)
        known = self._written(replace(known, memory=turn.memory, turns=known.turns + 1), asked, visit)
        if not known.kept and not known.told and _at_ease(event, turn):
            answer = response(lines(asked.locale, "answers.diary_down") + turn.script, turn.reprompt)
            known = replace(known, told=True)
        return Answer(answer, attributes(wire, known, asked.account))

    def forget_account(self, account: str) -> None:
        """Leaves nothing of an account and its persons."""
        try:
            self._diary.forget_account(account)
        except DiaryError as error:
            _log.error("not forgotten yet", error=str(error))

    def _opened(self, asked: Asked, session: Session, visit: Visit) -> tuple[Session, Carried]:
        """A session's beginning: where it takes place, and what is remembered."""
        if asked.device is not None and not session.zone:
            session = replace(session, zone=self._zones(asked.device))
        entry = None
        if asked.listener is not None:
            with suppress(DiaryError):  # the guard has logged it
                entry = visit.read(asked.listener)
        return session, opening(asked.listener, entry)

    def _written(self, known: Carried, asked: Asked, visit: Visit) -> Carried:
        """What the session carries from now on, whether it could be written or not."""
        if known.kept:
            return known
        try:
            entry = visit.save(known.change(asked.account, int(asked.now.timestamp())))
        except DiaryError:  # kept for later by the guard, and by the session
            return known
        return replace(known, memory=entry.memory, base=entry)

    def _forgotten(self, known: Carried, visit: Visit) -> bool:
        if known.listener is None:
            return True
        try:
            visit.delete(known.listener)
        except DiaryError as error:
            _log.error("not forgotten yet", error=str(error))
            return False
        return True

    def _not_yet(self, asked: Asked) -> Response:
        return response(lines(asked.locale, "answers.diary_down_forget"), None)


def _at_ease(event: Event, turn: Turn) -> bool:
    """Whether the listener has an ear for something else than their routine."""
    still = bool(turn.script) and not turn.script.moves and not turn.closes
    return still and turn.session.phase in _AT_EASE and event.said not in _GRAVE
