from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from bench.walk import walk
from skill.conversation.memory import Memory
from skill.routine.cue import Say
from skill.words.speech import seconds
from tests.audio.rendering import Voice
from tests.audio.synthesiser import synthesiser

VoiceAt = Callable[[float], Voice]


@pytest.fixture(scope="session")
def voice_at() -> VoiceAt:
    """Voices by how many times as fast as estimated they speak.

    One speed for all words: that at which the speech of the whole routine, as a first listener hears it, lasts as
    long as estimated, divided by the rate.
    """
    texts = [cue.text for turn in walk(Memory()) for cue in turn.script if isinstance(cue, Say)]
    estimated = sum(map(seconds, texts))

    @cache
    def at(rate: float) -> Voice:
        return Voice.lasting(synthesiser(), texts, estimated / rate)

    return at
