"""Errands: what is done on a thread of its own, so that whoever asked can stop waiting."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Semaphore, Thread
from time import monotonic
from typing import Protocol, TypeVar
from weakref import WeakSet

T = TypeVar("T")

IDLE_SECONDS = 1.0
"""How long a thread waits for another errand."""


class Run(Protocol):
    """Runs an errand and returns what it returns, or raises TimeoutError when that takes longer than `seconds`."""

    def __call__(self, errand: Callable[[], T], seconds: float, /) -> T: ...


class Errands:
    """Runs a few at once. One that nobody waits for any more goes on, and keeps its place among the few until it ends.

    Threads are started when there is something to do and none is idle, and die with the process at the latest.
    """

    def __init__(self, name: str, at_once: int) -> None:
        self._name = name
        self._at_once = at_once
        self.forget()
        _all.add(self)

    def __call__(self, errand: Callable[[], T], seconds: float) -> T:
        """As `Run` says."""
        ends = monotonic() + seconds
        crew = self._crew
        if not crew.free.acquire(timeout=seconds):
            raise TimeoutError("too many errands")
        result: Future[T] = Future()

        def run() -> None:
            try:
                told, raised = errand(), None
            except BaseException as error:
                told, raised = None, error
            crew.idle.release()  # Before anybody hears of it, lest who comes back at once finds nobody idle.
            crew.free.release()
            if raised is None:
                result.set_result(told)  # type: ignore[arg-type]  # it is what the errand returned
            else:
                result.set_exception(raised)

        crew.waiting.put(run)
        if not crew.idle.acquire(blocking=False):
            Thread(target=crew.work, name=self._name, daemon=True).start()
        return result.result(max(0.0, ends - monotonic()))

    def forget(self) -> None:
        """For a forked process, in which its parent's threads do not run."""
        self._crew = _Crew(self._at_once)


class _Crew:
    """The threads of one process."""

    def __init__(self, at_once: int) -> None:
        self.free = BoundedSemaphore(at_once)
        self.idle = Semaphore(0)
        self.waiting: SimpleQueue[Callable[[], None]] = SimpleQueue()

    def work(self) -> None:
        """What each does until it was idle for long; whoever is counted on stays."""
        while True:
            try:
                self.waiting.get(timeout=IDLE_SECONDS)()
            except Empty:
                if self.idle.acquire(blocking=False):
                    return


_all: WeakSet[Errands] = WeakSet()


def _forget_the_parents() -> None:
    for errands in _all:
        errands.forget()


os.register_at_fork(after_in_child=_forget_the_parents)
