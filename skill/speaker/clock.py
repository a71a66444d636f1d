"""The speaker's time: real, or moved by hand."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """One clock for the envelope, the webhook's checks, the certificates and the device."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        ...

    def advance(self, seconds: float) -> None:
        """Let time pass; a negative amount is none."""
        ...


class RealClock:
    """The computer's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def advance(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds))


class VirtualClock:
    """A clock that stands still until it is moved, so that twenty minutes take no time."""

    def __init__(self, start: datetime | None = None) -> None:
        # Amazon stamps whole seconds: beginning on one makes every run of a conversation the same.
        self._now = start or datetime.now(UTC).replace(microsecond=0)

    def now(self) -> datetime:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=max(0.0, seconds))
