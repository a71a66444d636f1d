from __future__ import annotations

import numpy as np
import pytest

from skill.routine.cue import Mark, Say, Script, Wait
from skill.routine.place import Place
from tests.audio.conftest import VoiceAt
from tests.audio.rendering import Rendering
from tests.audio.synthesiser import LOUD, synthesiser, trimmed

SCRIPT = Script((Say("And begin."), Mark(Place(0, "hold")), Say("Hold."), Wait(2.5), Say("Let go.")))


def test_words_begin_and_end_with_sound() -> None:
    samples = synthesiser().speak("Hold.", 130)
    assert len(samples) > synthesiser().rate / 5
    assert abs(int(samples[0])) > LOUD
    assert abs(int(samples[-1])) > LOUD


def test_nothing_but_silence_is_trimmed_to_nothing() -> None:
    assert trimmed(np.zeros(100, np.int16)).size == 0


def test_pauses_are_exact_and_silent(voice_at: VoiceAt) -> None:
    rendering = Rendering.of(SCRIPT, voice_at(1.0))
    pause = rendering.cues[3]
    assert pause.end - pause.start == pytest.approx(2.5, abs=1e-4)
    assert not rendering.samples[round(pause.start * rendering.rate) : round(pause.end * rendering.rate)].any()


def test_the_whole_is_its_words_and_its_pauses(voice_at: VoiceAt) -> None:
    voice = voice_at(1.0)
    words = voice.total(["And begin.", "Hold.", "Let go."])
    assert Rendering.of(SCRIPT, voice).seconds == pytest.approx(words + 2.5, abs=1e-4)


def test_words_are_told_by_segment(voice_at: VoiceAt) -> None:
    ((place, words),) = Rendering.of(SCRIPT, voice_at(1.0)).passages
    assert place == Place(0, "hold")
    assert [spoken.text for spoken in words] == ["Hold.", "Let go."]
