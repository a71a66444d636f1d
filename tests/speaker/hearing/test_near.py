"""Near misses: polite, terse, misspelled, in another order; and what is near to nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from skill.speaker.hearing import Hearing

Hear = Callable[..., dict[str, Any]]

NEAR = {
    "um could you go a bit slower please": "PaceIntent",
    "Can you repeat that please?": "AMAZON.RepeatIntent",
    "okay next one please": "AMAZON.NextIntent",
    "how long have we got left": "TimeLeftIntent",
    "long how left is": "TimeLeftIntent",
    "how do i do the pelvick tilt": "HowToIntent",
    "i'm lying flat on my back now": "ReadyIntent",
    "ready ready": "ReadyIntent",
    "yes carry on": "AMAZON.ResumeIntent",
    "no skip it": "SkipIntent",
    "carry on yes": "AMAZON.ResumeIntent",
    "hold your horses i'm not ready": "MoreTimeIntent",
    "knees to my chest please if you can": "GoToExerciseIntent",
    "let me think i want the short one": "StartRoutineIntent",
    "can you hold it for twenty": "HoldLengthIntent",
    "could you explane the cat cow": "HowToIntent",
    "can we do only the cat cow and the pelvic tilt": "OnlyIntent",
    "please erase my history": "ForgetMeIntent",
    "well what comes next then": "WhereAmIIntent",
}


@pytest.mark.parametrize(("said", "intent"), NEAR.items())
def test_near_misses(said: str, intent: str, hear: Hear) -> None:
    assert hear(said)["intent"] == intent


@pytest.mark.parametrize("said", [said for said in NEAR if said != "Can you repeat that please?"])
def test_near_is_not_exact(said: str, hear: Hear) -> None:
    assert not hear(said)["exact"]


def test_near_misses_keep_what_is_named(hear: Hear) -> None:
    assert hear("how do i do the pelvick tilt")["slots"] == {"exercise": "pelvic_tilt"}
    assert hear("can you hold it for twenty")["slots"] == {"length": "PT20S"}
    assert hear("knees to my chest please if you can")["slots"] == {"exercise": "knee_to_chest"}
    two = hear("can we do only the cat cow and the pelvic tilt")["slots"]
    assert two == {"exercise": "cat_cow", "second": "pelvic_tilt"}


@pytest.mark.parametrize("said", ["what\u2019s next?", "WHATS NEXT", "what's next", "What's, next..."])
def test_case_punctuation_and_apostrophes_do_not_matter(said: str, hear: Hear) -> None:
    assert (hear(said)["intent"], hear(said)["exact"]) == ("WhereAmIIntent", True)


@pytest.mark.parametrize(
    "said",
    [
        "turn off the lights",
        "what's the weather like",
        "play some jazz",
        "set a timer for ten minutes",
        "who won the game last night",
        "order more toilet paper",
        "tell me a joke",
        "add milk to my shopping list",
        "what's two plus two",
        "what's the score",
        "what is the capital of france",
        "the kettle is boiling",
        "when is easter",
        "",
        "please",
        "...",
    ],
)
def test_talk_about_something_else_falls_back(said: str, hear: Hear) -> None:
    assert hear(said) == {"say": said, "intent": "AMAZON.FallbackIntent", "slots": {}, "exact": False}


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("oh that really hurts", "PainIntent"),
        ("stop stop it hurts my knee", "PainIntent"),
        ("no, it hurts", "PainIntent"),
        ("no, ow!", "PainIntent"),
        ("don't, it hurts", "PainIntent"),
        ("when I bend it hurts", "PainIntent"),
        ("next please, my knee is sore", "PainIntent"),
        ("it hurts and my leg's gone numb", "WarningSignIntent"),
        ("hang on my chest feels funny", "WarningSignIntent"),
        ("help, I've fallen", "WarningSignIntent"),
        ("carry on, but I've got pins and needles", "WarningSignIntent"),
        ("my foot feels numb and tingly", "WarningSignIntent"),
    ],
)
def test_pain_and_alarm_beat_all_else(said: str, intent: str, hear: Hear) -> None:
    assert hear(said)["intent"] == intent


@pytest.mark.parametrize(
    "said",
    [
        "no pain",
        "no pain at all",
        "it doesn't hurt any more",
        "my leg is not numb",
        "what if it hurts a bit",
        "if it hurts what should I do",
        "should this hurt",
        "will it hurt",
        "sorry I fell asleep",
        "the cat cow and knees to my chest please",
    ],
)
def test_pain_that_is_denied_or_only_thought_of(said: str, hear: Hear) -> None:
    assert hear(said)["intent"] not in ("PainIntent", "WarningSignIntent")


@pytest.mark.parametrize(
    ("said", "intent", "name"),
    [
        ("how do I do the flying dog", "HowToIntent", "flying dog"),
        ("how do I do the pigeon pose please", "HowToIntent", "pigeon pose"),
        ("skip to the child's pose", "GoToExerciseIntent", "childs pose"),
        ("okay can you explain the frog stretch", "HowToIntent", "frog stretch"),
    ],
)
def test_names_nobody_knows(said: str, intent: str, name: str, hearing: Hearing) -> None:
    heard = hearing.hear(said, in_session=True)
    assert (heard.intent, heard.exact) == (intent, False)
    assert heard.slots["exercise"].spoken == name
    assert heard.slots["exercise"].ids == ()


def test_an_unknown_name_is_an_empty_list(hear: Hear) -> None:
    assert hear("how do I do the flying dog")["slots"] == {"exercise": []}


@pytest.mark.parametrize("said", ["how do i do the", "how do i do the one that my old friend showed me"])
def test_what_cannot_be_a_name_is_none(said: str, hear: Hear) -> None:
    assert not hear(said)["slots"]
