"""A conversation in the terminal: type what you would say, read what is spoken as it is spoken."""

from __future__ import annotations

import sys
from datetime import datetime, timedelta

from rich.console import Console

from skill.speaker.clock import Clock, RealClock, VirtualClock
from skill.speaker.device import SAID, Device, Exchange
from skill.speaker.envelope import ENDED
from skill.speaker.keyboard import Keyboard, Lines, Typed
from skill.speaker.local import AppFactory, Household, in_process
from skill.speaker.playing import LISTENS, Voice
from skill.speaker.reply import Reply
from skill.speaker.speech import Pause, Speech

PATIENCE = 1.0
"""Seconds that a terminal may be behind the clock before a session ends without it."""


def talk(household: Household, make_app: AppFactory, *, fast: bool) -> None:
    """Talk on standard input and output until either ends."""
    clock: Clock = VirtualClock() if fast else RealClock()
    # Whoever types takes the time to say it themselves.
    said, patience = (SAID, 0.0) if fast else (0.0, PATIENCE)
    device = in_process(household, make_app, clock, said_seconds=said, patience=patience)
    keyboard: Keyboard = Typed() if sys.stdin.isatty() else Lines(sys.stdin)
    screen = Console()
    if sys.stdin.isatty():
        screen.print("(type what you would say; Ctrl-D ends)", style="dim", highlight=False)
    Talk(device, clock, household.voice, keyboard, screen, fast=fast).run()


class Talk:
    """Between a keyboard, a device and a screen."""

    def __init__(
        self, device: Device, clock: Clock, voice: Voice, keyboard: Keyboard, screen: Console, *, fast: bool
    ) -> None:
        """`fast` does not wait: everything appears at once, and the (virtual) clock is moved to its end."""
        self._device, self._clock, self._voice = device, clock, voice
        self._keyboard, self._screen, self._fast = keyboard, screen, fast
        self._reply = Reply()

    def run(self) -> None:
        """Until the input ends or Ctrl-C."""
        began: datetime | None = None
        try:
            while (words := self._keyboard.line()) is not None:
                for turn in self._device.say(words, began):
                    self._show(turn)
                began = self._listen()
        except KeyboardInterrupt:
            self._screen.print()

    def _listen(self) -> datetime | None:
        """Play the response until somebody begins; returns when they did, None where nobody is awaited."""
        reply, self._reply = self._reply, Reply()
        if self._play(reply.speech, self._device.playback.begins):
            return self._clock.now()
        if self._fast or not self._keyboard.live or not self._device.session_open:
            return None
        for reprompt in (reply.reprompt, None):
            self._aside("listening")
            if self._keyboard.begun(LISTENS) or self._play(reprompt, self._clock.now()):
                return self._clock.now()
            if reprompt is None:
                break
        for turn in self._device.fall_silent():
            self._show(turn)
        return None

    def _play(self, speech: Speech | None, moment: datetime) -> bool:
        """Whether somebody interrupted it."""
        try:
            return self._print(speech, moment)
        finally:
            if speech and speech.pieces:
                self._screen.print()

    def _print(self, speech: Speech | None, moment: datetime) -> bool:
        for words, seconds in self._voice.pieces(speech):
            if self._interrupted(moment):
                return True
            if words:
                self._screen.print(words, end=" ", markup=False, highlight=False, soft_wrap=True)
            else:
                self._screen.print(str(Pause(seconds)), style="dim", highlight=False)
            moment += timedelta(seconds=seconds)
        return self._interrupted(moment)

    def _interrupted(self, moment: datetime) -> bool:
        """Wait until then; True as soon as somebody begins."""
        if self._fast:
            self._clock.advance((moment - self._clock.now()).total_seconds())
            return False
        return self._keyboard.begun((moment - self._clock.now()).total_seconds())

    def _show(self, turn: Exchange) -> None:
        """Keep what is to be played; say what a listener could not hear."""
        self._reply = turn.reply or Reply()
        if turn.fault:
            self._aside(f"the speaker cannot play the answer: {turn.fault.reason}")
        if turn.request is None:
            self._aside("nobody was spoken to: begin with the invocation name")
        elif turn.request["request"]["type"] == ENDED:
            self._aside(f"the session ends: {turn.request['request']['reason']}")

    def _aside(self, text: str) -> None:
        self._screen.print(f"({text})", style="dim", markup=False, highlight=False)
