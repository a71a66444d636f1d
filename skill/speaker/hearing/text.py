"""Utterances as words that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from skill.speaker.hearing.tongue import Tongue, Words

_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def words(utterance: str, tongue: Tongue) -> Words:
    """Lower-case words: no punctuation, apostrophes dropped ("whats"), numbers below a hundred spelled out."""
    found = _WORD.findall(_APOSTROPHES.sub("", utterance.lower()))
    spelled = (tongue.spelled(int(word)) if word.isdecimal() else word for word in found)
    return tuple(word for group in spelled for word in group.split())


def without(said: Words, phrases: Iterable[Words]) -> Words:
    """The words with every one of these phrases left out, wherever it stands; the first phrases first."""
    for phrase in phrases:
        at = find(said, phrase)
        while at >= 0:
            said = said[:at] + said[at + len(phrase) :]
            at = find(said, phrase)
    return said


def find(said: Sequence[str], phrase: Sequence[str], start: int = 0) -> int:
    """Where the phrase stands among the words; -1 where it does not."""
    size = len(phrase)
    for at in range(start, len(said) - size + 1):
        if said[at : at + size] == phrase:
            return at
    return -1


def once(said: Words) -> Words:
    """The words without those said twice in a row: "stop, stop" is "stop"."""
    return tuple(word for at, word in enumerate(said) if at == 0 or said[at - 1] != word)


def alike(said: Words, tongue: Tongue) -> Words:
    """The words in the form in which likeness is measured: contractions written out, near twins made one."""
    return tuple(part for word in said for part in tongue.alike.get(word, (word,)))
