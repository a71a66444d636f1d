"""Where the time of a turn goes: each stage by itself, with what the stack hands it."""

from __future__ import annotations

import json
from collections.abc import Callable
from time import perf_counter_ns
from typing import Any, TypeVar

from ask_sdk_core.serialize import DefaultSerializer

from bench.session import Request, Stack
from skill.alexa.asked import asked
from skill.alexa.envelope import modelled
from skill.alexa.gate import Refusal
from skill.alexa.intents import event
from skill.alexa.response import response
from skill.conversation.event import Event, Said
from skill.conversation.limits import Limits
from skill.conversation.session import Session
from skill.conversation.step import step

T = TypeVar("T")

STAGES = (
    "gate: signature, time, skill id",
    "JSON to the SDK's model",
    "diary: read",
    "session from attributes",
    "step",
    "session to attributes",
    "rendering",
    "diary: write",
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
        assert frame.listener is not None
        listener = frame.listener
        entry = timed(lambda: diary.read(listener))
        session = timed(lambda: Session.from_wire(frame.attributes, frame.locale))
        intent = getattr(model.request, "intent", None)
        said = event(intent) if intent else Event(Said.LAUNCH)
        turn = timed(lambda: step(session, entry.memory, said, frame.now, self._limits))
        attributes = timed(turn.session.to_wire)
        spoken = timed(lambda: response(turn.script, turn.reprompt))
        changed = turn.memory != entry.memory
        timed(lambda: changed and diary.write(listener, turn.memory, entry.version))
        answer = timed(lambda: serializer.serialize(spoken))
        timed(lambda: json.dumps({"version": "1.0", "sessionAttributes": attributes, "response": answer}))
