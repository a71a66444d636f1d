"""Phases of a session."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """Where in the conversation the two are."""

    DOOR = "door"
    """Nothing is started: a new session, or a question that was asked from outside."""
    WELCOME = "welcome"
    """A programme is announced; "ready" starts it."""
    OFFER = "offer"
    """A kept place is offered."""
    MOVING = "moving"
    """The routine is being read out, or has stopped at a cut and waits for "ready"."""
    PAUSED = "paused"
    """The listener asked for a break; the place is kept."""
    ASIDE = "aside"
    """A longer question was answered in the middle; the place is kept."""
    HURT = "hurt"
    """Something hurts: skip, easier, or finish."""
    WHICH = "which"
    """A name was unknown or meant several exercises; one is asked for."""
    FORGET = "forget"
    """The listener asked to be forgotten, and is asked whether they mean it."""
    ENDED = "ended"
    """The session is closed."""


BEFORE = frozenset({Phase.DOOR, Phase.WELCOME, Phase.OFFER})
"""Nobody moves yet."""

ASKING = frozenset({Phase.WHICH, Phase.FORGET})
"""Something was asked, and the phase behind goes on once it is answered."""

WAITING = frozenset({Phase.PAUSED, Phase.ASIDE, Phase.HURT})
"""The routine stands still at a kept place."""
