"""What any diary does, whatever it is kept in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from skill.conversation.memory import Memory
from skill.diary.share import Shares


class DiaryError(Exception):
    """The store cannot be reached, read or written; the message is for operators and names no listener."""


class EntryError(DiaryError):
    """One entry cannot be understood; the store is well."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one listener."""

    memory: Memory
    """What was last written; a new listener's where nothing was."""
    version: int
    """Names this very state of the entry; 0 where nothing is stored. Versions are compared, never counted."""
    shares: Shares = ()
    """What the last sessions added to its counts."""


class Diary(Protocol):
    """Keeps one memory for each listener. Safe to share between threads; each method may raise DiaryError."""

    def read(self, listener: str) -> Entry:
        """The listener's entry, by the id that Amazon gives them."""

    def write(
        self, listener: str, memory: Memory, version: int, *, account: str | None = None, shares: Shares = ()
    ) -> int | None:
        """Replaces the entry that was read with `version`, and returns the new version.

        None, with nothing written, when another session has written or deleted it since. For a person who was
        recognised, `account` is the account they speak under.
        """

    def delete(self, listener: str) -> None:
        """Forgets the listener, whatever is stored."""

    def delete_account(self, account: str) -> None:
        """Forgets an account, and every person last written under it."""

    def ping(self) -> None:
        """Returns when the store can be read."""

    def close(self) -> None:
        """Lets go of the store."""
