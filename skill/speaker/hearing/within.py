"""Sentences and names said in the middle of other words: "hold your horses, I'm not ready"."""

from __future__ import annotations

from skill.speaker.hearing.alarm import URGENT
from skill.speaker.hearing.heard import Slot
from skill.speaker.hearing.letter import Match
from skill.speaker.hearing.mentions import Mentions
from skill.speaker.hearing.model import Model
from skill.speaker.hearing.text import alike, find
from skill.speaker.hearing.tongue import Words

_TELLING = 3
"""Words that make a sentence telling wherever it stands."""

_NAME = 2
"""Words that make a name one that nobody says by chance."""


class Within:
    """Finds whole samples, else whole names, inside what was said."""

    def __init__(self, model: Model, mentions: Mentions) -> None:
        self._tongue, self._mentions = model.tongue, mentions
        sentences = {
            alike(sample.literals, model.tongue): sample.intent
            for sample in reversed(model.samples)
            if not sample.slots and sample.intent not in URGENT
        }
        telling = {words: intent for words, intent in sentences.items() if len(words) >= _TELLING}
        self._longest_first = sorted(telling.items(), key=lambda entry: (-len(entry[0]), entry))
        self._bare = {
            sample.slots[0].type: (sample.intent, sample.slots[0].name)
            for sample in model.samples
            if sample.slots and len(sample.parts) == 1
        }

    def match(self, said: Words) -> Match | None:
        """The longest telling sample in these words, else the first name that is a sentence by itself."""
        loose = alike(said, self._tongue)
        for words, intent in self._longest_first:
            if find(loose, words) >= 0:
                return Match(intent, {})
        for mention in self._mentions.named(loose):
            if mention.slot.type in self._bare and mention.end - mention.start >= _NAME:
                intent, name = self._bare[mention.slot.type]
                slot = mention.slot
                return Match(intent, {name: Slot(name, slot.type, slot.spoken, slot.ids, slot.values)})
        return None
