"""The checker finds each planted fault, and none in the model as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from skill.alexa.model.check import MOST_SYNONYMS_TOGETHER, faults

Inner = dict[str, Any]


def _intent(inner: Inner, name: str) -> dict[str, Any]:
    return next(intent for intent in inner["intents"] if intent["name"] == name)


def _type(inner: Inner, name: str) -> list[dict[str, Any]]:
    return next(entry["values"] for entry in inner["types"] if entry["name"] == name)


def _add(name: str, sample: str) -> Callable[[Inner], None]:
    """Plant a sample; it takes the last one's place, so that there are not too many."""
    return lambda inner: _intent(inner, name)["samples"].__setitem__(-1, sample)


def _twice(inner: Inner) -> None:
    samples = _intent(inner, "ForgetMeIntent")["samples"]
    samples[-1] = samples[0]


def _too_many(inner: Inner) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    _intent(inner, "ForgetMeIntent")["samples"] = [f"zz{a}{b}" for a in letters for b in "yz"]


def _drop_intent(inner: Inner) -> None:
    inner["intents"].remove(_intent(inner, "PainIntent"))


def _stranger(inner: Inner) -> None:
    inner["intents"].append({"name": "SingIntent", "samples": ["sing a song"]})


def _drop_slot(inner: Inner) -> None:
    _intent(inner, "WhyIntent")["slots"] = []


def _no_samples(inner: Inner) -> None:
    _intent(inner, "ReadyIntent")["samples"] = []


def _unused_slot(inner: Inner) -> None:
    _intent(inner, "ReadyIntent")["slots"] = [{"name": "spare", "type": "Exercise"}]


def _unknown_type(inner: Inner) -> None:
    _intent(inner, "WhyIntent")["slots"][0]["type"] = "Animal"


def _invoke(name: str) -> Callable[[Inner], None]:
    return lambda inner: inner.__setitem__("invocationName", name)


def _type_name(inner: Inner) -> None:
    inner["types"].append({"name": "Type 2", "values": []})


def _id_twice(inner: Inner) -> None:
    _type(inner, "Pace")[0]["id"] = "faster"


def _odd_id(inner: Inner) -> None:
    _type(inner, "Pace")[0]["id"] = "Slower!"


def _synonym_twice(inner: Inner) -> None:
    _type(inner, "Pace")[0]["name"]["synonyms"].append("slow")


def _synonym_digits(inner: Inner) -> None:
    _type(inner, "Pace")[0]["name"]["synonyms"].append("50 percent")


def _name_clash(inner: Inner) -> None:
    _type(inner, "Exercise")[0]["name"]["synonyms"].append("next")


def _too_many_synonyms(inner: Inner) -> None:
    _type(inner, "Pace")[0]["name"]["synonyms"] = ["slow"] * (MOST_SYNONYMS_TOGETHER + 1)


@pytest.mark.parametrize(
    ("plant", "fault"),
    [
        pytest.param(_twice, 'ForgetMeIntent: "forget me" stands there 2 times', id="sample-twice"),
        pytest.param(_too_many, "ForgetMeIntent: 52 samples, 40 are allowed", id="too-many-samples"),
        pytest.param(_add("PainIntent", "forget me"), '"forget me" reaches both', id="sample-in-two-intents"),
        pytest.param(_name_clash, '"next" reaches both GoToExerciseIntent ("{exercise}")', id="name-is-a-sample"),
        pytest.param(_add("WhyIntent", "{exercise}"), "reaches both GoToExerciseIntent", id="bare-slot-twice"),
        pytest.param(_add("MoreTimeIntent", "five minutes"), '"five minutes" reaches both', id="duration-clash"),
        pytest.param(_add("PainIntent", "it hurts 2"), '"it hurts 2" has characters', id="digit"),
        pytest.param(_add("PainIntent", "stop, it hurts"), '"stop, it hurts" has characters', id="comma"),
        pytest.param(_add("PainIntent", "why?"), '"why?" has characters', id="question-mark"),
        pytest.param(_add("PainIntent", "Ouch there"), '"Ouch there" has characters', id="capital"),
        pytest.param(_add("WhyIntent", "why {animal}"), "WhyIntent: no slot animal", id="undeclared-slot"),
        pytest.param(_add("WhyIntent", "why {exercise} or {exercise}"), "has a slot twice", id="slot-twice"),
        pytest.param(_unused_slot, "ReadyIntent: no sample uses the slot spare", id="unused-slot"),
        pytest.param(_unknown_type, "slot exercise has the unknown type Animal", id="unknown-type"),
        pytest.param(_drop_intent, "PainIntent: missing", id="intent-missing"),
        pytest.param(_stranger, "SingIntent: the skill does not answer it", id="intent-nobody-answers"),
        pytest.param(_drop_slot, "WhyIntent: slot exercise is missing", id="slot-missing"),
        pytest.param(_no_samples, "ReadyIntent: has no samples", id="no-samples"),
        pytest.param(_invoke("back"), 'invocation name "back": two or more', id="one-word-name"),
        pytest.param(_invoke("My Routine 2"), 'invocation name "My Routine 2": two or more', id="odd-name"),
        pytest.param(_invoke("ask my back"), '"ask" is reserved', id="reserved-name"),
        pytest.param(_type_name, "type Type 2: only letters", id="type-name"),
        pytest.param(_id_twice, "type Pace: the id faster stands there 2 times", id="id-twice"),
        pytest.param(_odd_id, "type Pace: the id Slower!", id="odd-id"),
        pytest.param(_synonym_twice, 'type Pace: "slow" stands there twice', id="synonym-twice"),
        pytest.param(_synonym_digits, 'type Pace: "50 percent" has illegal', id="synonym-digits"),
        pytest.param(_too_many_synonyms, "values and synonyms, 50000 are allowed", id="too-many-synonyms"),
    ],
)
def test_a_planted_fault_is_named(plant: Callable[[Inner], None], fault: str, model: dict[str, Any]) -> None:
    plant(model["interactionModel"]["languageModel"])
    assert any(fault in found for found in faults(model)), faults(model)


def test_the_model_has_no_faults(model: dict[str, Any]) -> None:
    assert faults(model) == []
