"""What every interaction model must offer: the intents the skill answers, with the slots it reads."""

from __future__ import annotations

from skill.alexa.intents import MEANINGS, Meaning

MUST_HAVE_SAMPLES = frozenset(MEANINGS) - {"AMAZON.FallbackIntent"}
"""Fallback is what fits no sample, so it has none."""


def required() -> dict[str, frozenset[str]]:
    """Names of the slots that each intent must have, by intent."""
    return {name: _slots(meaning) for name, meaning in MEANINGS.items()}


def _slots(meaning: Meaning) -> frozenset[str]:
    read = (meaning.exercise, meaning.second, meaning.routine, meaning.choice, meaning.seconds)
    return frozenset(name for name in read if name)
