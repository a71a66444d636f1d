"""Two devices, one listener, turns at the same moment: what was done is counted once, and none of it is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from threading import Barrier

from skill.conversation.memory import Memory
from skill.diary import Diary, open_diary
from skill.diary.share import Shares
from soak.listener import Envelope, Listener, dispatch, patient
from soak.served import settings

SPOKEN = {"ReadyIntent": 12, "AMAZON.NextIntent": 4, "": 1}
"""When the voice has finished. Nothing here changes the plan or starts it anew, so that the sums stay simple."""
MEANWHILE = {"SkipIntent": 3, "WhereAmIIntent": 1, "AMAZON.PauseIntent": 1, "PainIntent": 1}
"""While it speaks: what was counted already and is not reached is taken back."""


@dataclass(slots=True)
class Races:
    """What came of it."""

    races: int = 0
    """Pairs of turns at the same moment."""
    conflicts: int = 0
    """Writes that found another's before them."""
    sessions: int = 0
    """Sessions that the two devices had."""
    exercises: int = 0
    """Exercises finished, as the devices saw it."""
    counted: int = 0
    """Exercises counted in the diary."""
    finished: int = 0
    """Routines finished, as the diary counts."""
    taken_back: int = 0
    """Races after which something was not counted until the next turn of the device that did it."""
    faults: list[str] = field(default_factory=list)
    """Races after which the diary's sums were others than the devices'."""

    def __str__(self) -> str:
        return (
            f"{self.races} races with {self.conflicts} conflicts in {self.sessions} sessions: "
            f"{self.exercises} exercises finished, {self.counted} counted; "
            f"{self.finished} routines finished; {self.taken_back} times a turn too late, {len(self.faults)} faults"
        )


@dataclass(slots=True)
class Tally:
    """What was done."""

    done: Counter[str] = field(default_factory=Counter)
    """How often each exercise was."""
    finished: int = 0
    """How many routines were gone through to their end."""

    @classmethod
    def of(cls, memory: Memory) -> Tally:
        """As a memory counts."""
        return cls(Counter(memory.done), memory.finished)

    def plus(self, other: Tally, times: int = 1) -> Tally:
        """The sum, or with -1 the difference."""
        done = Counter({name: self.done[name] + times * other.done[name] for name in self.done | other.done})
        return Tally(done, self.finished + times * other.finished)


class Device:
    """One of the listener's devices: its session, and what was done on it."""

    def __init__(self, account: str, seed: int, diary: Diary) -> None:
        self.listener = Listener(account, seed, afterwards=SPOKEN, meanwhile=MEANWHILE)
        self.sessions = 0
        self.opened = False
        self._dispatch = dispatch(patient(diary))
        self._before, self._begin, self._now = Tally(), Tally(), Tally()

    @property
    def tally(self) -> Tally:
        """All sessions so far."""
        return self._before.plus(self._now).plus(self._begin, -1)

    def turn(self, together: Barrier) -> None:
        """The next one, when the other device has its next one."""
        request = self.listener.ask()
        self.opened = request["session"]["new"]
        together.wait()
        answer = self._dispatch(request)
        if answer.get("sessionAttributes"):  # Else the session ended, and what it did stands.
            counted = _counted(answer)
            if self.opened:
                self._before = self.tally
                self._begin = counted  # A session that carries on does not count anew what the last one did.
                self.sessions += 1
            self._now = counted
        self.listener.hear(answer)


def _counted(answer: Envelope) -> Tally:
    """What a session has counted so far."""
    plan, counted = answer["sessionAttributes"]["plan"], answer["sessionAttributes"]["counted"]
    done = Counter(str(plan[index][0]) for index in counted)
    return Tally(done, int(len(plan) - 1 in counted))


def measure(url: str, times: int, seed: int = 1) -> Races:
    """So many races on a store."""
    random, result = Random(seed), Races()
    with _watched(url, result) as one, _watched(url, result) as other:
        devices = [Device("races", random.randrange(2**32), diary) for diary in (one, other)]
        user, together = devices[0].listener.user, Barrier(2)
        with ThreadPoolExecutor(2) as threads:
            late = False
            while result.races < times or late:
                for device in devices:  # It is the same time in every room.
                    device.listener.now = max(device.listener.now for device in devices)
                list(threads.map(Device.turn, devices, [together] * 2))
                result.races += 1
                stored, seen = Tally.of(one.read(user).memory), devices[0].tally.plus(devices[1].tally)
                late = stored != seen and any(device.opened for device in devices)
                if late:
                    # Who opens a session takes back what the other's response has not got to yet. If that goes
                    # on, its next turn counts it again.
                    result.taken_back += 1
                elif stored != seen:
                    result.faults.append(f"race {result.races}: stored {stored}, seen {seen}")
    result.sessions = sum(device.sessions for device in devices)
    result.exercises, result.counted, result.finished = seen.done.total(), stored.done.total(), stored.finished
    return result


class Watched:
    """A diary whose conflicts are counted."""

    def __init__(self, diary: Diary, result: Races) -> None:
        self._diary = diary
        self._result = result
        self.read, self.delete, self.delete_account = diary.read, diary.delete, diary.delete_account
        self.ping, self.close = diary.ping, diary.close

    def write(
        self, listener: str, memory: Memory, version: int, *, account: str | None = None, shares: Shares = ()
    ) -> int | None:
        new = self._diary.write(listener, memory, version, account=account, shares=shares)
        self._result.conflicts += new is None
        return new


@contextmanager
def _watched(url: str, result: Races) -> Iterator[Diary]:
    diary = open_diary(url, settings(url).hashing_key, seconds=5)
    try:
        yield Watched(diary, result)
    finally:
        diary.close()
