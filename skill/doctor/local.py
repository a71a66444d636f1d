"""The skill itself, examined as those who certify it would: names, sentences, texts, conversations."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from skill.doctor import step
from skill.doctor.finding import Finding
from skill.doctor.listing import icons, listing
from skill.doctor.naming import invocation, samples
from skill.doctor.talking import Talk, phrases, talks
from skill.publishing import Package, Site
from skill.speaker.device import Device
from skill.speaker.hearing import Hearing
from skill.speaker.hearing import tongue as tongues
from skill.words import store

ANY = Site("example.org")
"""Where the skill is served does not matter here."""


@dataclass(frozen=True, slots=True)
class Examination:
    """An examination to come."""

    models: Path
    """The interaction models."""
    make_device: Callable[[str], Device]
    """A speaker in a locale, beside the skill itself, on a clock that is moved by hand."""

    def findings(self) -> Iterator[Finding]:
        """All of them, as they are made."""
        yield step.models(self.models)
        for locale in Package(self.models, ANY).locales:
            for finding in self._of(locale):
                yield replace(finding, name=f"{locale} {finding.name}")

    def _of(self, locale: str) -> Iterator[Finding]:
        package, words = Package(self.models, ANY), store.load(locale)
        model = json.loads((self.models / f"{locale}.json").read_text(encoding="utf-8"))
        yield from invocation(model, words.rules)
        yield samples(model)
        yield listing(locale, package.manifest(), words)
        yield icons(locale, package.manifest(), package.files())
        name = model["interactionModel"]["languageModel"]["invocationName"]
        talk = Talk(self.make_device(locale), Hearing.load(locale).hear, model, words.rules, name)
        yield from talks(talk)
        yield from phrases(talk, words.phrases, tongues.load(words.language).wake_word)
