"""A speech synthesiser for tests: what is spoken as sound, so that lengths are measured and not believed."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import espeakng_loader
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
"""Sound, one channel."""

SLOWEST, FASTEST = 80, 450
"""Words a minute: what the synthesiser can be set to."""

LOUD = 300
"""Amplitude, of 32 767, below which the edges of an utterance count as silence."""

_SYNCHRONOUS = 2
_RATE = 1
_CHARACTERS = 1
_UTF8 = 1
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Synthesiser:
    """Speaks English; get it with `synthesiser()`, since there is one for a process, and for one thread at a time."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self.rate: int = self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, 0)
        """Samples a second."""
        if self.rate <= 0:
            raise RuntimeError("the synthesiser does not start")
        self._chunks: list[Samples] = []
        # Held here: the library keeps no reference of its own.
        self._callback = _CALLBACK(self._take)
        self._library.espeak_SetSynthCallback(self._callback)
        if self._library.espeak_SetVoiceByName(b"en-us") != 0:
            raise RuntimeError("the synthesiser has no American English")
        self._known: dict[tuple[str, int], Samples] = {}

    def speak(self, text: str, words_a_minute: int) -> Samples:
        """A text as sound, without the silence before and after it; rendered once."""
        key = text, words_a_minute
        if key not in self._known:
            self._known[key] = trimmed(self._rendered(text, words_a_minute))
        return self._known[key]

    def _rendered(self, text: str, words_a_minute: int) -> Samples:
        self._chunks.clear()
        self._library.espeak_SetParameter(_RATE, words_a_minute, 0)
        data = text.encode()
        self._library.espeak_Synth(data, len(data) + 1, 0, _CHARACTERS, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        return np.concatenate([np.zeros(0, np.int16), *self._chunks])

    def _take(self, samples: Any, count: int, _events: Any) -> int:
        if samples and count > 0:
            self._chunks.append(np.ctypeslib.as_array(samples, (count,)).copy())
        return 0


@cache
def synthesiser() -> Synthesiser:
    """The one of this process."""
    return Synthesiser()


def trimmed(samples: Samples) -> Samples:
    """Sound without the silence at its edges."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > LOUD)
    return samples[loud[0] : loud[-1] + 1] if loud.size else samples[:0]
