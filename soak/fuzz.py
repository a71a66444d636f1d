"""Signed requests with all sorts of envelopes: whatever is in them, none breaks the skill."""

from __future__ import annotations

import io
import json
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field
from random import Random
from typing import Any

import structlog
from hypothesis import HealthCheck, Phase, given, seed, settings

from bench.session import called
from skill.alexa.intents import MEANINGS
from skill.diary import open_diary
from skill.speaker.certificates import Signer
from skill.web import create_app
from skill.web.logs import configure_logs
from soak import served
from soak.envelopes import NOW, envelopes
from soak.listener import Calm, Envelope, Listener

STATES = 300
"""States of a session, gathered from conversations, that requests carry."""
_USUAL = "session ended with an error"
"""What is logged as an error because Amazon told so."""


@dataclass(slots=True)
class Fuzz:
    """What came of it."""

    statuses: Counter[int] = field(default_factory=Counter)
    """Answers, by HTTP status."""
    meanings: Counter[str] = field(default_factory=Counter)
    """Those that were let through, by what was meant and what came of it; the others by why not."""
    faults: list[str] = field(default_factory=list)
    """Failures in answers and in the log."""

    def __str__(self) -> str:
        statuses = ", ".join(f"{count} with {status}" for status, count in sorted(self.statuses.items()))
        meanings = ", ".join(f"{name} {count}" for name, count in self.meanings.most_common())
        return f"{self.statuses.total()} requests: {statuses}; {len(self.faults)} faults\n{meanings}"


def measure(requests: int, number: int = 1) -> Fuzz:
    """So many requests to the whole application."""
    result = Fuzz()
    states = _states(number)
    with _logged() as log:
        post = _Poster(result, log)

        @seed(number)
        @settings(
            max_examples=requests,
            phases=[Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(envelopes(states))
        def send(envelope: Envelope) -> None:
            post(envelope)

        while result.statuses.total() < requests:  # It stops early where it has seen all it can think of.
            send()
    return result


class _Poster:
    def __init__(self, result: Fuzz, log: io.StringIO) -> None:
        self._result, self._log = result, log
        self._signer = Signer(NOW)
        self._app = create_app(
            served.settings(""),
            clock=lambda: NOW,
            trust_roots=self._signer.trust_roots,
            fetch=self._signer.fetch,
            diary=open_diary("sqlite://", "key"),
            zones=lambda _: "",
        )

    def __call__(self, envelope: Envelope) -> None:
        body = json.dumps(envelope).encode()
        status, answer = called(self._app, "/alexa", body, self._signer.headers(body))
        self._result.statuses[status] += 1
        wrong = [] if status == 400 else _wrong(status, answer)
        for fault in [*wrong, *self._logged()]:
            self._result.faults.append(f"{fault}: {body.decode()}")

    def _logged(self) -> Iterator[str]:
        """Failures that were logged meanwhile."""
        lines = self._log.getvalue().splitlines()
        self._log.seek(0)
        self._log.truncate()
        for line in lines:
            told = json.loads(line)
            if told["event"] == "answered":
                self._result.meanings[f"{told['meaning']} {told['outcome']}"] += 1
            elif told["event"] == "refused":
                self._result.meanings[f"({told['code']})"] += 1
            if told["level"] in ("error", "critical") and told["event"] != _USUAL:
                yield line


def _wrong(status: int, answer: bytes) -> list[str]:
    """What an answer lacks that was let through."""
    if status != 200:
        return [f"status {status}"]
    told = json.loads(answer)
    speech = told["response"].get("outputSpeech", {}).get("ssml", "<speak></speak>")
    spoken = isinstance(speech, str) and speech.startswith("<speak>")
    return [] if told["version"] == "1.0" and spoken else [f"answer {told}"]


def _states(number: int) -> Sequence[dict[str, Any]]:
    """Attributes from conversations in which anything is said at any time."""
    random, calm = Random(number), Calm()
    intents = [*MEANINGS, "AMAZON.NewIntent"]
    listener = Listener("fuzz", number, afterwards=dict.fromkeys([*intents, ""], 1) | {"ReadyIntent": 30})
    states: list[dict[str, Any]] = []
    while len(states) < STATES:
        answer = calm.dispatch(listener.ask())
        listener.hear(answer)
        if listener.talking and random.random() < 0.5:
            states.append(answer["sessionAttributes"])
    return states


@contextmanager
def _logged() -> Iterator[io.StringIO]:
    """The log as in production, from its least important line on."""
    log, root, before = io.StringIO(), logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    with redirect_stderr(log):
        configure_logs("debug")
    try:
        yield log
    finally:
        structlog.configure(**before)
        root.handlers[:] = handlers
        root.setLevel(level)
