"""How long a verified turn takes, as ratios to simpler servers: the machine matters little to those."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter_ns

from flask import Flask

from bench.rivals import by_id, floor, hello_world
from bench.session import Request, Stack, post, record
from bench.stages import STAGES, Stages
from skill.diary import open_diary
from skill.web.logs import configure_logs

_WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """What a turn costs, in milliseconds."""

    turn: float
    """The whole stack, mean over the turns of a session."""
    floor: float
    """Flask parsing and answering the same JSON, likewise."""
    launch: float
    """The whole stack, for the session's LaunchRequest alone."""
    hello: float
    """The SDK's hello world, for the same request."""
    stages: Mapping[str, float]
    """Each stage of a turn of the whole stack, taken by itself."""

    @property
    def rest(self) -> float:
        """What no stage accounts for: Flask, the SDK's choice of a handler, the log."""
        return self.turn - sum(self.stages.values())


def measure(rounds: int) -> Cost:
    """Medians of so many sessions, each request of which goes to all contestants in turn."""
    with _stack() as stack:
        requests = record(stack)
        contest = _Contest(stack, requests)
        for _ in range(_WARM_UP):
            contest.round()
        return _cost([contest.round() for _ in range(rounds)], len(requests))


@contextmanager
def _stack() -> Iterator[Stack]:
    """The application with a diary in a file, and a log that is written, though not here."""
    with TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        with redirect_stderr(nowhere):
            configure_logs("info")
        diary = open_diary(f"sqlite:///{folder}/diary.db", "key")
        try:
            yield Stack(diary)
        finally:
            diary.close()


@dataclass(frozen=True, slots=True)
class _Round:
    """Nanoseconds, summed over the turns of one session."""

    turn: int
    """The whole stack, all turns."""
    floor: int
    """The floor, all turns."""
    launch: int
    """The whole stack, the first turn."""
    hello: int
    """The SDK's hello world, the first turn."""
    stages: Mapping[str, int]
    """Each stage, all turns."""


class _Contest:
    def __init__(self, stack: Stack, requests: Sequence[Request]) -> None:
        self._stack = stack
        self._requests = requests
        self._stages = Stages(stack)
        self._floor = floor(by_id([(request.body, request.answer) for request in requests]))
        self._hello = hello_world()
        self._answer = b""

    def round(self) -> _Round:
        """One session for each: a request goes to one after the other; the stages have a session to themselves."""
        turns: list[int] = []
        floors: list[int] = []
        hello = 0
        for request in self._requests:
            floors.append(_posted(self._floor, request))
            if not turns:
                hello = _posted(self._hello, request)
            turns.append(_timed(self._send, request))
            self._check(request)
        stages = Counter[str]()
        for request in self._requests:
            stages.update(self._stages.take(request))
        return _Round(sum(turns), sum(floors), turns[0], hello, stages)

    def _send(self, request: Request) -> None:
        self._answer = self._stack.send(request)

    def _check(self, request: Request) -> None:
        """Raises RuntimeError where the stack did not go on as it did at first: an apology costs something else."""
        kept, now = (answer.get("sessionAttributes", {}) for answer in (request.answer, json.loads(self._answer)))
        if any(kept.get(key) != now.get(key) for key in ("phase", "place")):
            raise RuntimeError("a turn was not taken as before")


def _posted(app: Flask, request: Request) -> int:
    return _timed(lambda asked: post(app, "/alexa", asked.body, asked.headers), request)


def _timed(do: Callable[[Request], object], request: Request) -> int:
    began = perf_counter_ns()
    do(request)
    return perf_counter_ns() - began


def _cost(rounds: Sequence[_Round], turns: int) -> Cost:
    def middle(figures: Iterable[int], among: int = turns) -> float:
        return median(figures) / among / 1e6

    return Cost(
        turn=middle(one.turn for one in rounds),
        floor=middle(one.floor for one in rounds),
        launch=middle((one.launch for one in rounds), 1),
        hello=middle((one.hello for one in rounds), 1),
        stages={stage: middle([one.stages[stage] for one in rounds]) for stage in STAGES},
    )
