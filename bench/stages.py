"""Where the time of a turn goes: each stage by itself, with what the stack hands it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter_ns
from typing import Any, TypeVar

from ask_sdk_core.serialize import DefaultSerializer

from bench.session import Request, Stack
from skill.alexa.asked import asked
from skill.alexa.carried import attributes, carried, opening
from skill.alexa.envelope import modelled
from skill.alexa.gate import Refusal
from skill.alexa.intents import event
from skill.alexa.response import response
from skill.conversation.event import Event, Said
from skill.conversation.limits import Limits
from skill.conversation.session import Session
from skill.conversation.step import step
from skill.diary.change import save

T = TypeVar("T")

STAGES = (
    "gate: signature, time, skill id",
    "JSON to the SDK's model",
    "session and memory from attributes",
    "diary: read, where a session begins",
    "step",
    "rendering",
    "diary: write, where the memory changed",
    "session and memory to attributes",
    "SDK: its model to JSON",
    "JSON to text",
)
"""In the order in which a turn goes through them."""


class Stages:
    """Takes turns one stage after the other."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._gate = stack.gate()
        self._serializer = DefaultSerializer()
        self._limits = Limits()

    def take(self, request: Request) -> dict[str, int]:
        """Nanoseconds of each stage of one turn."""
        took: list[int] = []

        def timed(do: Callable[[], T]) -> T:
            began = perf_counter_ns()
            done = do()
            took.append(perf_counter_ns() - began)
            return done

        self._through(request, timed)
        return dict(zip(STAGES, took, strict=True))

    def _through(self, request: Request, timed: Callable[[Callable[[], Any]], Any]) -> None:
        serializer, diary = self._serializer, self._stack.diary
        self._stack.now = request.at
        envelope = timed(lambda: self._gate.check(request.headers, request.body))
        if isinstance(envelope, Refusal):
            raise RuntimeError(f"refused: {envelope}")
        model = timed(lambda: modelled(envelope))
        frame = asked(model)
        listener = frame.listener
        assert listener is not None
        session, known = timed(
            lambda: (Session.from_wire(frame.attributes, frame.locale), carried(frame.attributes, frame.account))
        )
        known = timed(lambda: known or opening(listener, diary.read(listener)))
        intent = getattr(model.request, "intent", None)
        said = event(intent) if intent else Event(Said.LAUNCH)
        turn = timed(lambda: step(session, known.memory, said, frame.now, self._limits))
        spoken = timed(lambda: response(turn.script, turn.reprompt))
        known = replace(known, memory=turn.memory, turns=known.turns + 1)
        change = known.change(frame.account, int(frame.now.timestamp()))
        entry = timed(lambda: None if known.kept else save(diary, change))
        known = replace(known, memory=entry.memory, base=entry) if entry else known
        wire = timed(lambda: attributes(turn.session.to_wire(), known, frame.account))
        answer = timed(lambda: serializer.serialize(spoken))
        timed(lambda: json.dumps({"version": "1.0", "sessionAttributes": wire, "response": answer}))
