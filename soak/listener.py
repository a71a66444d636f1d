"""A listener who says something now and then, and a twin who hears what they should have been answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import ceil
from random import Random
from typing import Any

from skill.alexa.skill import Dispatch, build_dispatch
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.diary import Diary, open_diary
from skill.diary.guard import Guard
from skill.speaker.envelope import LAUNCH, Envelopes, Session
from skill.speaker.hearing import Heard
from soak.served import SKILL_ID, settings

Envelope = dict[str, Any]

START = datetime(2026, 3, 2, 7, tzinfo=UTC)
"""When a soak's listeners begin: their own clocks run as fast as they talk."""

AFTERWARDS = {"ReadyIntent": 30, "AMAZON.NextIntent": 6, "AMAZON.RepeatIntent": 2, "": 2}
"""What is said when the voice has finished, by how often; "" is nothing: the session ends by itself."""
MEANWHILE = {
    "WhereAmIIntent": 3,
    "TimeLeftIntent": 2,
    "SkipIntent": 3,
    "AMAZON.PreviousIntent": 1,
    "AMAZON.PauseIntent": 2,
    "PainIntent": 1,
    "WaitForMeIntent": 1,
    "KeepGoingIntent": 1,
    "EasierIntent": 1,
    "AMAZON.StopIntent": 2,
}
"""What is said in the middle of a response, by how often."""
IN_THE_MIDDLE = 0.3
"""Share of what is said in the middle."""


def dispatch(diary: Guard) -> Dispatch:
    """The skill on a diary, without its edge."""
    return build_dispatch(diary=diary, limits=Limits(), skill_id=SKILL_ID)


def patient(diary: Diary) -> Guard:
    """A diary that is waited for, so that only what is looked for can go wrong."""
    return Guard(diary, patience=30)


class Listener:
    """One account on one device. `ask` is what is said next; `hear` the answer to it."""

    def __init__(
        self,
        account: str,
        seed: int,
        *,
        afterwards: Mapping[str, int] = AFTERWARDS,
        meanwhile: Mapping[str, int] = MEANWHILE,
    ) -> None:
        self.now = START
        self._random = Random(seed)
        self._afterwards, self._meanwhile = afterwards, meanwhile
        self._envelopes = Envelopes(SKILL_ID, account=account)
        self._session = Session()
        self._spoken = 0.0

    @property
    def user(self) -> str:
        """The id that Amazon gives the account."""
        return str(self._envelopes.ended(self._session, self.now, "USER_INITIATED")["session"]["user"]["userId"])

    @property
    def talking(self) -> bool:
        """Whether a session is open."""
        return not self._session.new

    def ask(self) -> Envelope:
        """The next request, a few seconds after the last response or in its middle."""
        if self._session.new:
            return self.launch()
        meanwhile = self._spoken > 5 and self._random.random() < IN_THE_MIDDLE
        share = self._random.random() if meanwhile else 1.0
        choices = self._meanwhile if meanwhile else self._afterwards
        [intent] = self._random.choices(list(choices), list(choices.values()))
        self.pass_time(self._spoken * share + 3.5)
        if not intent:
            self.pass_time(20)
            return self._envelopes.ended(self._session, self.now, "EXCEEDED_MAX_REPROMPTS")
        return self.say(intent)

    def say(self, intent: str) -> Envelope:
        """A request, now."""
        return self._envelopes.heard(Heard(intent, reaches=True, intent=intent), self._session, self.now)

    def launch(self) -> Envelope:
        """A session begins, a minute after whatever was before."""
        self.pass_time(60)
        self._session, self._spoken = Session(), 0.0
        return self.say(LAUNCH)

    def hear(self, answer: Envelope) -> None:
        """What came back."""
        if answer["response"].get("shouldEndSession", True):
            self._session, self._spoken = Session(), 0.0
            return
        attributes = answer["sessionAttributes"]
        self._session = replace(self._session, attributes=attributes, new=False)
        self._spoken = (attributes["timeline"] or {"length": 0.0})["length"]

    def pass_time(self, seconds: float) -> None:
        """On the listener's own clock; Amazon stamps whole seconds."""
        self.now += timedelta(seconds=ceil(seconds))


class Calm:
    """A diary that nothing ever happens to, and the skill on it."""

    def __init__(self) -> None:
        self.diary = open_diary("sqlite://", settings("").hashing_key)
        self.dispatch = dispatch(patient(self.diary))


class Twin:
    """Takes the turns of a listener where it is calm."""

    def __init__(self, listener: Listener, calm: Calm) -> None:
        self._user = listener.user
        self._diary, self._dispatch = calm.diary, calm.dispatch
        self._attributes: dict[str, Any] = {}

    @property
    def memory(self) -> Memory:
        """What should be stored."""
        return self._diary.read(self._user).memory

    def become(self, memory: Memory) -> None:
        """Goes back, or on, to what is stored."""
        self._diary.delete(self._user)
        if memory != Memory():
            self._diary.write(self._user, memory, 0)

    def take(self, envelope: Envelope) -> Envelope:
        """What should be answered."""
        session = envelope["session"]
        attributes = {} if session["new"] else self._attributes
        answer = self._dispatch({**envelope, "session": {**session, "attributes": attributes}})
        self._attributes = answer.get("sessionAttributes") or {}
        return answer


def place(answer: Envelope) -> tuple[Any, Any]:
    """Where an answer leaves the listener: the phase, and the place."""
    attributes = answer.get("sessionAttributes") or {}
    return attributes.get("phase"), attributes.get("place")
