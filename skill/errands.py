"""Errands: what is done on a thread of its own, so that whoever asked can stop waiting."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from threading import BoundedSemaphore, Thread
from time import monotonic
from typing import Protocol, TypeVar
from weakref import WeakSet

T = TypeVar("T")


class Run(Protocol):
    """Runs an errand and returns what it returns, or raises TimeoutError when that takes longer than `seconds`."""

    def __call__(self, errand: Callable[[], T], seconds: float, /) -> T: ...


class Errands:
    """Runs a few at once. One that nobody waits for any more goes on, and keeps its place among the few until it ends.

    Threads are started when there is something to do, and die with the process.
    """

    def __init__(self, name: str, at_once: int) -> None:
        self._name = name
        self._at_once = at_once
        self.forget()
        _all.add(self)

    def __call__(self, errand: Callable[[], T], seconds: float) -> T:
        """As `Run` says."""
        ends = monotonic() + seconds
        free = self._free
        if not free.acquire(timeout=seconds):
            raise TimeoutError("too many errands")
        result: Future[T] = Future()

        def work() -> None:
            try:
                result.set_result(errand())
            except BaseException as error:
                result.set_exception(error)
            finally:
                free.release()

        Thread(target=work, name=self._name, daemon=True).start()
        return result.result(max(0.0, ends - monotonic()))

    def forget(self) -> None:
        """For a forked process, in which its parent's threads do not run."""
        self._free = BoundedSemaphore(self._at_once)


_all: WeakSet[Errands] = WeakSet()


def _forget_the_parents() -> None:
    for errands in _all:
        errands.forget()


os.register_at_fork(after_in_child=_forget_the_parents)
