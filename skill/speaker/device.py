"""The device: when it listens, what it sends, when a session is over. It knows no terminal and no network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from skill.speaker.clock import Clock
from skill.speaker.envelope import LAUNCH, Envelopes, Session
from skill.speaker.playing import Playback, Voice
from skill.speaker.reply import Reply, parse, read_reply
from skill.speaker.speech import RefusedError
from skill.speaker.webhook import Answer, NoAnswerError

if TYPE_CHECKING:
    from skill.speaker.hearing import Heard

SAID = 2.0
"""Seconds from the first sound of an utterance to its request's timestamp."""
LEAD = 1.5
"""Seconds from a request's timestamp to the first sound of the response."""

Hear = Callable[[str, bool], "Heard"]
"""Words, and whether a session is open, to what the interaction model makes of them."""
Post = Callable[[dict[str, Any]], Answer]
"""Sends an envelope; raises NoAnswerError."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the device could not play what came back."""

    kind: str
    """Amazon's name for it, as a SessionEndedRequest carries it."""
    reason: str
    """What was wrong, for whoever runs the skill."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn: something said or a session's end, and what came of it."""

    at: datetime
    """When the listener began to speak, or the session ended by itself."""
    heard: str | None = None
    """What was said; None where nobody spoke."""
    request: dict[str, Any] | None = None
    """The envelope posted; None where the words reached nobody."""
    status: int | None = None
    """Of HTTP; None where nothing was posted or nobody answered."""
    response: Any = None
    """The parsed body that came back; None where there was none."""
    reply: Reply | None = None
    """What the device makes of it; None where it is not for playing."""
    playback: Playback | None = None
    """When that plays, if nobody interrupts."""
    fault: Fault | None = None
    """What was wrong with the answer, if anything."""


class Device:
    """A speaker in the room: talk to it with `say`, let time go by with `wait`."""

    def __init__(
        self,
        *,
        clock: Clock,
        hear: Hear,
        post: Post,
        envelopes: Envelopes,
        voice: Voice,
        said_seconds: float = SAID,
        patience: float = 0.0,
    ) -> None:
        """`said_seconds` is let pass for each utterance, 0 where somebody really takes the time to say it;
        `patience` lengthens the silence that ends a session, in seconds, for voices slower than this one."""
        self._clock, self._hear, self._post = clock, hear, post
        self._envelopes, self._voice = envelopes, voice
        self._said_seconds, self._patience = said_seconds, timedelta(seconds=patience)
        self._session: Session | None = None
        self._playback = Playback(begins=clock.now(), seconds=0.0)

    @property
    def session_open(self) -> bool:
        """Whether words need no invocation name."""
        return self._session is not None

    @property
    def playback(self) -> Playback:
        """The last response as it plays; at first a silence that is over."""
        return self._playback

    def wait(self, until: datetime) -> tuple[Exchange, ...]:
        """Let time pass without a word; a session that silence ends on the way is one turn."""
        turns: tuple[Exchange, ...] = ()
        silent = self._playback.silent + self._patience
        if self._session and silent <= until:
            self._pass(silent)
            turns = self.fall_silent()
        self._pass(until)
        return turns

    def fall_silent(self) -> tuple[Exchange, ...]:
        """Nobody answered the reprompt: the session, if one is open, ends now."""
        return (self._end(self._session, "EXCEEDED_MAX_REPROMPTS"),) if self._session else ()

    def say(self, utterance: str, began: datetime | None = None) -> tuple[Exchange, ...]:
        """Speak to the device, from `began` (else from now) on; whatever it is saying stops.

        Turns come in the order they happened: a session that had ended before, the words, what they broke.
        """
        at = began or self._clock.now()
        before = self.wait(at)
        heard = self._hear(utterance, self.session_open)
        self._pass(at + timedelta(seconds=self._said_seconds))
        if not heard.reaches:
            return (*before, Exchange(at, utterance))
        # Opening the skill from inside its own session is a new session, too.
        session = Session() if self._session is None or heard.intent == LAUNCH else self._session
        turn = self._play(heard, session, Exchange(at, utterance))
        if turn.fault is None:
            return (*before, turn)
        error = {"type": turn.fault.kind, "message": turn.fault.reason}
        return (*before, turn, self._end(replace(session, new=False), "ERROR", error))

    def _play(self, heard: Heard, session: Session, turn: Exchange) -> Exchange:
        """Send words that reached the skill, and take over what comes back: the state and the sound."""
        stamp = self._clock.now()
        turn = self._send(turn, self._envelopes.heard(heard, session, stamp))
        try:
            reply = Reply() if turn.fault else read_reply(turn.response)
        except RefusedError as refused:
            turn, reply = replace(turn, fault=Fault("INVALID_RESPONSE", str(refused))), Reply()
        begins = max(stamp + timedelta(seconds=LEAD), self._clock.now())
        reprompt = None if reply.reprompt is None else self._voice.seconds(reply.reprompt)
        self._playback = Playback(begins, self._voice.seconds(reply.speech), reprompt)
        self._session = None if reply.closes else replace(session, attributes=reply.attributes, new=False)
        return replace(turn, reply=reply, playback=self._playback)

    def _end(self, session: Session, reason: str, error: dict[str, str] | None = None) -> Exchange:
        """Tell the skill that its session is over; whatever it answers is not played."""
        self._session = None
        now = self._clock.now()
        return self._send(Exchange(now), self._envelopes.ended(session, now, reason, error))

    def _send(self, turn: Exchange, envelope: dict[str, Any]) -> Exchange:
        turn = replace(turn, request=envelope)
        try:
            answer = self._post(envelope)
        except NoAnswerError as nobody:
            return replace(turn, fault=Fault(nobody.kind, str(nobody)))
        turn = replace(turn, status=answer.status)
        if answer.status != 200:
            return replace(turn, fault=Fault("INVALID_RESPONSE", f"the webhook answered {answer.status}"))
        try:
            return replace(turn, response=parse(answer.body))
        except RefusedError as refused:
            return replace(turn, fault=Fault("INVALID_RESPONSE", str(refused)))

    def _pass(self, until: datetime) -> None:
        self._clock.advance((until - self._clock.now()).total_seconds())
