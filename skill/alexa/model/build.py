"""The interaction model as Amazon wants it, as plain JSON values."""

from __future__ import annotations

from typing import Any

from skill.alexa.model.sentences import spread
from skill.words.hearing import Hearing, Intent, SlotType

SAMPLES_PER_INTENT = 40
"""Amazon generalises from samples: more of them blur the intents into each other."""


def build(heard: Hearing) -> dict[str, Any]:
    """The model; it is the same for every locale of a language."""
    language_model = {
        "invocationName": heard.invocation_name,
        "modelConfiguration": {"fallbackIntentSensitivity": {"level": heard.fallback_sensitivity}},
        "intents": [*map(_intent, heard.intents), {"name": "AMAZON.FallbackIntent", "samples": []}],
        "types": [*map(_type, heard.types)],
    }
    return {"interactionModel": {"languageModel": language_model}}


def _intent(intent: Intent) -> dict[str, Any]:
    built: dict[str, Any] = {"name": intent.name}
    if intent.slots:
        built["slots"] = [{"name": name, "type": type_name} for name, type_name in intent.slots.items()]
    built["samples"] = list(spread(intent.templates, SAMPLES_PER_INTENT))
    return built


def _type(slot_type: SlotType) -> dict[str, Any]:
    values = [
        {"id": value.id, "name": {"value": value.name, "synonyms": list(value.synonyms)}} for value in slot_type.values
    ]
    return {"name": slot_type.name, "values": values}
