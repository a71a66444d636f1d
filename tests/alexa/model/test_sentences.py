"""Sentences out of templates."""

from __future__ import annotations

from skill.alexa.model.sentences import expand, spread
from skill.words.hearing import load


def test_the_plainest_sentence_comes_first() -> None:
    assert expand("[please] (say|read) that again") == (
        "say that again",
        "read that again",
        "please say that again",
        "please read that again",
    )


def test_slots_stay_slots() -> None:
    assert expand("how do i do [the] {exercise}") == ("how do i do {exercise}", "how do i do the {exercise}")


def test_the_choice_takes_something_of_every_template() -> None:
    assert spread(["(a|b|c)", "(d|e)", "f", "f"], limit=4) == ("a", "d", "f", "b")


def test_every_template_has_a_sentence_in_the_model() -> None:
    for intent in load("en").intents:
        chosen = set(spread(intent.templates, 40))
        for template in intent.templates:
            assert chosen.intersection(expand(template)), f"{intent.name}: {template}"
