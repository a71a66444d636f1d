"""What a turn wants written, and writing it, whoever else writes meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from skill.conversation.memory import Memory
from skill.conversation.merging import NONE, Counts, added, merged
from skill.diary.diary import Diary, DiaryError, Entry
from skill.diary.share import Share, Shares, share_of, with_share

TRIES = 6
"""How often a write is merged anew because others wrote first."""

_UNREAD = Entry(Memory(), 0)
"""What a session is based on that could not read anything."""


class CrowdedError(DiaryError):
    """Others kept writing the same entry; the store is well."""


@dataclass(frozen=True, slots=True)
class Change:
    """One turn's."""

    listener: str = field(repr=False)
    """Whose memory it is."""
    account: str | None = field(repr=False)
    """The account that a person speaks under; None where the listener is an account."""
    session: str
    """The session's random name."""
    at: int
    """When the turn was asked for, in seconds since 1970."""
    turn: int
    """Number of the turn in its session, from 1."""
    base: Entry | None
    """The entry that was last read or written by the session; None where it could never be read."""
    memory: Memory
    """What the session made of it."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return self.memory == (self.base or _UNREAD).memory

    def alone(self) -> Entry:
        """The entry, if nobody else has written since."""
        base = self.base or _UNREAD
        share, corrected = self._shares(base)
        return Entry(self.memory, base.version, with_share(_corrected(base.shares, corrected), share))

    def onto(self, theirs: Entry) -> Entry:
        """The entry with what others wrote; `theirs` itself where there is nothing to add to it.

        What is there of this session already, from a write that seemed to fail, is replaced.
        """
        base = self.base or _UNREAD
        share, corrected = self._shares(base)
        stored = share_of(self.session, theirs.shares)
        if stored and stored.turn > share.turn:
            return theirs
        more = share.counts - _counts(stored or share_of(self.session, base.shares))
        if corrected and share_of(corrected.session, theirs.shares) != share_of(corrected.session, base.shares):
            corrected = None  # That session knows better by now.
        if corrected:
            more += corrected.counts - _counts(share_of(corrected.session, theirs.shares))
        descends = stored is not None and stored is theirs.shares[-1] and stored.turn < self.turn
        memory = merged(
            theirs.memory if descends else base.memory,
            self.memory,
            theirs.memory,
            more=more,
            newer=all(other.at <= self.at for other in theirs.shares),
        )
        if memory == theirs.memory:
            return theirs
        return Entry(memory, theirs.version, with_share(_corrected(theirs.shares, corrected), share))

    def _shares(self, base: Entry) -> tuple[Share, Share | None]:
        """What this session has added by now, and what an earlier one has, where this one found it was less.

        A session that opens takes back what the last one counted too soon. The last one may still be going on,
        on another device: then it takes that back itself, or does get to it.
        """
        mine = share_of(self.session, base.shares)
        more = added(base.memory, self.memory)
        earlier = None if mine else _counted_too_soon(base.shares, more.below)
        corrected = earlier and replace(earlier, at=self.at, counts=earlier.counts + more.below)
        counts = _counts(mine) + (more - more.below if earlier else more)
        return Share(self.session, self.at, self.turn, counts), corrected


def save(diary: Diary, change: Change) -> Entry:
    """Writes a change, merged with what others wrote; returns the entry as it is now. Raises DiaryError.

    Whoever was forgotten in the middle of a session stays so, until another one begins.
    """
    base = change.base
    if base is not None:
        entry = change.alone()
        written = _write(diary, change, entry)
        if written is not None:
            return written
    for _ in range(TRIES):
        theirs = diary.read(change.listener)
        if base is not None and base.version and not theirs.version:
            return replace(base, memory=change.memory)
        entry = change.onto(theirs)
        written = theirs if entry is theirs else _write(diary, change, entry)
        if written is not None:
            return written
    raise CrowdedError("an entry of the diary is written by too many at once")


def _write(diary: Diary, change: Change, entry: Entry) -> Entry | None:
    version = diary.write(change.listener, entry.memory, entry.version, account=change.account, shares=entry.shares)
    return None if version is None else replace(entry, version=version)


def _counts(share: Share | None) -> Counts:
    return share.counts if share else NONE


def _counted_too_soon(shares: Shares, back: Counts) -> Share | None:
    """The session to which belongs what is taken back; None where nothing is, or where nobody knows."""
    fit = (share for share in reversed(shares) if not (share.counts + back).below.done)
    return next(fit, None) if back.done else None


def _corrected(shares: Shares, corrected: Share | None) -> Shares:
    if corrected is None:
        return shares
    return tuple(corrected if share.session == corrected.session else share for share in shares)
