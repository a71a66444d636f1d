"""The `hear` command's answer: what the interaction model makes of an utterance."""

from __future__ import annotations

from typing import Any

from skill.speaker.hearing import Heard, Slot


def as_json(heard: Heard) -> dict[str, Any]:
    """Plain JSON values: `intent` is null where the words reach nobody.

    A slot is its id, a list of ids where several match, and an empty list where the words name nothing
    known; a duration is its ISO 8601 text. Slots that were not spoken are left out.
    """
    slots = {name: _slot(slot) for name, slot in heard.slots.items()}
    return {"say": heard.say, "intent": heard.intent, "slots": slots, "exact": heard.exact}


def _slot(slot: Slot) -> str | list[str]:
    if slot.type.startswith("AMAZON."):
        return slot.spoken
    return slot.ids[0] if len(slot.ids) == 1 else list(slot.ids)
