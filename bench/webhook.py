"""How long a verified turn takes, as ratios to simpler servers: the machine matters little to those."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter_ns, process_time_ns

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.request_envelope import RequestEnvelope
from flask import Flask

from bench.rivals import by_id, floor, hello_world
from bench.sdk import request_verifier
from bench.session import Request, Stack, post, record
from bench.stages import STAGES, Stages
from skill.alexa.envelope import modelled
from skill.speaker.certificates import Signer
from skill.web.logs import configure_logs

_WARM_UP = 5
Took = defaultdict[tuple[str, int], list[int]]
_serializer = DefaultSerializer()
_STACK, _FLOOR, _HELLO, _VERIFIED = "the whole stack", "the floor", "hello world", "verified hello world"
_OURS, _SDKS = "decoding", "the SDK's decoding"


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
    verified: float
    """The same, with the SDK's own verification of its signature."""
    decoding: float
    """From text to the SDK's model, mean over the turns of a session."""
    sdk_decoding: float
    """The same by the SDK."""
    stages: Mapping[str, float]
    """Each stage of a turn of the whole stack, taken by itself."""

    turn_cpu: float
    """Of a turn, what the processors are busy with it: the others' load matters least to that."""
    floor_cpu: float
    """The same of the floor."""
    verified_cpu: float
    """The same of the verified hello world."""

    @property
    def rest(self) -> float:
        """What no stage accounts for: Flask, the SDK's choice of a handler, the log."""
        return self.turn - sum(self.stages.values())


def measure(rounds: int) -> Cost:
    """So many sessions, each request of which goes to all contestants in turn."""
    with _stack() as stack:
        requests = record(stack)
        contest = _Contest(stack, requests)
        for _ in range(_WARM_UP):
            contest.round()
        contest.took.clear()
        contest.busy.clear()
        for _ in range(rounds):
            contest.round()
    turns = range(len(requests))

    def usual(name: str, of: Sequence[int] = turns, took: Took = contest.took) -> float:
        return mean(_undisturbed(took[name, number]) for number in of) / 1e6

    return Cost(
        turn=usual(_STACK),
        floor=usual(_FLOOR),
        launch=usual(_STACK, [0]),
        hello=usual(_HELLO, [0]),
        verified=usual(_VERIFIED, [0]),
        decoding=usual(_OURS),
        sdk_decoding=usual(_SDKS),
        stages={stage: usual(stage) for stage in STAGES},
        turn_cpu=usual(_STACK, took=contest.busy),
        floor_cpu=usual(_FLOOR, took=contest.busy),
        verified_cpu=usual(_VERIFIED, [0], contest.busy),
    )


def _undisturbed(times: Sequence[int]) -> float:
    """The lower quartile: whatever else the machine does lengthens a long turn more often than a short one."""
    return quantiles(times, n=4)[0]


@contextmanager
def _stack() -> Iterator[Stack]:
    """The application with a diary in a file, and a log that is written, though not here."""
    with TemporaryDirectory() as folder, Path(os.devnull).open("w") as nowhere:
        with redirect_stderr(nowhere):
            configure_logs("info")
        stack = Stack(Path(folder) / "diary.db")
        try:
            yield stack
        finally:
            stack.diary.close()


class _Contest:
    """Takes the times."""

    def __init__(self, stack: Stack, requests: Sequence[Request]) -> None:
        self._stack = stack
        self._requests = requests
        self._stages = Stages(stack)
        self._floor = floor(by_id([(request.body, request.answer) for request in requests]))
        self._hello = hello_world()
        # It reads the clock of the machine, so its certificates are of today.
        self._signer = Signer(datetime.now(UTC))
        self._verified = hello_world([request_verifier(self._signer)])
        self._answer = b""
        self.took: Took = defaultdict(list)
        """Nanoseconds, by contestant or stage, and number of the request."""
        self.busy: Took = defaultdict(list)
        """Those of all processors, by contestant."""

    def round(self) -> None:
        """One session for each: a request goes to one after the other; the stages have a session to themselves."""
        self._stack.restore()
        for number, request in enumerate(self._requests):
            self._time(_FLOOR, number, _posting(self._floor), request)
            if number == 0:
                self._time(_HELLO, number, _posting(self._hello), request)
                signed = replace(request, headers=self._signer.headers(request.body))
                self._time(_VERIFIED, number, _posting(self._verified), signed)
            self._time(_STACK, number, self._send, request)
            self._check(request)
            self._time(_OURS, number, lambda asked: modelled(json.loads(asked.body)), request)
            self._time(_SDKS, number, _sdk_decoded, request)
        self._stack.restore()
        for number, request in enumerate(self._requests):
            for stage, took in self._stages.take(request).items():
                self.took[stage, number].append(took)

    def _time(self, name: str, number: int, do: Callable[[Request], object], request: Request) -> None:
        began, busy = perf_counter_ns(), process_time_ns()
        do(request)
        self.busy[name, number].append(process_time_ns() - busy)
        self.took[name, number].append(perf_counter_ns() - began)

    def _send(self, request: Request) -> None:
        self._answer = self._stack.send(request)

    def _check(self, request: Request) -> None:
        """Raises RuntimeError where the stack did not go on as it did at first: an apology costs something else."""
        kept, now = (answer.get("sessionAttributes", {}) for answer in (request.answer, json.loads(self._answer)))
        if any(kept.get(key) != now.get(key) for key in ("phase", "place")):
            raise RuntimeError("a turn was not taken as before")


def _sdk_decoded(request: Request) -> None:
    _serializer.deserialize(request.body.decode(), RequestEnvelope)


def _posting(app: Flask) -> Callable[[Request], object]:
    return lambda asked: post(app, "/alexa", asked.body, asked.headers)
