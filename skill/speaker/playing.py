"""How long speech lasts on the speaker's own voice, and when the microphone is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from skill.speaker.speech import Pause, Speech
from skill.words import speech as estimator

LISTENS = 8.0
"""Seconds the microphone stays open after speech, and again after the reprompt."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice whose speed the skill does not know."""

    rate: float = 1.0
    """1.15 speaks fifteen per cent faster than the skill estimates."""
    language: str = "en"
    """Whose words it speaks."""

    def seconds(self, speech: Speech | None) -> float:
        """How long it all lasts; 0 for nothing."""
        return sum(seconds for _, seconds in self.pieces(speech))

    def pieces(self, speech: Speech | None) -> Iterator[tuple[str, float]]:
        """Each sentence and each pause with its length in seconds; the words of a pause are empty."""
        for piece in speech.pieces if speech else ():
            if isinstance(piece, Pause):
                yield "", piece.seconds
                continue
            # Sentences said in one go take other than their sum: the run's length is shared out among them.
            alone = [estimator.seconds(sentence, self.language) for sentence in piece.sentences]
            together = estimator.seconds(piece.text, self.language) / self.rate
            for sentence, seconds in zip(piece.sentences, alone, strict=True):
                yield sentence, together * seconds / sum(alone)


@dataclass(frozen=True, slots=True)
class Playback:
    """One response as it plays."""

    begins: datetime
    """The first sound."""
    seconds: float
    """Of speech, pauses included."""
    reprompt_seconds: float | None = None
    """Of the reprompt; None where there is none."""

    @property
    def ends(self) -> datetime:
        """The last sound; from here on the microphone is open, if the session is."""
        return self.begins + timedelta(seconds=self.seconds)

    @property
    def silent(self) -> datetime:
        """When a session ends because nobody answered."""
        again = 0.0 if self.reprompt_seconds is None else self.reprompt_seconds + LISTENS
        return self.ends + timedelta(seconds=LISTENS + again)
