"""Matching to the letter: a sample's own words, its slots filled with names as they stand in the model."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from skill.speaker.hearing.heard import Slot
from skill.speaker.hearing.model import Model, Sample, SlotRef
from skill.speaker.hearing.tongue import Words


@dataclass(frozen=True, slots=True)
class Match:
    """A sample that the words fit."""

    intent: str
    """Whose sample it is."""
    slots: dict[str, Slot]
    """What was named."""


class Letter:
    """Finds the sample that is what was said."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._plain: dict[Words, Sample] = {}
        self._by_first: dict[str, list[Sample]] = defaultdict(list)
        for sample in model.samples:
            if not sample.slots:
                self._plain.setdefault(sample.literals, sample)
            else:
                first = sample.parts[0]
                self._by_first[first if isinstance(first, str) else ""].append(sample)
        for samples in self._by_first.values():
            # The more of it is fixed, the surer the sample: "one more" before "{exercise}".
            samples.sort(key=lambda sample: (-len(sample.literals), len(sample.slots)))

    def match(self, said: Words, *, bare_numbers: bool = False) -> Match | None:
        """The surest sample that the words fit, or None."""
        if not said:
            return None
        plain = self._plain.get(said)
        if plain:
            return Match(plain.intent, {})
        candidates = sorted(
            (*self._by_first.get(said[0], ()), *self._by_first.get("", ())),
            key=lambda sample: (len(sample.slots), -len(sample.literals)),
        )
        for sample in candidates:
            # A number alone is a length only next to words that say so.
            slots = self._fill(sample.parts, said, bare_numbers and bool(sample.literals))
            if slots is not None:
                return Match(sample.intent, slots)
        return None

    def _fill(self, parts: tuple[str | SlotRef, ...], said: Words, bare: bool) -> dict[str, Slot] | None:
        """Slots of the parts where the words fit them to the end; the longest name that fits goes first."""
        if not parts:
            return None if said else {}
        first, rest = parts[0], parts[1:]
        if isinstance(first, str):
            return self._fill(rest, said[1:], bare) if said[:1] == (first,) else None
        room = len(said) - len(rest)
        for size in range(min(room, self._model.longest(first.type)), 0, -1):
            slot = self._model.slot(first, said[:size], bare_numbers=bare)
            after = self._fill(rest, said[size:], bare) if slot else None
            if slot and after is not None:
                return {slot.name: slot, **after}
        return None
