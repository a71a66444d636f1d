"""Scripts as sound: cue by cue, with exactly the pauses they ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from skill.routine.cue import Cue, Mark, Say, Script, Wait
from skill.routine.place import Place
from tests.audio.synthesiser import FASTEST, SLOWEST, Samples, Synthesiser


@dataclass(frozen=True)
class Voice:
    """A synthesiser at one speed."""

    synthesiser: Synthesiser
    """Who speaks."""
    words_a_minute: int
    """How fast."""

    @classmethod
    def lasting(cls, synthesiser: Synthesiser, texts: Iterable[str], seconds: float) -> Voice:
        """The voice at the one speed at which all these texts together come closest to lasting so long."""
        texts = tuple(texts)
        slow, fast = SLOWEST, FASTEST
        while fast - slow > 1:
            middle = (slow + fast) // 2
            if cls(synthesiser, middle).total(texts) > seconds:
                slow = middle
            else:
                fast = middle
        return min(
            (cls(synthesiser, speed) for speed in (slow, fast)), key=lambda voice: abs(voice.total(texts) - seconds)
        )

    def samples(self, text: str) -> Samples:
        """A text as sound, trimmed."""
        return self.synthesiser.speak(text, self.words_a_minute)

    def total(self, texts: Iterable[str]) -> float:
        """Seconds of some texts, without pauses."""
        return sum(len(self.samples(text)) for text in texts) / self.synthesiser.rate


@dataclass(frozen=True)
class Heard:
    """One cue of a rendered script."""

    cue: Cue
    """What was asked for."""
    start: float
    """The second of its first sample."""
    end: float
    """The second after its last sample."""


@dataclass(frozen=True)
class Spoken:
    """Words, and when they are heard."""

    text: str
    """The words."""
    start: float
    """The second of the first sample."""
    end: float
    """The second after the last sample."""


@dataclass(frozen=True, eq=False)
class Rendering:
    """A script as it sounds."""

    samples: Samples
    """All of it."""
    rate: int
    """Samples a second."""
    cues: tuple[Heard, ...]
    """Each cue with its time, in order."""

    @classmethod
    def of(cls, script: Script, voice: Voice) -> Rendering:
        """A script in a voice."""
        rate = voice.synthesiser.rate
        parts = [_samples(cue, voice) for cue in script]
        edges = [samples / rate for samples in accumulate(map(len, parts), initial=0)]
        heard = (Heard(cue, start, end) for cue, (start, end) in zip(script, pairwise(edges), strict=True))
        return cls(np.concatenate(parts), rate, tuple(heard))

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    @property
    def passages(self) -> list[tuple[Place, list[Spoken]]]:
        """What is said in each segment, in order; without what comes before the first."""
        passages: list[tuple[Place, list[Spoken]]] = []
        for heard in self.cues:
            if isinstance(heard.cue, Mark):
                passages.append((heard.cue.place, []))
            elif isinstance(heard.cue, Say) and passages:
                passages[-1][1].append(Spoken(heard.cue.text, heard.start, heard.end))
        return passages


def _samples(cue: Cue, voice: Voice) -> Samples:
    match cue:
        case Say():
            return voice.samples(cue.text)
        case Wait():
            return np.zeros(round(cue.seconds * voice.synthesiser.rate), np.int16)
        case _:
            return np.zeros(0, np.int16)
