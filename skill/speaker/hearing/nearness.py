"""Near misses: the sample most like what was said, where none is what was said."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from skill.speaker.hearing.alarm import URGENT
from skill.speaker.hearing.heard import Slot
from skill.speaker.hearing.letter import Match
from skill.speaker.hearing.mentions import Mention, Mentions
from skill.speaker.hearing.model import Model, Sample, SlotRef
from skill.speaker.hearing.text import alike, without
from skill.speaker.hearing.tongue import Words

NEAR = 0.7
"""How like a sample (0 to 1) words must be to reach its intent."""

NEAR_IN_OUR_WORDS = 0.6
"""The same for words that all stand in some sample: talk about something else has words of its own."""

URGENT_NEAR = 0.66
"""The same for words of pain and alarm, which are sooner heard once too often than not at all."""

_WORDS_WEIGH = 0.75
"""Share of the words in the likeness; their order has the rest."""

_SLOT_WEIGHS = 2.0
_FOREIGN_WEIGHS = 0.75
_PADDING_WEIGHS = 0.5
_SPELLED_LIKE = 84
_SPELLABLE = 4


@dataclass(frozen=True, slots=True)
class _Loose:
    """A sample in the form in which likeness is measured."""

    sample: Sample
    """Where it comes from."""
    words: Words
    """Its words, each slot as its type in braces."""
    weight: float
    """Of all its words."""


class Nearness:
    """Measures utterances against all samples of a model, by words weighted by how telling they are."""

    def __init__(self, model: Model, mentions: Mentions) -> None:
        self._model, self._mentions = model, mentions
        self._padding = {phrase[0] for phrase in model.tongue.padding if len(phrase) == 1}
        loose = {self._loose(sample): sample for sample in reversed(model.samples)}
        self._weights = _weights({(words, sample.intent) for words, sample in loose.items()})
        self._rarest = max(self._weights.values(), default=1.0)
        self._by_types: dict[Words, list[_Loose]] = defaultdict(list)
        for words, sample in loose.items():
            types = tuple(slot.type for slot in sample.slots)
            self._by_types[types].append(_Loose(sample, words, self._weigh(words)))
        calm = {word for words, sample in loose.items() if sample.intent not in URGENT for word in words}
        # No word is corrected into pain or alarm: "score" is not "sore".
        self._spellings = sorted(word for word in calm if len(word) >= _SPELLABLE)

    def nearest(self, said: Words) -> Match | None:
        """The intent of the sample most like these words, or None where all are too far."""
        said = self._spelled(alike(said, self._model.tongue))
        said = without(said, self._model.tongue.hesitations) or said
        best: dict[str, tuple[float, Match]] = {}
        for score, match in self._scored(said):
            if score > best.get(match.intent, (0.0,))[0]:
                best[match.intent] = (score, match)
        for intent in URGENT:
            if best.get(intent, (0.0,))[0] >= URGENT_NEAR and not self._taken_back(said):
                return best[intent][1]
        calm = [scored for scored in best.values() if scored[1].intent not in URGENT]
        if not calm:
            return None
        score, match = max(calm, key=lambda scored: scored[0])
        return match if score >= (NEAR_IN_OUR_WORDS if self._ours(said) else NEAR) else None

    def _taken_back(self, said: Words) -> bool:
        """Whether pain and alarm may be denied in these words; "I can not" is a complaint of its own."""
        back = self._model.tongue.denials | self._model.tongue.conditions
        return any(word in back and said[at - 1 : at] != ("can",) for at, word in enumerate(said))

    def _ours(self, said: Words) -> bool:
        """Whether all words stand in samples, or name something."""
        foreign = [at for at, word in enumerate(said) if word not in self._weights]
        if not foreign:
            return True
        named = {at for mention in self._mentions.named(said) for at in range(mention.start, mention.end)}
        return named.issuperset(foreign)

    def _scored(self, said: Words) -> Iterator[tuple[float, Match]]:
        """Every sample that has a word in common with these, with its likeness."""
        for types, samples in self._by_types.items():
            for words, mentions in self._abstracted(said, types):
                weight, counted = self._weigh(words), Counter(words)
                for loose in samples:
                    common = self._common(counted, loose.words)
                    if common:
                        score = self._likeness(words, loose, 2 * common / (weight + loose.weight))
                        yield score, Match(loose.sample.intent, _filled(loose.sample, mentions))

    def _abstracted(self, said: Words, types: Words) -> Iterator[tuple[Words, Sequence[Mention]]]:
        """The words with things named in them put as their types, in each way that gives this row of types."""
        if not types:
            yield said, ()
            return
        found = self._mentions.find(said, types[0])
        for mentions in combinations(found, len(types)):
            words = list(said)
            for mention in reversed(mentions):
                words[mention.start : mention.end] = [_braced(mention.slot.type)]
            yield tuple(words), mentions

    def _common(self, counted: Counter[str], words: Words) -> float:
        """Weight of the words that both have."""
        left = dict(counted)
        common = 0.0
        for word in words:
            if left.get(word, 0):
                left[word] -= 1
                common += self._weight(word)
        return common

    def _likeness(self, words: Words, loose: _Loose, overlap: float) -> float:
        order = Indel.normalized_similarity(words, loose.words)
        return _WORDS_WEIGH * overlap + (1 - _WORDS_WEIGH) * order

    def _weigh(self, words: Words) -> float:
        return sum(map(self._weight, words))

    def _weight(self, word: str) -> float:
        if word.startswith("{"):
            return _SLOT_WEIGHS
        weight = self._weights.get(word, _FOREIGN_WEIGHS * self._rarest)
        return min(weight, _PADDING_WEIGHS) if word in self._padding else weight

    def _loose(self, sample: Sample) -> Words:
        tongue = self._model.tongue
        words: list[str] = []
        for part in sample.parts:
            words.extend([_braced(part.type)] if isinstance(part, SlotRef) else alike((part,), tongue))
        return without(tuple(words), tongue.hesitations) or tuple(words)

    def _spelled(self, said: Words) -> Words:
        """The words with each one nobody says here put as the one most like it, if any is."""
        return tuple(self._spell(word) for word in said)

    def _spell(self, word: str) -> str:
        known = word in self._weights or word in self._mentions.vocabulary or word in self._model.tongue.numbers
        if known or len(word) < _SPELLABLE:
            return word
        like = process.extractOne(word, self._spellings, scorer=fuzz.ratio, score_cutoff=_SPELLED_LIKE)
        return like[0] if like else word


def _weights(samples: set[tuple[Words, str]]) -> dict[str, float]:
    """How telling each word is: the fewer intents use it, the more."""
    intents: dict[str, set[str]] = defaultdict(set)
    for words, intent in samples:
        for word in words:
            intents[word].add(intent)
    total = len({intent for _, intent in samples})
    return {word: math.log(1 + total / len(users)) for word, users in sorted(intents.items())}


def _filled(sample: Sample, mentions: Sequence[Mention]) -> dict[str, Slot]:
    pairs = zip(sample.slots, mentions, strict=True)
    return {ref.name: replace(mention.slot, name=ref.name) for ref, mention in pairs}


def _braced(type_name: str) -> str:
    return f"{{{type_name}}}"
