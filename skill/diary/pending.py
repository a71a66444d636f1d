"""What a store that is down has yet to be told."""

from __future__ import annotations

from dataclasses import dataclass, field

from skill.diary.change import Change, save
from skill.diary.diary import Diary


@dataclass(frozen=True, slots=True)
class Deletion:
    """Somebody to be forgotten."""

    listener: str = field(repr=False)
    """Their id."""
    whole: bool
    """Whether it is an account that goes with all its persons."""

    def reaches(self, change: Change) -> bool:
        """Whether it deletes what a change would write."""
        return self.listener == change.listener or (self.whole and self.listener == change.account)


class Pending:
    """So many at most, the oldest first: for each session only its newest turn, for which the others were steps.

    Not safe to share between threads.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._items: dict[tuple[str, str], Change | Deletion] = {}
        self.lost = 0
        """How many found no room."""

    def __len__(self) -> int:
        return len(self._items)

    @property
    def first(self) -> Change | Deletion | None:
        """What is to be done next."""
        return next(iter(self._items.values()), None)

    def add(self, item: Change | Deletion) -> None:
        """One more; what a deletion makes idle goes."""
        if isinstance(item, Deletion):
            self.drop(item)
        self._items[_key(item)] = item
        if len(self._items) > self._most:
            del self._items[next(iter(self._items))]
            self.lost += 1

    def drop(self, deletion: Deletion) -> None:
        """Without the changes that it would delete."""
        self._items = {
            key: item for key, item in self._items.items() if isinstance(item, Deletion) or not deletion.reaches(item)
        }

    def done(self, item: Change | Deletion) -> None:
        """It is not pending any more, unless something newer took its place."""
        if self._items.get(_key(item)) is item:
            del self._items[_key(item)]


def carry_out(diary: Diary, item: Change | Deletion) -> None:
    """Tells the store; raises DiaryError."""
    if isinstance(item, Change):
        save(diary, item)
    elif item.whole:
        diary.delete_account(item.listener)
    else:
        diary.delete(item.listener)


def _key(item: Change | Deletion) -> tuple[str, str]:
    return (item.listener, item.session if isinstance(item, Change) else f"deleted {item.whole}")
