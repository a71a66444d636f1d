"""What a session has added to an entry, so that a write whose answer was lost is not counted twice.

A store may write and yet not answer in time. Whoever waited cannot know, and must write again later, perhaps
from another process, perhaps after a second device has written too. So an entry says which sessions' counts are
in it, and what they came to: writing them again replaces that share of the sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from skill.conversation.merging import Counts

MOST_SHARES = 3
"""Sessions that an entry remembers at once."""

OLDEST_SECONDS = 86_400
"""Age after which nobody doubts a write any more."""


@dataclass(frozen=True, slots=True)
class Share:
    """One session's."""

    session: str
    """A random name of the session."""
    at: int
    """When the turn that wrote it was asked for, in seconds since 1970."""
    turn: int
    """Which turn of its session that was."""
    counts: Counts
    """What the session has added to the entry's sums up to then."""

    def to_wire(self) -> list[Any]:
        """Plain JSON."""
        counts = self.counts
        return [self.session, self.at, self.turn, dict(counts.done), dict(counts.days), counts.finished]

    @classmethod
    def from_wire(cls, data: Any) -> Self | None:
        """The opposite; None for what is not understood."""
        match data:
            case [str(session), int(at), int(turn), Mapping() as done, Mapping() as days, int(finished)]:
                return cls(session, at, turn, Counts(_numbers(done), _numbers(days), finished))
        return None


Shares = tuple[Share, ...]
"""Those of an entry, in the order they were written."""


def shares_from_wire(data: Any) -> Shares:
    """Those that are understood."""
    found = [Share.from_wire(item) for item in data] if isinstance(data, list) else []
    return tuple(share for share in found if share)[-MOST_SHARES:]


def share_of(session: str, shares: Iterable[Share]) -> Share | None:
    """A session's, if it has one."""
    return next((share for share in shares if share.session == session), None)


def with_share(shares: Shares, mine: Share) -> Shares:
    """With another one written, in place of its session's older one."""
    others = [share for share in shares if share.session != mine.session and share.at > mine.at - OLDEST_SECONDS]
    return (*others, mine)[-MOST_SHARES:]


def _numbers(counts: Mapping[Any, Any]) -> dict[str, int]:
    return {str(name): number for name, number in counts.items() if isinstance(number, int)}
