"""Which ways between phases the conversation takes: tried out, since a row of the table may lead to several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from skill.conversation.event import Event, Said
from skill.conversation.limits import Limits
from skill.conversation.memory import Kept, Memory
from skill.conversation.phase import Phase
from skill.conversation.session import Session
from skill.conversation.step import step
from skill.conversation.transitions import NAMES

Ways = Mapping[tuple[Phase, Phase], frozenset[Said]]
"""What leads from one phase to another."""

State = tuple[Session, Memory]

_START = datetime(2026, 1, 1, 7, tzinfo=UTC)
_SOON, _LATER = timedelta(seconds=10), timedelta(hours=1)
"""In the middle of a response, and long after it."""
_LIMITS = Limits()
_NAMED = (None, (), ("cat_cow",), ("cat_cow", "cow_face"))
"""No name, one that nobody knows, one that is clear, one that is not."""
_ROUTINES = (None, (), ("short",))


def ways() -> Ways:
    """Every way between two phases, from every kind of state that is met when everything is said everywhere."""
    found: defaultdict[tuple[Phase, Phase], set[Said]] = defaultdict(set)
    seen: set[object] = set()
    waiting = list(_starts())
    while waiting:
        session, memory = waiting.pop()
        if (kind := _kind(session, memory)) in seen:
            continue
        seen.add(kind)
        for event, now in _next(session):
            turn = step(session, memory, event, now, _LIMITS)
            found[session.phase, turn.session.phase].add(event.said)
            waiting.append((turn.session, turn.memory))
    return {way: frozenset(said) for way, said in found.items()}


def _starts() -> Iterator[State]:
    """A new listener, one whose place is kept, and a routine from its start to its end."""
    fresh = Session.fresh("en-US")
    yield fresh, Memory(met=True, place=Kept("short", 1, "knee_rotation", "setup", 0))
    now, turn = _START, step(fresh, Memory(), Event(Said.START, routine=("short",)), _START, _LIMITS)
    yield fresh, Memory()
    while not turn.closes:
        yield turn.session, turn.memory
        now += _LATER
        turn = step(turn.session, turn.memory, Event(Said.READY), now, _LIMITS)


def _kind(session: Session, memory: Memory) -> object:
    """What makes two states take different ways; the exercise does not."""
    place = session.place
    at_the_end = place is None or place.index == len(session.plan)
    return session.phase, session.behind, at_the_end, session.timeline is not None, memory.place is not None


def _next(session: Session) -> Iterator[tuple[Event, datetime]]:
    began = datetime.fromtimestamp(session.started, UTC) if session.started else _START
    for said in Said:
        for event in _events(said):
            yield event, began + _SOON
            yield event, began + _LATER


def _events(said: Said) -> list[Event]:
    if said in NAMES:
        return [Event(said, exercise=named) for named in _NAMED]
    if said is Said.START:
        return [Event(said, routine=named) for named in _ROUTINES]
    return [Event(said)]
