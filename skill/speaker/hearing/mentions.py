"""Names of things found inside an utterance, also where the recogniser spelled them its own way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from skill.speaker.hearing.heard import Slot
from skill.speaker.hearing.model import DURATION, Model, SlotRef
from skill.speaker.hearing.text import alike
from skill.speaker.hearing.tongue import Words

_LIKE = 88
"""How alike (0 to 100) a misspelled name must be."""

_LONG_ENOUGH = 6
"""Letters below which a likeness says nothing."""

_FUZZY_WORDS = 4
"""Longer names are looked for as they are written."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of an utterance that name something."""

    start: int
    """First word."""
    end: int
    """Word after the last."""
    slot: Slot
    """What they name; its `name` is still empty."""


class Mentions:
    """Finds names of every type of a model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._names = {
            type_name: {alike(said, model.tongue): said for said in reversed(list(names.by_words))}
            for type_name, names in model.names.items()
        }
        self._longest = {type_name: max(map(len, names), default=0) for type_name, names in self._names.items()}
        self._texts = {
            type_name: {" ".join(loose): said for loose, said in names.items() if len(loose) <= _FUZZY_WORDS}
            for type_name, names in self._names.items()
        }
        self.vocabulary = frozenset(word for names in self._names.values() for said in names for word in said)
        """All words of all names."""
        samples = (part for sample in model.samples for part in alike(sample.literals, model.tongue))
        self._known = self.vocabulary.union(samples)

    def find(self, said: Words, type_name: str) -> list[Mention]:
        """What names something of a type in these words (in the form of `alike`), none inside another."""
        found = [*self._written(said, type_name), *self._misspelled(said, type_name)]
        widest_first = sorted(found, key=lambda mention: (mention.start - mention.end, mention.start))
        kept: list[Mention] = []
        for mention in widest_first:
            if all(mention.end <= other.start or mention.start >= other.end for other in kept):
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.start)

    def named(self, said: Words) -> Iterator[Mention]:
        """What names something of a custom type as it is written in the model."""
        for type_name in self._names:
            yield from self._written(said, type_name)

    def _written(self, said: Words, type_name: str) -> Iterator[Mention]:
        longest = self._model.longest(type_name) if type_name == DURATION else self._longest[type_name]
        for start in range(len(said)):
            for end in range(min(len(said), start + longest), start, -1):
                slot = self._slot(type_name, said[start:end])
                if slot:
                    yield Mention(start, end, slot)
                    break

    def _misspelled(self, said: Words, type_name: str) -> Iterator[Mention]:
        texts = self._texts.get(type_name, {})
        for start in range(len(said)):
            for end in range(start + 1, min(len(said), start + _FUZZY_WORDS) + 1):
                words = said[start:end]
                text = " ".join(words)
                if len(text) < _LONG_ENOUGH or self._known.issuperset(words):
                    continue
                like = process.extractOne(text, texts.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE)
                if like:
                    found = self._model.slot(SlotRef("", type_name), texts[like[0]])
                    if found:
                        yield Mention(start, end, Slot("", type_name, text, found.ids, found.values))

    def _slot(self, type_name: str, said: Words) -> Slot | None:
        ref = SlotRef("", type_name)
        if type_name == DURATION:
            return self._model.slot(ref, said)
        written = self._names[type_name].get(said)
        return self._model.slot(ref, written) if written else None
