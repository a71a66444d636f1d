"""How a request went, for whoever counts turns: this room tells, and counts nothing itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum, auto

from skill.conversation.event import Said
from skill.routine.cue import Script
from skill.routine.reading import length

NO_TURN = "none"
"""Meaning of a request with which nobody says or ends anything, such as a skill event or a screen's."""


class Outcome(StrEnum):
    """What came of it."""

    OPEN = auto()
    """Spoken, and the microphone is open."""
    CLOSED = auto()
    """Spoken, and the session is over."""
    SILENT = auto()
    """Nothing to be spoken."""
    FAILED = auto()
    """A defect, and an apology."""


@dataclass(slots=True)
class Account:
    """Of one request; nothing in it is the listener's."""

    meaning: str = NO_TURN
    """What was meant: a member of Said."""
    outcome: Outcome = Outcome.SILENT
    """What came of it."""
    seconds: float = 0.0
    """Estimated length of what is spoken."""
    language: str = "en"
    """What it is spoken in."""

    def heard(self, said: Said, locale: str) -> None:
        """What is meant, before anything is made of it."""
        self.meaning, self.language = said.value, locale.partition("-")[0]

    def spoke(self, script: Script, closes: bool) -> None:
        """What is answered, an apology included; the last word counts."""
        self.seconds = length(script, self.language)
        if self.outcome is not Outcome.FAILED and script:
            self.outcome = Outcome.CLOSED if closes else Outcome.OPEN

    def failed(self) -> None:
        """A defect: whatever is said from now on is an apology."""
        self.outcome = Outcome.FAILED


_current: ContextVar[Account | None] = ContextVar("account", default=None)


@contextmanager
def accounted() -> Iterator[Account]:
    """The account of the one request that is dispatched meanwhile."""
    account = Account()
    token = _current.set(account)
    try:
        yield account
    finally:
        _current.reset(token)


def account() -> Account:
    """That of the request in hand; one that nobody reads, where nobody asked for it."""
    return _current.get() or Account()
