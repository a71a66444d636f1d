"""A diary with a store that can be in trouble."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Lock
from typing import TypeVar

from skill.conversation.memory import Memory
from skill.diary import Diary, DiaryError, Entry
from skill.diary.share import Shares

T = TypeVar("T")


def eventually(condition: Callable[[], object]) -> bool:
    """Whether it comes true; not soon, on a busy machine."""
    ends = time.monotonic() + 30
    while not condition() and time.monotonic() < ends:
        time.sleep(0.002)
    return bool(condition())


class Troubled:
    """Does what another diary does, unless told otherwise."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary
        self._lock = Lock()
        self._under_way = 0
        self.asked: list[str] = []
        """Names of the methods that were called."""
        self.at_once = 0
        """The most calls at the same time."""
        self.fault: Exception | None = None
        """What every call raises."""
        self.faults: dict[str, Exception] = {}
        """What single methods raise."""
        self.answers = Event()
        """Calls wait until it is set."""
        self.answers.set()

    def read(self, listener: str) -> Entry:
        return self._do("read", lambda: self._diary.read(listener))

    def write(
        self, listener: str, memory: Memory, version: int, *, account: str | None = None, shares: Shares = ()
    ) -> int | None:
        return self._do("write", lambda: self._diary.write(listener, memory, version, account=account, shares=shares))

    def delete(self, listener: str) -> None:
        self._do("delete", lambda: self._diary.delete(listener))

    def delete_account(self, account: str) -> None:
        self._do("delete_account", lambda: self._diary.delete_account(account))

    def ping(self) -> None:
        self._do("ping", self._diary.ping)

    def close(self) -> None:
        self._diary.close()

    def refuses(self) -> None:
        """From now on."""
        self.fault = DiaryError("the diary cannot be reached: connection refused")

    def is_back(self) -> None:
        """As it was at first."""
        self.fault = None
        self.answers.set()

    def _do(self, name: str, do: Callable[[], T]) -> T:
        with self._lock:
            self.asked.append(name)
            self._under_way += 1
            self.at_once = max(self.at_once, self._under_way)
        try:
            self.answers.wait()
            if fault := self.fault or self.faults.get(name):
                raise fault
            return do()
        finally:
            with self._lock:
                self._under_way -= 1
