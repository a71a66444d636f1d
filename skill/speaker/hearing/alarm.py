"""Words of pain and of alarm, found in the middle of whatever else was said."""

from __future__ import annotations

from skill.speaker.hearing.mentions import Mentions
from skill.speaker.hearing.model import Model
from skill.speaker.hearing.text import alike, find
from skill.speaker.hearing.tongue import Words

WARNING, PAIN = "WarningSignIntent", "PainIntent"

URGENT = (WARNING, PAIN)
"""Intents that beat every other, the first first."""

_BEFORE = 2
"""How many words before a pain may take it back: "no real pain"."""

_MASK = ("",)


class Alarm:
    """Looks for the samples of the urgent intents inside longer utterances."""

    def __init__(self, model: Model, mentions: Mentions) -> None:
        self._tongue = model.tongue
        self._mentions = mentions
        self._phrases = {
            intent: [
                alike(sample.literals, model.tongue)
                for sample in model.samples
                if sample.intent == intent and not sample.slots
            ]
            for intent in URGENT
        }

    def intent(self, said: Words) -> str | None:
        """The most urgent intent with a sample in these words that nothing takes back; None where there is none."""
        loose = self._masked(alike(said, self._tongue))
        for intent, phrases in self._phrases.items():
            if any(self._stands(loose, phrase) for phrase in phrases):
                return intent
        return None

    def _stands(self, said: Words, phrase: Words) -> bool:
        at = find(said, phrase)
        while at >= 0:
            if not self._taken_back(said[max(0, at - _BEFORE) : at], phrase):
                return True
            at = find(said, phrase, at + 1)
        return False

    def _taken_back(self, before: Words, phrase: Words) -> bool:
        tongue = self._tongue
        if tongue.conditions.intersection(before):
            return True
        deniable = len(phrase) == 1 and phrase[0] not in tongue.cries
        return deniable and bool(tongue.denials.intersection(before))

    def _masked(self, said: Words) -> Words:
        """The words without names of several words: "my chest" is no alarm in "knees to my chest"."""
        for mention in self._mentions.named(said):
            if mention.end - mention.start > 1:
                said = said[: mention.start] + _MASK * (mention.end - mention.start) + said[mention.end :]
        return said
