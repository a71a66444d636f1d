"""Faults of an interaction model that Amazon refuses, or that would send words to the wrong intent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

from skill.alexa.model.build import SAMPLES_PER_INTENT
from skill.alexa.model.contract import MUST_HAVE_SAMPLES, required

Model = Mapping[str, Any]
"""The inner `languageModel`."""

_SLOT = re.compile(r"\{(\w+)\}")
_SAMPLE = re.compile(r"(?:[a-z]+(?:'[a-z]+)*|\{[a-z_]+\})(?: (?:[a-z]+(?:'[a-z]+)*|\{[a-z_]+\}))*")
_WORDS = re.compile(r"[a-z]+(?:'[a-z]+)*(?: [a-z]+(?:'[a-z]+)*)*")
_NAME = re.compile(r"[A-Za-z_]+")
_ID = re.compile(r"[a-z_]+")

BUILT_IN = {"AMAZON.DURATION": ("five minutes", "ten minute", "thirty seconds", "a minute", "half an hour")}
"""Built-in slot types in use, with some of what they hear."""

_PLATFORM = frozenset(("alexa", "amazon", "echo", "computer", "skill", "app", "ziggy"))
_LAUNCH = frozenset(("launch", "ask", "tell", "load", "begin", "enable"))
_CONNECTING = frozenset(("to", "from", "by", "if", "and", "whether", "for"))

RESERVED = _PLATFORM | _LAUNCH | _CONNECTING
"""Words an invocation name may not hold."""

NAME_LENGTHS = range(2, 51)
"""Characters an invocation name may have."""

_SHORTEST = 20
"""Names tried in each slot of a sample that has several."""

MOST_SYNONYMS_TOGETHER = 50_000
"""Values and synonyms of all types together."""


def faults(model: Mapping[str, Any]) -> list[str]:
    """One line for each fault; empty for a model that Amazon builds and that keeps its intents apart."""
    inner: Model = model["interactionModel"]["languageModel"]
    return [fault for check in _CHECKS for fault in check(inner)]


def _invocation(model: Model) -> Iterator[str]:
    name = model["invocationName"]
    if not _WORDS.fullmatch(name) or len(name) not in NAME_LENGTHS or " " not in name:
        yield f'invocation name "{name}": two or more lower-case words of 2 to 50 characters are wanted'
    for word in name.split():
        if word in RESERVED:
            yield f'invocation name "{name}": "{word}" is reserved'


def _contract(model: Model) -> Iterator[str]:
    intents = {intent["name"]: intent for intent in model["intents"]}
    for name, slots in required().items():
        if name not in intents:
            yield f"{name}: missing"
            continue
        declared = {slot["name"] for slot in intents[name].get("slots", [])}
        yield from (f"{name}: slot {slot} is missing" for slot in sorted(slots - declared))
        if name in MUST_HAVE_SAMPLES and not intents[name]["samples"]:
            yield f"{name}: has no samples"
    yield from (f"{name}: the skill does not answer it" for name in intents if name not in required())


def _slots(model: Model) -> Iterator[str]:
    types = {slot_type["name"] for slot_type in model["types"]} | set(BUILT_IN)
    for intent in model["intents"]:
        slots = intent.get("slots", [])
        for slot in slots:
            if slot["type"] not in types:
                yield f"{intent['name']}: slot {slot['name']} has the unknown type {slot['type']}"
        declared = {slot["name"] for slot in slots}
        used = {name for sample in intent["samples"] for name in _SLOT.findall(sample)}
        yield from (f"{intent['name']}: no slot {name}" for name in sorted(used - declared))
        yield from (f"{intent['name']}: no sample uses the slot {name}" for name in sorted(declared - used))


def _samples(model: Model) -> Iterator[str]:
    for intent in model["intents"]:
        name, samples = intent["name"], intent["samples"]
        if len(samples) > SAMPLES_PER_INTENT:
            yield f"{name}: {len(samples)} samples, {SAMPLES_PER_INTENT} are allowed"
        for sample, count in Counter(samples).items():
            if count > 1:
                yield f'{name}: "{sample}" stands there {count} times'
            if not _SAMPLE.fullmatch(sample):
                yield f'{name}: "{sample}" has characters that no sample may have'
            if max(Counter(_SLOT.findall(sample)).values(), default=0) > 1:
                yield f'{name}: "{sample}" has a slot twice'


def _types(model: Model) -> Iterator[str]:
    total = 0
    for slot_type in model["types"]:
        name = slot_type["name"]
        if not _NAME.fullmatch(name):
            yield f"type {name}: only letters and underscores are allowed"
        for ident, count in Counter(value["id"] for value in slot_type["values"]).items():
            if count > 1 or not _ID.fullmatch(ident):
                yield f"type {name}: the id {ident} stands there {count} times, or is no plain word"
        for value in slot_type["values"]:
            said = _said(value)
            total += len(said)
            yield from (f'type {name}: "{word}" stands there twice' for word, n in Counter(said).items() if n > 1)
            yield from (f'type {name}: "{word}" has illegal characters' for word in said if not _WORDS.fullmatch(word))
    if total > MOST_SYNONYMS_TOGETHER:
        yield f"{total} values and synonyms, {MOST_SYNONYMS_TOGETHER} are allowed"


def _clashes(model: Model) -> Iterator[str]:
    """Sentences that two intents claim, once the slots are filled with what they may hold."""
    fillings = {slot_type["name"]: _fillings(slot_type) for slot_type in model["types"]} | BUILT_IN
    claimed: dict[str, tuple[str, str]] = {}
    for intent in model["intents"]:
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for sample in intent["samples"]:
            reported = False
            for sentence in _filled(sample, types, fillings):
                other, their_sample = claimed.setdefault(sentence, (intent["name"], sample))
                if other != intent["name"] and not reported:
                    reported = True
                    yield (f'"{sentence}" reaches both {other} ("{their_sample}") and {intent["name"]} ("{sample}")')


def _filled(sample: str, types: Mapping[str, str], fillings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every sentence of a sample with one slot; with more slots, those made of the shortest names."""
    names = _SLOT.findall(sample)
    choices = [fillings.get(types.get(name, ""), ()) for name in names]
    before, _, rest = sample.partition("{")
    inner, _, after = rest.rpartition("}")
    if not names:
        yield sample
    elif len(names) == 1:
        yield from (f"{before}{said}{after}" for said in choices[0])
    else:
        known = {said for choice in choices for said in choice}
        shortest = (sorted(choice, key=len)[:_SHORTEST] for choice in choices)
        for said in product(*shortest):
            named = f"{{{inner}}}".format(**dict(zip(names, said, strict=True)))
            # "Cat and cow" is one name; that it is two as well keeps nothing apart.
            if named not in known:
                yield f"{before}{named}{after}"


def _fillings(slot_type: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for value in slot_type["values"] for word in _said(value)))


def _said(value: Mapping[str, Any]) -> list[str]:
    return [value["name"]["value"], *value["name"].get("synonyms", [])]


_CHECKS: tuple[Callable[[Model], Iterator[str]], ...] = (_invocation, _contract, _slots, _samples, _types, _clashes)
