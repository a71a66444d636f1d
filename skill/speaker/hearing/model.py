"""The interaction model as it is matched against: samples as words and slots, names as words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.speaker.hearing.durations import MOST_WORDS, duration
from skill.speaker.hearing.heard import Slot
from skill.speaker.hearing.text import words
from skill.speaker.hearing.tongue import Tongue, Words

FOLDER = Path(__file__).resolve().parents[3] / "interaction_model"
"""Where the generated models lie."""

DURATION = "AMAZON.DURATION"

_PART = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class SlotRef:
    """A place in a sample where something is named."""

    name: str
    """The slot."""
    type: str
    """Its type."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One sentence of one intent."""

    intent: str
    """Whose it is."""
    parts: tuple[str | SlotRef, ...]
    """Words and slots in order."""

    @property
    def literals(self) -> Words:
        """Its words, without the slots."""
        return tuple(part for part in self.parts if isinstance(part, str))

    @property
    def slots(self) -> tuple[SlotRef, ...]:
        """Its slots in order."""
        return tuple(part for part in self.parts if isinstance(part, SlotRef))


@dataclass(frozen=True)
class Names:
    """What a custom slot type hears."""

    by_words: Mapping[Words, tuple[tuple[str, str], ...]]
    """Id and first name of each value, by the words that name it."""
    longest: int
    """Words in the longest name."""


@dataclass(frozen=True)
class Model:
    """One locale's interaction model, read."""

    invocation: Words
    """The invocation name."""
    samples: tuple[Sample, ...]
    """All samples, in the order of the file."""
    names: Mapping[str, Names]
    """Custom types by name."""
    tongue: Tongue
    """The language it is in."""

    def longest(self, type_name: str) -> int:
        """How many words a slot of this type may take."""
        return MOST_WORDS if type_name == DURATION else self.names[type_name].longest

    def slot(self, ref: SlotRef, said: Words, *, bare_numbers: bool = False) -> Slot | None:
        """The slot as these words fill it, or None where they do not."""
        if ref.type == DURATION:
            length = duration(said, self.tongue, bare=bare_numbers)
            return Slot(ref.name, ref.type, length) if length else None
        found = self.names[ref.type].by_words.get(said)
        if not found:
            return None
        ids, values = zip(*found, strict=True)
        return Slot(ref.name, ref.type, " ".join(said), ids, values)


def read(locale: str, tongue: Tongue) -> Model:
    """The model of a locale, else of another locale of its language; FileNotFoundError where there is none."""
    language = locale.partition("-")[0]
    files = [
        FOLDER / f"{locale}.json",
        FOLDER / f"{language}-US.json",
        *sorted(FOLDER.glob(f"{language}-*.json")),
    ]
    for file in files:
        if file.is_file():
            return parse(json.loads(file.read_text(encoding="utf-8")), tongue)
    raise FileNotFoundError(f"no interaction model for {locale} in {FOLDER}")


def parse(data: Mapping[str, Any], tongue: Tongue) -> Model:
    """A model file's JSON, ready for matching."""
    inner = data["interactionModel"]["languageModel"]
    return Model(
        invocation=words(inner["invocationName"], tongue),
        samples=tuple(_samples(inner["intents"], lambda text: words(text, tongue))),
        names={entry["name"]: _names(entry["values"], lambda text: words(text, tongue)) for entry in inner["types"]},
        tongue=tongue,
    )


def _samples(intents: list[dict[str, Any]], split: Callable[[str], Words]) -> Iterator[Sample]:
    for intent in intents:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for sample in intent["samples"]:
            parts: list[str | SlotRef] = []
            for at, piece in enumerate(_PART.split(sample)):
                parts.extend([SlotRef(piece, types[piece])] if at % 2 else split(piece))
            yield Sample(intent["name"], tuple(parts))


def _names(values: list[dict[str, Any]], split: Callable[[str], Words]) -> Names:
    by_words: dict[Words, dict[str, str]] = {}
    for value in values:
        name = value["name"]["value"]
        for said in (name, *value["name"].get("synonyms", [])):
            by_words.setdefault(split(said), {})[value["id"]] = name
    return Names({said: tuple(found.items()) for said, found in by_words.items()}, max(map(len, by_words), default=0))
