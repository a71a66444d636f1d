"""The server killed at any moment: nobody's place is lost, or older than the last answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random
from time import sleep

from skill.conversation.memory import Memory
from skill.diary import Diary, DiaryError, open_diary
from skill.speaker.webhook import Answer, NoAnswerError
from soak.listener import Calm, Envelope, Listener, Twin, place
from soak.served import settings
from soak.server import Served, serving

Post = Callable[[Envelope], Answer]

LISTENERS = 4
"""Who talk at once."""
LONGEST = 0.4
"""Seconds until a kill, at the most."""


@dataclass(slots=True)
class Kills:
    """What came of it."""

    kills: int = 0
    """The server was killed so often."""
    turns: int = 0
    """Turns answered, all in all."""
    in_flight: int = 0
    """Turns under way when it was killed."""
    kept: int = 0
    """Those of them that were written down all the same."""
    offered: int = 0
    """Listeners who, after a restart, were offered the last place answered, or the one in flight."""
    faults: list[str] = field(default_factory=list)
    """Everything that is otherwise: lost, older, corrupted."""

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.turns} turns answered, {self.in_flight} in flight ({self.kept} of them kept), "
            f"{self.offered} times the right place offered, {len(self.faults)} faults"
        )


class Talker:
    """A listener, and what the diary may know of them."""

    def __init__(self, number: int, seed: int, calm: Calm) -> None:
        self.listener = Listener(f"kills {number}", seed)
        self.twin = Twin(self.listener, calm)
        self.before = Memory()
        """After the last turn that was answered."""
        self.in_flight = False

    def talk(self, post: Post, faults: list[str]) -> int:
        """Until nobody answers any more; how many turns were."""
        turns = 0
        while True:
            self.before = self.twin.memory
            request = self.listener.ask()
            should = self.twin.take(request)
            self.in_flight = True
            try:
                answer = post(request)
            except NoAnswerError:
                return turns
            self.in_flight = False
            turns += 1
            faults += _compared(json.loads(answer.body) if answer.status == 200 else {}, should, "answered")
            self.listener.hear(should)

    def come_back(self, post: Post, stored: Memory, result: Kills) -> None:
        """A new session after the restart."""
        possible = [self.before, self.twin.memory] if self.in_flight else [self.twin.memory]
        if stored not in possible:
            result.faults.append(f"stored {stored}, not one of {possible}")
        result.in_flight += self.in_flight
        result.kept += self.in_flight and stored == possible[-1] != possible[0]
        self.in_flight = False
        self.twin.become(stored)
        launch = self.listener.launch()
        should, answer = self.twin.take(launch), post(launch)
        wrong = _compared(json.loads(answer.body), should, "offered")
        result.faults += wrong
        result.offered += not wrong
        self.listener.hear(should)


def measure(url: str, times: int, seed: int = 1) -> Kills:
    """Kills a server on this diary so many times."""
    random, result, calm = Random(seed), Kills(), Calm()
    with serving(url) as served:
        diary = open_diary(url, settings(url).hashing_key, seconds=5)
        talkers = [Talker(number, random.randrange(2**32), calm) for number in range(LISTENERS)]
        while result.kills < times:
            _kill_once(served, talkers, diary, random.uniform(0, LONGEST), result)
        diary.close()
    calm.diary.close()
    return result


def _kill_once(served: Served, talkers: list[Talker], diary: Diary, after: float, result: Kills) -> None:
    with ThreadPoolExecutor(len(talkers)) as threads:
        talking = [threads.submit(talker.talk, served.post, result.faults) for talker in talkers]
        sleep(after)
        served.kill()
        result.turns += sum(future.result() for future in talking)
    result.kills += 1
    served.start()
    for talker in talkers:
        try:
            stored = diary.read(talker.listener.user).memory
        except DiaryError as error:
            result.faults.append(f"unreadable: {error}")
            continue
        talker.come_back(served.post, stored, result)


def _compared(answer: Envelope, should: Envelope, verb: str) -> list[str]:
    return [] if place(answer) == place(should) else [f"{verb} {place(answer)}, not {place(should)}"]
