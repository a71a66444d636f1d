"""Hearing as Amazon hears: through the interaction model, to the letter first, then by likeness."""

from __future__ import annotations

from typing import Self

from skill.speaker.hearing import tongue as tongues
from skill.speaker.hearing.alarm import URGENT, Alarm
from skill.speaker.hearing.heard import FALLBACK, LAUNCH, Heard
from skill.speaker.hearing.invocation import asked
from skill.speaker.hearing.letter import Letter, Match
from skill.speaker.hearing.mentions import Mentions
from skill.speaker.hearing.model import Model, read
from skill.speaker.hearing.nearness import Nearness
from skill.speaker.hearing.text import once, without, words
from skill.speaker.hearing.tongue import Words
from skill.speaker.hearing.unknown import Unknown
from skill.speaker.hearing.within import Within

_ANSWERS = frozenset({"AMAZON.YesIntent", "AMAZON.NoIntent"})
"""Said before something else, these only lead up to it."""


class Hearing:
    """Hears through one interaction model."""

    def __init__(self, model: Model) -> None:
        mentions = Mentions(model)
        self._model, self._tongue = model, model.tongue
        self._letter = Letter(model)
        self._alarm = Alarm(model, mentions)
        self._nearness = Nearness(model, mentions)
        self._within = Within(model, mentions)
        self._unknown = Unknown(model)

    @classmethod
    def load(cls, locale: str) -> Self:
        """Through the model of a locale; FileNotFoundError for a language without one."""
        tongue = tongues.load(locale.partition("-")[0].lower())
        return cls(read(locale, tongue))

    def hear(self, utterance: str, in_session: bool) -> Heard:
        """What an utterance is taken for; a leading wake word is not part of it."""
        said = words(utterance, self._tongue)
        said = said[1:] if said[:1] == (self._tongue.wake_word,) else said
        request = asked(said, self._model.invocation, self._tongue)
        if request == ():
            return Heard(utterance, True, LAUNCH, exact=True)
        if request is None and not in_session:
            return Heard(utterance, reaches=False)
        request = said if request is None else request
        match = self._letter.match(request)
        if match:
            return Heard(utterance, True, match.intent, match.slots, exact=True)
        near = self._near(request)
        return Heard(utterance, True, near.intent, near.slots) if near else Heard(utterance, True, FALLBACK)

    def _near(self, said: Words) -> Match | None:
        """The first way of hearing these words that gives a meaning, the surest way first."""
        said = once(said)
        plainer = without(said, self._tongue.hesitations)
        plainest = without(plainer, self._tongue.padding)
        urgent = self._alarm.intent(said)
        return (
            self._letter.match(plainer, bare_numbers=True)
            or (Match(urgent, {}) if urgent else None)
            or self._letter.match(plainest, bare_numbers=True)
            or self._joined(plainer)
            or self._nearness.nearest(plainer)
            or self._nearness.nearest(plainest)
            or self._within.match(plainer)
            or self._unknown.match(plainer)
            or self._unknown.match(plainest)
        )

    def _joined(self, said: Words) -> Match | None:
        """Two sentences in one breath, where both mean the same or one only leads up to the other."""
        for at in range(1, len(said)):
            first, second = self._whole(said[:at]), self._whole(said[at:])
            # "No pain" is not "no" and "pain": what hurts was looked for before.
            if first and second and not {first.intent, second.intent}.intersection(URGENT):
                if first.intent == second.intent or second.intent in _ANSWERS:
                    return first
                if first.intent in _ANSWERS:
                    return second
        return None

    def _whole(self, said: Words) -> Match | None:
        return self._letter.match(said) or self._letter.match(without(said, self._tongue.padding))
