"""A day of many listeners, replayed in minutes: nothing grows, and what was counted is what was sent."""

from __future__ import annotations

import gc
import heapq
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import linear_regression
from time import perf_counter

from bench.session import called
from skill.alexa.intents import MEANINGS
from skill.diary import open_diary
from skill.speaker.certificates import Signer
from skill.web import create_app
from soak.listener import START, Envelope, Listener
from soak.served import settings

DAY = timedelta(days=1)
SAMPLES = 40
"""How often it is looked at what the process holds."""
WARM = 0.25
"""Share of the day after which nothing may grow any more."""
MOST_GROWTH = 2.0
"""MiB of memory a day may add after that: what an allocator does with pages."""
_PAGE = os.sysconf("SC_PAGE_SIZE")
_COUNTED = re.compile(r'^back_routine_turns_total\{meaning="(\w+)",outcome="(\w+)"\} (\S+)$', re.MULTILINE)
_TIMED = re.compile(r'^back_routine_request_seconds_count\{status="200"\} (\S+)$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds at one moment of the day."""

    share: float
    """Of the day's listeners who have begun."""
    memory: float
    """MiB that are resident."""
    handles: int
    """Open files."""


@dataclass(slots=True)
class Replay:
    """What came of it."""

    listeners: int
    """Each of whom comes once a day, and stays for a session."""
    sent: Counter[str] = field(default_factory=Counter)
    """Turns by what was meant."""
    counted: Counter[str] = field(default_factory=Counter)
    """The same, as the metrics count."""
    timed: int = 0
    """Turns whose time the metrics took."""
    failed: int = 0
    """Turns that were not answered with 200, or with an apology."""
    together: int = 0
    """The most sessions that were open at once."""
    seconds: float = 0.0
    """How long the day took."""
    held: list[Held] = field(default_factory=list)
    """In the course of the day."""

    @property
    def warm(self) -> list[Held]:
        """The day without its beginning."""
        return [held for held in self.held if held.share >= WARM]

    @property
    def growth(self) -> float:
        """MiB that a whole day adds, by the slope after the warm-up."""
        return linear_regression([held.share for held in self.warm], [held.memory for held in self.warm]).slope

    @property
    def handles(self) -> int:
        """By how many open files the end differs from the end of the warm-up."""
        return self.warm[-1].handles - self.warm[0].handles

    @property
    def faults(self) -> list[str]:
        """What should have been otherwise."""
        turns = self.sent.total()
        return [
            told
            for told, wrong in {
                f"memory grows by {self.growth:.1f} MiB a day": self.growth > MOST_GROWTH,
                f"{self.handles} more open files": self.handles > 0,
                f"counted {self.counted}, sent {self.sent}": self.counted != self.sent,
                f"{self.timed} turns timed of {turns}": self.timed != turns,
                f"{self.failed} turns failed": self.failed > 0,
            }.items()
            if wrong
        ]

    def __str__(self) -> str:
        turns, (first, *_, last) = self.sent.total(), self.warm
        return (
            f"{self.listeners} listeners, a session each within 24 hours, at most {self.together} at once: "
            f"{turns} turns in {self.seconds:.0f} s, {turns / self.seconds:.0f} a second\n"
            f"memory {first.memory:.1f} MiB after a quarter of the day, {last.memory:.1f} at its end, slope "
            f"{self.growth:+.2f} MiB a day; open files {first.handles}, {last.handles}\n"
            f"metrics: {self.counted.total()} turns counted in {len(self.counted)} meanings, {self.timed} timed, "
            f"{self.failed} failed; {len(self.faults)} faults"
        )


class _Server:
    """The whole application in this process, at the time of whoever asks."""

    def __init__(self, url: str) -> None:
        self._now = START
        self._signer = Signer(START)
        self._app = create_app(
            settings(url),
            clock=lambda: self._now,
            trust_roots=self._signer.trust_roots,
            fetch=self._signer.fetch,
            diary=open_diary(url, "key"),
            zones=lambda _: "Europe/Berlin",
            diary_seconds=30,  # The day is hurried through; what waits for the disk is not given up.
        )

    def ask(self, envelope: Envelope) -> tuple[int, Envelope]:
        """One turn, signed."""
        self._now = datetime.fromisoformat(envelope["request"]["timestamp"]).astimezone(UTC)
        body = json.dumps(envelope).encode()
        status, answer = called(self._app, "/alexa", body, self._signer.headers(body))
        return status, json.loads(answer) if status == 200 else {"response": {}}

    def metrics(self) -> str:
        """The page, as Prometheus gets it."""
        return called(self._app, "/metrics", b"", {}, "GET")[1].decode()


def measure(url: str, listeners: int, seed: int = 1) -> Replay:
    """A day of so many listeners on a store, each beginning at a time of their own."""
    server, result = _Server(url), Replay(listeners)
    began = perf_counter()
    every = max(1, listeners // SAMPLES)
    for number in _moments(server, result, seed):
        if number % every == 0:
            result.held.append(_held(number / listeners))
    result.seconds = perf_counter() - began
    page = server.metrics()
    for meaning, outcome, count in _COUNTED.findall(page):
        result.counted[meaning] += int(float(count))
        result.failed += int(float(count)) if outcome == "failed" else 0
    result.timed = sum(int(float(count)) for count in _TIMED.findall(page))
    return result


def _moments(server: _Server, result: Replay, seed: int) -> Iterator[int]:
    """Takes all turns in the order of their time; yields how many listeners have begun whenever one does."""
    arrivals = _arrivals(result.listeners, seed)
    arriving = next(arrivals, None)
    talking: list[tuple[datetime, int, Listener, Envelope]] = []
    begun = 0
    while arriving or talking:
        if arriving and (not talking or arriving.now <= talking[0][0]):
            begun += 1
            heapq.heappush(talking, (arriving.now, begun, arriving, arriving.ask()))
            arriving = next(arrivals, None)
            result.together = max(result.together, len(talking))
            yield begun
            continue
        _, number, listener, request = heapq.heappop(talking)
        status, answer = server.ask(request)
        result.sent[_meaning(request)] += 1
        result.failed += status != 200
        listener.hear(answer)
        if listener.talking and request["request"]["type"] != "SessionEndedRequest":
            request = listener.ask()
            heapq.heappush(talking, (listener.now, number, listener, request))


def _arrivals(listeners: int, seed: int) -> Iterator[Listener]:
    """One after the other, from midnight to midnight; each exists from then on only."""
    random = Random(seed)
    for number in range(listeners):
        listener = Listener(f"day {number}", seed * 1_000_003 + number)
        listener.now = START + DAY * ((number + random.random()) / listeners)
        yield listener


def _meaning(envelope: Envelope) -> str:
    request = envelope["request"]
    if request["type"] == "IntentRequest":
        return MEANINGS[request["intent"]["name"]].said.value
    return {"LaunchRequest": "launch", "SessionEndedRequest": "left"}[request["type"]]


def _held(share: float) -> Held:
    gc.collect()
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 2**20
    return Held(share, resident, len(os.listdir("/proc/self/fd")))
