"""The store gone in the middle of a conversation: the routine goes on, and nothing of the session is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from time import monotonic, sleep

from skill.diary import Diary, open_diary
from skill.diary.guard import Guard
from soak.listener import Calm, Listener, Twin, dispatch, place
from soak.postgres import Postgres
from soak.proxy import Network, Proxy, before
from soak.served import settings

LISTENERS = 3
"""Who talk at once."""
MOST_TURNS = 8
"""Turns between two changes, at the most."""
BACK_SECONDS = 60.0
"""How long is waited until it is used again."""

Break = Callable[[Postgres, Proxy], None]

KINDS: dict[str, tuple[Break, Break]] = {
    "stopped": (lambda server, _: server.stop(), lambda server, _: server.start()),
    "refused": (lambda _, proxy: proxy.become(Network.REFUSED), lambda _, proxy: proxy.become(Network.SOUND)),
    "slowed": (lambda _, proxy: proxy.become(Network.SLOW), lambda _, proxy: proxy.become(Network.SOUND)),
    "black-holed": (lambda _, proxy: proxy.become(Network.SWALLOWED), lambda _, proxy: proxy.become(Network.SOUND)),
}
"""How each kind of outage begins and ends."""


@dataclass(slots=True)
class Outages:
    """What came of it."""

    outages: Counter[str] = field(default_factory=Counter)
    """How many, by kind."""
    during: int = 0
    """Turns taken while the store was gone."""
    turns: int = 0
    """Turns, all in all."""
    longest: float = 0.0
    """Seconds of the longest turn."""
    longest_back: float = 0.0
    """Seconds until a store that was back was used again, at the most."""
    complete: int = 0
    """Memories that were found complete afterwards."""
    faults: list[str] = field(default_factory=list)
    """Turns that led elsewhere, memories that lack something, stores that were not used again."""

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.outages.items())
        return (
            f"{self.outages.total()} outages ({kinds}): {self.during} of {self.turns} turns without the store, "
            f"longest turn {self.longest * 1000:.0f} ms; used again after {self.longest_back:.1f} s at the most; "
            f"{self.complete} memories complete, {len(self.faults)} faults"
        )


class Ward:
    """A few listeners on a guarded diary behind a network, each with a twin."""

    def __init__(self, diary: Guard, random: Random, result: Outages) -> None:
        self.calm = Calm()
        self._random, self._result = random, result
        self._dispatch = dispatch(diary)
        self._pairs: list[tuple[Listener, Twin]] = []
        for number in range(LISTENERS):
            listener = Listener(f"outages {number}", random.randrange(2**32))
            self._pairs.append((listener, Twin(listener, self.calm)))

    def talk(self, *, cut_off: bool) -> None:
        """Some turns of each; who begins a session while the store is gone cannot be known, and waits instead."""
        for _ in range(self._random.randint(2, MOST_TURNS)):
            for listener, twin in self._pairs:
                if listener.talking or not cut_off:
                    self._turn(listener, twin)
                    self._result.during += cut_off

    def compare(self, diary: Diary) -> None:
        """What is stored with what should be."""
        for listener, twin in self._pairs:
            stored = diary.read(listener.user).memory
            if stored == twin.memory:
                self._result.complete += 1
            else:
                self._result.faults.append(f"stored {stored}, not {twin.memory}")

    def _turn(self, listener: Listener, twin: Twin) -> None:
        request = listener.ask()
        began = monotonic()
        answer = self._dispatch(request)
        self._result.longest = max(self._result.longest, monotonic() - began)
        self._result.turns += 1
        should = twin.take(request)
        if place(answer) != place(should):
            self._result.faults.append(f"answered {place(answer)}, not {place(should)}")
        listener.hear(answer)


def measure(server: Postgres, database: str, times: int, seed: int = 1) -> Outages:
    """So many outages of each kind."""
    random, result, url = Random(seed), Outages(), server.create(database)
    key = settings(url).hashing_key
    with before(server.port) as proxy:
        guard = Guard(open_diary(server.url(database, proxy.port), key))
        ward = Ward(guard, random, result)
        direct = open_diary(url, key, seconds=5)
        ward.talk(cut_off=False)  # The first turns load words.
        result.longest = 0.0
        for _ in range(times):
            for kind, (begin, end) in KINDS.items():
                ward.talk(cut_off=False)
                begin(server, proxy)
                ward.talk(cut_off=True)
                end(server, proxy)
                result.outages[kind] += 1
                _wait(guard, result)
                ward.compare(direct)
        guard.close()
        direct.close()
        ward.calm.diary.close()
    return result


def _wait(guard: Guard, result: Outages) -> None:
    began = monotonic()
    while not guard.up or guard.pending:
        if monotonic() - began > BACK_SECONDS:
            result.faults.append("not used again")
            return
        sleep(0.01)
    result.longest_back = max(result.longest_back, monotonic() - began)
