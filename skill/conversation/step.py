"""One step of the conversation: the pure heart of the skill."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from skill.conversation.event import Event
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.conversation.phase import Phase
from skill.conversation.scene import Scene
from skill.conversation.session import Session
from skill.conversation.tally import settle
from skill.conversation.transitions import find
from skill.conversation.turn import Turn


def step(session: Session, memory: Memory, event: Event, now: datetime, limits: Limits) -> Turn:
    """What is answered, and the state after it; every event has a legal answer in every phase.

    `now` is the request's own timestamp, aware; two equal calls give equal turns.
    """
    if session.phase is Phase.ENDED:
        session = Session.fresh(session.locale)
    session, memory = settle(session, memory, now, limits)
    move = find(session.phase, event.said)
    if move is None:
        session = replace(session, phase=session.behind)
        move = find(session.phase, event.said)
    assert move is not None, (session.phase, event.said)
    return move.do(Scene(session, memory, event, now, limits))
