"""What the speaker knows of a language beyond the interaction model: fillers, launch words, numbers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from importlib.resources import files

Words = tuple[str, ...]


@dataclass(frozen=True)
class Clock:
    """Words that spoken lengths of time are made of."""

    units: Mapping[str, int]
    """Seconds, by unit."""
    joint: str
    """Between parts: "a minute and a half"."""
    of: str
    """As in "a couple of minutes"."""
    parts: Mapping[str, Fraction]
    """Halves and quarters."""
    couple: str
    """A word for two."""


@dataclass(frozen=True)
class Tongue:
    """One language, as the part of Amazon's hearing that does not depend on a skill."""

    wake_word: str
    """What the device listens for."""
    articles: frozenset[str]
    """What may stand before a name."""
    hesitations: tuple[Words, ...]
    """What adds nothing."""
    padding: tuple[Words, ...]
    """What rarely adds anything."""
    alike: Mapping[str, Words]
    """Words written otherwise before sentences are compared by likeness."""
    conditions: frozenset[str]
    """Words after which a pain is only thought of."""
    denials: frozenset[str]
    """Words that deny the word after them."""
    cries: frozenset[str]
    """Words that no denial reaches."""
    launch: tuple[Words, ...]
    """Openings of a bare launch, before the invocation name."""
    ask: tuple[Words, ...]
    """Openings of a one-shot, before the invocation name."""
    connectors: tuple[Words, ...]
    """Between the invocation name and what is asked."""
    joints: tuple[Words, ...]
    """Between what is asked and the invocation name."""
    polite: tuple[Words, ...]
    """What may stand before an opening."""
    numbers: Mapping[str, int]
    """Number words to ninety-nine, tens and units joined by a space; "a" is one."""
    ones: frozenset[str]
    """Words for one that are articles too."""
    clock: Clock
    """Words for lengths of time."""

    def spelled(self, number: int) -> str:
        """A number below a hundred in words; others stay digits."""
        return self._spellings.get(number, str(number))

    @cached_property
    def _spellings(self) -> dict[int, str]:
        return {number: words for words, number in self.numbers.items() if words not in self.ones}


@cache
def load(language: str) -> Tongue:
    """A language's tongue; FileNotFoundError where the speaker does not know the language."""
    data = tomllib.loads((files(__package__) / f"{language}.toml").read_text(encoding="utf-8"))
    invocation, durations = data["invocation"], data["durations"]
    parts = {durations["half"]: Fraction(1, 2)} | {word: Fraction(1, 4) for word in durations["quarter"]}
    return Tongue(
        wake_word=data["wake_word"],
        articles=frozenset(data["articles"]),
        hesitations=_phrases(data["hesitations"]),
        padding=_phrases(data["padding"]),
        alike={word: tuple(written.split()) for word, written in data["alike"].items()},
        conditions=frozenset(data["taken_back"]["conditions"]),
        denials=frozenset(data["taken_back"]["denials"]),
        cries=frozenset(data["taken_back"]["cries"]),
        launch=_phrases(invocation["launch"]),
        ask=_phrases(invocation["ask"]),
        connectors=_phrases(invocation["connectors"]),
        joints=_phrases(invocation["joints"]),
        polite=_phrases(invocation["polite"]),
        numbers=_numbers(data["numbers"]),
        ones=frozenset(data["numbers"]["one"]),
        clock=Clock(durations["units"], durations["and"], durations["of"], parts, durations["couple"]),
    )


def _phrases(said: list[str]) -> tuple[Words, ...]:
    """Phrases as tokens, the longest first, so that a greedy search finds them whole."""
    tokens = {tuple(phrase.replace("'", "").split()) for phrase in said}
    return tuple(sorted(tokens, key=lambda words: (-len(words), words)))


def _numbers(data: Mapping[str, list[str]]) -> dict[str, int]:
    small = {word: number for number, word in enumerate(data["words"])}
    tens = {word: 10 * number for number, word in enumerate(data["tens"]) if word}
    joined = {f"{ten} {data['words'][unit]}": tens[ten] + unit for ten in tens for unit in range(1, 10)}
    return small | tens | joined | dict.fromkeys(data["one"], 1)
