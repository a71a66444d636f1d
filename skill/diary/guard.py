"""A diary that nobody waits for: a store that is gone, slow or silent costs the memory, never the turn."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Event, Lock, Thread
from time import monotonic
from typing import TypeVar
from weakref import WeakSet

import structlog

from skill.diary.change import Change, CrowdedError, save
from skill.diary.diary import Diary, DiaryError, Entry, EntryError
from skill.diary.pending import Deletion, Pending, carry_out
from skill.errands import Errands, Run

T = TypeVar("T")

PATIENCE_SECONDS = 0.3
"""How long one turn waits for the store, all in all."""

AT_ONCE = 16
"""Turns that may be asking the store; more than that wait for each other, no longer than their patience."""

MOST_PENDING = 2000
"""Sessions whose last turn is kept until the store is back; a few kilobytes each."""

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 10.0
"""Seconds before the first probe of a store that is down, and the most between two."""

_log = structlog.get_logger(__name__)
_all: WeakSet[Guard] = WeakSet()


class DownError(DiaryError):
    """Nobody asks the store now, since it did not answer before."""


class Guard:
    """Stands before a diary. After one failure no turn asks it any more, until it answers the guard's own probes.

    What was to be written meanwhile is kept, as long as this process lives, and written when the store is back.
    A thread is started for that when it is needed, and only then, so that workers may be forked at any time.
    """

    def __init__(
        self,
        diary: Diary,
        *,
        patience: float = PATIENCE_SECONDS,
        most_pending: int = MOST_PENDING,
        first_pause: float = FIRST_PAUSE,
        run: Run | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.patience = patience
        """Seconds for which one turn may wait."""
        self._diary = diary
        self._most_pending = most_pending
        self._first_pause = first_pause
        self._run = run or Errands("diary", AT_ONCE)
        self._clock = clock
        self.begin()
        _all.add(self)

    def begin(self) -> None:
        """As if nothing had happened yet: for a forked process, whose parent keeps what is pending."""
        self._lock = Lock()
        self._closing = Event()
        self._thread: Thread | None = None
        self._pending = Pending(self._most_pending)
        self._up = True
        self._errors = 0

    @property
    def up(self) -> bool:
        """Whether turns ask the store."""
        return self._up

    @property
    def errors(self) -> int:
        """How often the store failed, probes included."""
        return self._errors

    @property
    def pending(self) -> int:
        """How much is to be written when it is back."""
        return len(self._pending)

    @property
    def lost(self) -> int:
        """How much of that found no room."""
        return self._pending.lost

    def visit(self) -> Visit:
        """For one turn."""
        return Visit(self, self.patience, self._clock)

    def forget_account(self, account: str) -> None:
        """An account and all its persons; raises DiaryError where that has to wait."""
        self.visit().delete(account, whole=True)

    def ping(self) -> None:
        """Returns when the store answers; raises DiaryError, at once where it is known to be down."""
        self.visit().ask(lambda diary: diary.ping())

    def close(self) -> None:
        """Lets go of the store; what is pending is lost."""
        self._closing.set()
        self._diary.close()

    def ask(self, question: Callable[[Diary], T], seconds: float) -> T:
        """What the store says in so many seconds; raises DiaryError, and takes it for down unless it is well."""
        if not self._up:
            raise DownError("the diary is down")
        try:
            return self._run(lambda: question(self._diary), seconds)
        except (EntryError, CrowdedError) as error:
            _log.warning("diary entry", error=str(error))
            raise
        except TimeoutError:
            late = DiaryError("the diary does not answer in time")
            self._failed(late)
            raise late from None
        except DiaryError as error:
            self._failed(error)
            raise
        except Exception as error:  # a fault of ours, in one entry: not the store's, and not worth a turn
            _log.error("diary entry", error=type(error).__name__)
            raise EntryError("an entry of the diary cannot be used") from error

    def keep(self, item: Change | Deletion) -> None:
        """Has it written later."""
        with self._lock:
            before = self._pending.lost
            self._pending.add(item)
            lost = self._pending.lost > before
            self._look_after()
        if lost:
            _log.error("memory lost", pending=self.pending)

    def drop(self, deletion: Deletion) -> None:
        """Writes nothing that would be deleted."""
        with self._lock:
            self._pending.drop(deletion)

    def _failed(self, error: DiaryError) -> None:
        with self._lock:
            self._errors += 1
            news, self._up = self._up, False
            self._look_after()
        if news:
            _log.error("diary down", error=str(error))

    def _look_after(self) -> None:
        """With the lock held."""
        if self._thread is None and not self._closing.is_set():
            self._thread = Thread(target=self._bring_back, name="diary-probe", daemon=True)
            self._thread.start()

    def _bring_back(self) -> None:
        """Probes the store, one probe at a time, until it answers and has been told everything."""
        pause = self._first_pause
        while not self._closing.wait(pause):
            try:
                self._diary.ping()
                self._catch_up()
            except DiaryError:
                with self._lock:
                    self._errors += 1
                pause = min(2 * pause, LONGEST_PAUSE)
                continue
            if self._is_back():
                return
            pause = 0.0

    def _is_back(self) -> bool:
        """Whether turns may ask again: not while there is something to tell."""
        with self._lock:
            if len(self._pending):
                return False
            news, self._up, self._thread = not self._up, True, None
        if news:
            _log.warning("diary up", errors=self._errors)
        return True

    def _catch_up(self) -> None:
        """Tells the store what is pending; raises DiaryError where it fails again."""
        while True:
            with self._lock:
                item = self._pending.first
            if item is None:
                return
            self._tell(item)
            with self._lock:
                self._pending.done(item)

    def _tell(self, item: Change | Deletion) -> None:
        try:
            carry_out(self._diary, item)
        except EntryError as error:
            _log.error("memory lost", error=str(error))
        except DiaryError:
            raise
        except Exception as error:  # a fault of ours: what it befalls must not keep the others from being written
            _log.error("memory lost", error=type(error).__name__)


class Visit:
    """One turn's dealings with the diary, which keep it for no longer than its patience lasts."""

    def __init__(self, guard: Guard, seconds: float, clock: Callable[[], float]) -> None:
        self._guard = guard
        self._left = seconds
        self._clock = clock

    def ask(self, question: Callable[[Diary], T]) -> T:
        """What the diary says; raises DiaryError."""
        began = self._clock()
        try:
            return self._guard.ask(question, self._left)
        finally:
            self._left = max(0.0, self._left - (self._clock() - began))

    def read(self, listener: str) -> Entry:
        """A listener's entry; raises DiaryError."""
        return self.ask(lambda diary: diary.read(listener))

    def save(self, change: Change) -> Entry:
        """Writes, and returns the entry as it is now; raises DiaryError where it has to wait."""
        try:
            return self.ask(lambda diary: save(diary, change))
        except EntryError:
            raise
        except DiaryError:
            if not change.empty:
                self._guard.keep(change)
            raise

    def delete(self, listener: str, *, whole: bool = False) -> None:
        """Forgets a listener, or a whole account; raises DiaryError where that has to wait."""
        deletion = Deletion(listener, whole)
        self._guard.drop(deletion)
        try:
            self.ask(lambda diary: carry_out(diary, deletion))
        except DiaryError:
            self._guard.keep(deletion)
            raise


def _forget_the_parents() -> None:
    for guard in _all:
        guard.begin()


os.register_at_fork(after_in_child=_forget_the_parents)
