from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from skill.doctor.command import MODELS
from skill.doctor.naming import invocation, samples
from skill.words import store

RULES = store.load("en-US").rules
MODEL = json.loads((MODELS / "en-US.json").read_text(encoding="utf-8"))


def named(name: str) -> dict[str, Any]:
    model: dict[str, Any] = deepcopy(MODEL)
    model["interactionModel"]["languageModel"]["invocationName"] = name
    return model


@pytest.mark.parametrize("name", ["gentle back stretches", "back stretch coach", "morning back stretch"])
def test_names_that_amazon_takes(name: str) -> None:
    [finding] = invocation(named(name), RULES)
    assert (finding.ok, finding.seen) == (True, name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("stretches", "two or more lower-case words"),
        ("Back Stretches", "two or more lower-case words"),
        ("back stretches 2", "two or more lower-case words"),
        ("back " * 10 + "stretch", "2 to 50 characters"),
        ("alexa stretch coach", '"alexa" is reserved'),
        ("start to stretch", '"to" is reserved'),
        ("my stretches", 'of two words, none may be "my"'),
        ("the stretches", 'of two words, none may be "the"'),
        ("back pain coach", '"pain" makes it a medical claim'),
        ("back stretch cure", '"cure" makes it a medical claim'),
    ],
)
def test_names_that_amazon_refuses(name: str, reason: str) -> None:
    found = [finding for finding in invocation(named(name), RULES) if not finding.passes]
    assert any(reason in finding.wrong for finding in found)
    assert all("back-routine models" in finding.todo for finding in found)


def test_a_name_that_amazons_own_features_may_take_is_no_fault() -> None:
    [finding] = invocation(named("my back routine"), RULES)
    assert finding.passes
    assert "Amazon has routines of its own" in finding.wrong


def test_samples_that_amazon_builds() -> None:
    assert samples(MODEL).ok


def test_a_sample_in_two_intents_and_one_that_is_illegal() -> None:
    model = named("my back routine")
    yes, no, *_ = model["interactionModel"]["languageModel"]["intents"]
    no["samples"] = [*no["samples"][1:], yes["samples"][0], "no?"]
    finding = samples(model)
    assert not finding.passes
    assert "reaches both" in finding.wrong
    assert '"no?" has characters that no sample may have' in finding.wrong
