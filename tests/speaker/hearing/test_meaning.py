"""Which words mean what, where it could be either."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Hear = Callable[..., dict[str, Any]]

ROWS = {
    "AMAZON.ResumeIntent": ["keep going", "carry on", "continue", "go on"],
    "KeepGoingIntent": ["keep going, don't wait", "keep going without asking", "don't wait"],
    "AMAZON.PauseIntent": ["pause", "hang on", "stop for a minute", "there's someone at the door", "the dog"],
    "MoreTimeIntent": ["not ready", "more time", "wait, I'm still getting down", "just a minute"],
    "ReadyIntent": ["done", "I'm down", "I'm in position", "flat on my back"],
    "AMAZON.StopIntent": ["stop", "that's enough for today", "I'm finished"],
    "AMAZON.RepeatIntent": ["say that again", "pardon?", "What did you say?"],
    "AgainIntent": ["one more", "do the twist twice"],
    "AMAZON.NextIntent": ["next", "skip", "move on"],
    "SkipIntent": ["skip this one", "not this one", "I'll sit this out"],
    "GoToExerciseIntent": ["skip to the twist", "skip to the cow face"],
    "LeaveOutIntent": ["skip the twist", "no twists", "skip this one from now on"],
    "StartRoutineIntent": ["the short one", "the five minute one"],
    "DetailIntent": ["shorter, please", "less talking"],
    "PainIntent": ["stop, it hurts", "it hurts", "ow"],
    "WarningSignIntent": ["my leg is numb", "bladder", "my chest hurts", "I fell"],
}


@pytest.mark.parametrize(("intent", "said"), [(intent, said) for intent, row in ROWS.items() for said in row])
def test_words_that_could_mean_either(intent: str, said: str, hear: Hear) -> None:
    heard = hear(said)
    assert (heard["intent"], heard["exact"]) == (intent, True)


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("cow", {"cat_cow", "cow_face"}),
        ("the cow pose", {"cat_cow", "cow_face"}),
        ("rolling", {"knee_rotation", "foam_roller"}),
        ("the roll", {"knee_rotation", "foam_roller"}),
        ("rolls", {"knee_rotation", "foam_roller"}),
        ("twist", {"knee_rotation", "supine_twist"}),
        ("rotation", {"knee_rotation", "supine_twist"}),
        ("knees to the side", {"knee_rotation", "supine_twist"}),
        ("knee", {"knee_to_chest", "knee_rotation"}),
        ("knees", {"knee_to_chest", "knee_rotation"}),
        ("hip", {"cow_face", "supine_twist"}),
        ("glute", {"cow_face", "supine_twist"}),
    ],
)
def test_ambiguous_names_give_several(said: str, ids: set[str], hear: Hear) -> None:
    heard = hear(said)["slots"]["exercise"]
    assert isinstance(heard, list)
    assert set(heard) == ids


@pytest.mark.parametrize(
    ("said", "exercise"),
    [
        ("cat", "cat_cow"),
        ("roller", "foam_roller"),
        ("extension", "back_extension"),
        ("thoracic extension", "foam_roller"),
        ("upper back extension", "foam_roller"),
        ("press up", "back_extension"),
        ("press my back down", "pelvic_tilt"),
        ("hug", "knee_to_chest"),
        ("tilt", "pelvic_tilt"),
        ("hamstring", "big_toe"),
        ("toe", "big_toe"),
        ("strap", "big_toe"),
        ("leg", "big_toe"),
        ("cat and cow", "cat_cow"),
    ],
)
def test_short_names_that_are_clear(said: str, exercise: str, hear: Hear) -> None:
    assert hear(said)["slots"] == {"exercise": exercise}


def test_leaving_out_a_twist_asks_which(hear: Hear) -> None:
    assert set(hear("skip the twist")["slots"]["exercise"]) == {"knee_rotation", "supine_twist"}
    assert hear("no twists")["slots"] == {"what": "twists"}


@pytest.mark.parametrize(
    ("said", "intent", "slots"),
    [
        ("I don't have a roller", "LeaveOutIntent", {"what": "roller"}),
        ("I can't kneel", "LeaveOutIntent", {"what": "kneeling"}),
        ("nothing on my stomach", "LeaveOutIntent", {"what": "stomach"}),
        ("I can't get down on the floor", "LeaveOutIntent", {"what": "floor"}),
        ("skip the cow face from now on", "LeaveOutIntent", {"exercise": "cow_face"}),
        ("put the roller back in", "PutBackIntent", {"what": "roller"}),
        ("put the cow face back in", "PutBackIntent", {"exercise": "cow_face"}),
        ("only cat cow and pelvic tilt", "OnlyIntent", {"exercise": "cat_cow", "second": "pelvic_tilt"}),
        ("just the cat and cow", "OnlyIntent", {"exercise": "cat_cow"}),
        ("slow down", "PaceIntent", {"pace": "slower"}),
        ("too slow", "PaceIntent", {"pace": "faster"}),
        ("explain it again", "DetailIntent", {"detail": "more"}),
        ("shorter", "DetailIntent", {"detail": "less"}),
        ("the ten minute one", "StartRoutineIntent", {"length": "PT10M"}),
        ("the chair one", "StartRoutineIntent", {"routine": "seated"}),
        ("the one that's easy on my legs", "StartRoutineIntent", {"routine": "leg_easy"}),
        ("the whole thing", "StartRoutineIntent", {"routine": "full"}),
        ("hold for thirty seconds", "HoldLengthIntent", {"length": "PT30S"}),
        ("make the holds longer", "HoldLengthIntent", {}),
        ("does the cat cow help my back", "WhyIntent", {"exercise": "cat_cow"}),
        ("do the big toe again", "AgainIntent", {"exercise": "big_toe"}),
    ],
)
def test_what_is_named(said: str, intent: str, slots: dict[str, str], hear: Hear) -> None:
    assert hear(said) == {"say": said, "intent": intent, "slots": slots, "exact": True}
