"""A conversation as people read it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import datetime, timedelta

from skill.speaker.device import Exchange
from skill.speaker.envelope import ENDED
from skill.speaker.playing import LISTENS, Voice
from skill.speaker.speech import Speech

_NARROWEST = 40
"""Columns that the text keeps on the narrowest terminal."""


class Transcript:
    """Writes down one turn after the other, with minutes and seconds since the start."""

    def __init__(self, start: datetime, voice: Voice, width: int = 100) -> None:
        self._start, self._voice, self._width = start, voice, width
        self._last: Exchange | None = None

    def turn(self, turn: Exchange) -> Iterator[str]:
        """The lines of one turn; what became of the last one's speech comes first."""
        yield from self._since(turn.at)
        if turn.heard is not None:
            yield from self._line(turn.at, "you", turn.heard)
            if turn.request is None:
                yield self._aside("nobody was spoken to: begin with the invocation name")
        elif turn.request and turn.request["request"]["type"] == ENDED:
            yield self._aside(f"the session ends: {turn.request['request']['reason']}")
        if turn.fault:
            yield self._aside(f"the speaker cannot play the answer: {turn.fault.reason}")
        elif turn.reply and turn.playback:
            yield from self._line(turn.playback.begins, "speaker", turn.reply.speech.text)
            if turn.reply.closes:
                yield self._aside("the session is over")
        self._last = turn

    def _since(self, until: datetime) -> Iterator[str]:
        """An interruption, or a reprompt that was heard before the next words."""
        last, self._last = self._last, None
        if not last or not last.reply or not last.playback:
            return
        if until < last.playback.ends and last.fault is None:
            yield self._aside(self._interrupted(last.reply.speech, (until - last.playback.begins).total_seconds()))
        begins = last.playback.ends + timedelta(seconds=LISTENS)
        if last.reply.reprompt and begins < until:
            yield from self._line(begins, "speaker", last.reply.reprompt.text)

    def _interrupted(self, speech: Speech, seconds: float) -> str:
        """How much was heard in so many seconds."""
        heard = ""
        for words, length in self._voice.pieces(speech):
            if seconds <= 0:
                break
            heard, seconds = words or heard, seconds - length
        return f'interrupted at "{heard}"' if heard else "interrupted before the first word"

    def _line(self, at: datetime, who: str, text: str) -> Iterator[str]:
        minutes, seconds = divmod(int((at - self._start).total_seconds()), 60)
        head = f"{minutes:3}:{seconds:02}  {who:7}  "
        width = max(_NARROWEST, self._width - len(head))
        for line in textwrap.wrap(text, width, break_on_hyphens=False) or [""]:
            yield head + line
            head = " " * len(head)

    @staticmethod
    def _aside(text: str) -> str:
        return f"{'':8}({text})"
