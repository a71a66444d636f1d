"""Asking for the skill from outside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from skill.speaker.hearing import Hearing

Hear = Callable[..., dict[str, Any]]

VERBS = ["open", "start", "launch", "begin", "run", "load", "do", "ask", "play", "resume", "use"]


@pytest.mark.parametrize("verb", [*VERBS, "talk to", "can you start", "please open", "um open", ""])
def test_a_bare_launch(verb: str, hear: Hear) -> None:
    for end in ("", ", please", " now"):
        said = f"Alexa, {verb} my back routine{end}"
        heard = hear(said, outside=True)
        assert (heard["intent"], heard["slots"], heard["exact"]) == ("LaunchRequest", {}, True)


@pytest.mark.parametrize(
    ("said", "intent", "slots"),
    [
        ("ask my back routine how do I do the cat cow", "HowToIntent", {"exercise": "cat_cow"}),
        ("Alexa, ask my back routine to start the short one", "StartRoutineIntent", {"routine": "short"}),
        ("tell my back routine to leave out the cow face", "LeaveOutIntent", {"exercise": "cow_face"}),
        ("open my back routine and do the short one", "StartRoutineIntent", {"routine": "short"}),
        ("ask my back routine for the morning one", "StartRoutineIntent", {"routine": "morning"}),
        ("start the five minute routine with my back routine", "StartRoutineIntent", {"length": "PT5M"}),
        ("start the five minute routine in my back routine", "StartRoutineIntent", {"length": "PT5M"}),
        ("do the cat cow using my back routine", "GoToExerciseIntent", {"exercise": "cat_cow"}),
        ("forget me from my back routine", "ForgetMeIntent", {}),
        ("can you ask my back routine how long it takes", "TimeLeftIntent", {}),
        ("ask my back routine what's the weather", "AMAZON.FallbackIntent", {}),
    ],
)
def test_one_shots(said: str, intent: str, slots: dict[str, str], hear: Hear) -> None:
    heard = hear(said, outside=True)
    assert (heard["intent"], heard["slots"]) == (intent, slots)


@pytest.mark.parametrize("said", ["how do I do the cat cow", "next", "where is my back routine book", "routine", ""])
def test_without_the_name_nobody_is_reached(said: str, hear: Hear, hearing: Hearing) -> None:
    assert hear(said, outside=True) == {"say": said, "intent": None, "slots": {}, "exact": False}
    assert not hearing.hear(said, in_session=False).reaches


def test_the_name_works_in_a_session_too(hear: Hear) -> None:
    assert hear("start my back routine")["intent"] == "LaunchRequest"
    assert hear("ask my back routine which side is this")["intent"] == "WhereAmIIntent"
    assert hear("with my back routine")["intent"] == "AMAZON.FallbackIntent"


def test_another_locale_of_the_language_is_heard_too() -> None:
    assert Hearing.load("en-ZA").hear("next", in_session=True).intent == "AMAZON.NextIntent"


def test_a_language_nobody_taught() -> None:
    with pytest.raises(FileNotFoundError):
        Hearing.load("tlh-KX")
