"""Plays a transcript: the local speaker, signed requests, the whole application, a virtual clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from skill.diary import open_diary
from skill.settings import Settings
from skill.speaker.certificates import Signer
from skill.speaker.clock import VirtualClock
from skill.speaker.device import SAID, Exchange
from skill.speaker.envelope import ENDED, Envelopes, Session
from skill.speaker.local import DIARY_SECONDS, Household
from skill.speaker.playing import LISTENS
from skill.speaker.webhook import InProcess
from skill.web.app import create_app
from tests.conversations.listeners import remembered
from tests.conversations.marking import Marking
from tests.conversations.matching import Spoken
from tests.conversations.transcript import SILENCE, Later, Said, Transcript, read_transcript

SKILL_ID = "amzn1.ask.skill.conversations"
START = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
NOBODY = "somebody"
"""Whoever speaks with a voice that Amazon does not recognise."""


@dataclass(frozen=True, slots=True)
class Played:
    """What became of one turn."""

    said: Said
    """The turn as it is written down."""
    moment: str
    """When it came, as it would be written down."""
    spoken: Spoken
    """What was heard; nothing where nothing was."""
    ends: bool
    """Whether the session was over then."""
    nobody: bool
    """Whether the words reached nobody."""
    exchanges: tuple[Exchange, ...]
    """Requests and responses."""


@cache
def play(file: Path) -> tuple[Played, ...]:
    """A whole transcript, once, however many tests ask about it."""
    transcript = read_transcript(file)
    room = Room(transcript)
    played: list[Played] = []
    for turn in transcript.turns:
        if isinstance(turn, Later):
            room.leave(turn)
        else:
            played.append(room.take(turn))
    return tuple(played)


class Room:
    """A listener and a speaker in a room."""

    def __init__(self, transcript: Transcript) -> None:
        settings = Settings(skill_id=SKILL_ID)
        household = _household(
            transcript.header("locale", "en-US"),
            transcript.header("account", "local"),
            float(transcript.header("voice", "1")),
        )
        self._voice = household.voice
        self._clock = VirtualClock(START)
        diary = open_diary("sqlite://", settings.hashing_key)
        memory = remembered(transcript.headers.get("as", []), START)
        if memory is not None:
            diary.write(_listener(household), memory, version=0)
        signer = _signer()
        app = create_app(
            settings,
            diary=diary,
            clock=self._clock.now,
            trust_roots=signer.trust_roots,
            fetch=signer.fetch,
            zones=lambda _device: "",
            diary_seconds=DIARY_SECONDS,
        )
        self._marking = Marking(signer, InProcess(app), voice=_known(transcript.header("speaks", NOBODY)))
        self._make_device = partial(household.device, self._clock, signer, self._marking, said_seconds=SAID, patience=0)
        self._device = self._make_device()
        self._entered = self._free = START
        self._heard = self._reprompt = Spoken("", ())
        self._reprompted = False

    def leave(self, later: Later) -> None:
        """Nobody speaks for a while; the next session's moments count from then on."""
        assert later.device or not self._device.session_open, "a session is still open"
        self._device.wait(self._free + timedelta(seconds=later.seconds))
        if later.device:
            self._device = self._make_device()
            self._marking.devices += 1
        if later.voice is not None:
            self._marking.voice = _known(later.voice)
        self._entered = self._free = self._clock.now()

    def take(self, said: Said) -> Played:
        """One turn."""
        return self._keep_silent(said) if said.words == SILENCE else self._say(said)

    def _say(self, said: Said) -> Played:
        at = self._at(said)
        moment = self._moment(said, at)
        assert not self._device.wait(at), "the session had ended: silence has a line of its own"
        exchanges = self._device.say(said.words)
        (turn, *broken) = exchanges
        assert not turn.fault, turn.fault
        assert not broken
        self._heard = Spoken.of(turn.reply.speech if turn.reply else None, self._voice)
        self._reprompt = Spoken.of(turn.reply.reprompt if turn.reply else None, self._voice)
        self._free = self._device.playback.ends if turn.request else self._clock.now()
        self._reprompted = False
        ends = not self._device.session_open and turn.request is not None
        return Played(said, moment, self._heard, ends, turn.request is None, exchanges)

    def _keep_silent(self, said: Said) -> Played:
        """The first silence brings the reprompt, another one the end of the session."""
        assert self._device.session_open, "no session is open"
        moment = self._moment(said, self._free)
        reply = self._device.playback
        if self._reprompted:
            ended = self._device.wait(reply.silent)
            kinds = [turn.request["request"]["type"] for turn in ended if turn.request]
            self._free = self._clock.now()
            return Played(said, moment, Spoken("", ()), kinds == [ENDED], False, ended)
        assert reply.reprompt_seconds is not None, "an open session without a reprompt"
        self._reprompted = True
        self._free += timedelta(seconds=LISTENS + reply.reprompt_seconds)
        return Played(said, moment, self._reprompt, False, False, self._device.wait(self._free))

    def _at(self, said: Said) -> datetime:
        if said.after is not None:
            second = self._heard.after(said.after)
            assert second is not None, f'"{said.after}" is not heard in "{self._heard.text}"'
            return self._device.playback.begins + timedelta(seconds=second)
        if said.moment.startswith("+"):
            return self._device.playback.begins + timedelta(seconds=int(said.moment))
        return self._free

    def _moment(self, said: Said, at: datetime) -> str:
        """As it is written at the left."""
        if said.moment.startswith("+"):
            return f"+{(at - self._device.playback.begins).total_seconds():.0f}"
        minutes, seconds = divmod(round((at - self._entered).total_seconds()), 60)
        return f"{minutes}:{seconds:02}"


@cache
def _household(locale: str, account: str, rate: float) -> Household:
    """One for all who live alike: what it hears by takes long to read, and nothing that is heard changes it."""
    return Household(SKILL_ID, locale=locale, account=account, rate=rate)


@cache
def _signer() -> Signer:
    """One for all, for its key takes long to make; whoever trusts it is made anew with every play."""
    return Signer(START)


def _known(voice: str) -> str | None:
    """A voice that is recognised."""
    return None if voice == NOBODY else voice


def _listener(household: Household) -> str:
    """What Amazon calls the account."""
    envelopes = Envelopes(household.skill_id, account=household.account)
    return str(envelopes.ended(Session(), START, "")["session"]["user"]["userId"])
