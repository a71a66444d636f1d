"""The invocation name against Amazon's rules for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from skill.alexa.model.check import faults as model_faults
from skill.doctor.finding import Finding, advice, fault, well
from skill.words.store import Rules

_NAME = "invocation name"
_CHANGE = (
    "choose another in skill/words/en/hearing/invocation.toml, then run back-routine models; docs/deploying.md has some"
)


def invocation(model: Mapping[str, Any], rules: Rules) -> Iterator[Finding]:
    """One finding where all is well, else one for each rule that is broken."""
    name = str(model["interactionModel"]["languageModel"]["invocationName"])
    findings = [*_faults(model, name, rules), *_overlap(name, rules)]
    yield from findings or [well(_NAME, name)]


def samples(model: Mapping[str, Any]) -> Finding:
    """Whether Amazon builds the model, and no sentence reaches two intents."""
    found = [line for line in model_faults(model) if not line.startswith(_NAME)]
    if found:
        return fault("samples", "; ".join(found), "mend the sentences in skill/words/, then run back-routine models")
    intents = model["interactionModel"]["languageModel"]["intents"]
    return well("samples", f"{sum(len(intent['samples']) for intent in intents)}, each legal and in one intent only")


def _faults(model: Mapping[str, Any], name: str, rules: Rules) -> Iterator[Finding]:
    yield from (fault(_NAME, line, _CHANGE) for line in model_faults(model) if line.startswith(_NAME))
    words = name.split()
    if len(words) == 2:
        for word in words:
            if word in rules.small_words:
                yield fault(_NAME, f'"{name}": of two words, none may be "{word}"', _CHANGE)
    for word in words:
        if word in rules.ailments or word in rules.claims:
            yield fault(_NAME, f'"{name}": "{word}" makes it a medical claim', _CHANGE)


def _overlap(name: str, rules: Rules) -> Iterator[Finding]:
    for word in name.split():
        if word in rules.overlaps:
            wrong = f'"{name}": Amazon has {word}s of its own, and may take what is said for one of them'
            yield advice(_NAME, wrong, f'say "open {name}", which does not; or {_CHANGE}')
