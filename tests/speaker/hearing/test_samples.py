"""What is in the model is heard to the letter."""

from __future__ import annotations

import json
import re
from itertools import chain
from typing import Any

import pytest

from skill.speaker.hearing import Hearing
from skill.speaker.hearing.model import FOLDER

MODEL = json.loads((FOLDER / "en-US.json").read_text())["interactionModel"]["languageModel"]
SAID = {
    "Exercise": "knee to chest",
    "Routine": "short routine",
    "Pace": "slower",
    "Detail": "more detail",
    "What": "kneeling",
    "AMAZON.DURATION": "five minutes",
}
NAMES = {"second": "pelvic tilt"}
EXERCISES = next(entry for entry in MODEL["types"] if entry["name"] == "Exercise")["values"]
NAMED = [
    (said, value["id"]) for value in EXERCISES for said in chain([value["name"]["value"]], value["name"]["synonyms"])
]


def _spoken(intent: dict[str, Any], sample: str) -> str:
    types = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
    return re.sub(r"\{(\w+)\}", lambda part: NAMES.get(part[1], SAID[types[part[1]]]), sample)


@pytest.mark.parametrize("intent", MODEL["intents"], ids=lambda intent: intent["name"])
def test_every_sample_reaches_its_own_intent(intent: dict[str, Any], hearing: Hearing) -> None:
    for sample in intent["samples"]:
        heard = hearing.hear(_spoken(intent, sample), in_session=True)
        assert (heard.intent, heard.exact) == (intent["name"], True), sample
        assert set(heard.slots) == set(re.findall(r"\{(\w+)\}", sample)), sample


@pytest.mark.parametrize("value", EXERCISES, ids=lambda value: value["id"])
def test_every_name_of_an_exercise_names_it(value: dict[str, Any], hearing: Hearing) -> None:
    for said in (value["name"]["value"], *value["name"]["synonyms"]):
        heard = hearing.hear(f"how do I do {said}", in_session=True)
        assert (heard.intent, heard.exact) == ("HowToIntent", True), said
        expected = tuple(ident for name, ident in NAMED if name == said)
        assert set(heard.slots["exercise"].ids) == set(expected), said


def test_a_name_alone_goes_there(hearing: Hearing) -> None:
    for said in dict(NAMED):
        assert hearing.hear(said, in_session=True).intent == "GoToExerciseIntent", said


@pytest.mark.parametrize("place", range(9))
def test_numbers_follow_the_usual_numbering(place: int, hearing: Hearing) -> None:
    ids = ["knee_to_chest", "knee_rotation", "back_extension", "cat_cow", "foam_roller"]
    ids += ["supine_twist", "pelvic_tilt", "big_toe", "cow_face"]
    ordinal = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"][place]
    for said in (f"the {ordinal} one", f"number {place + 1}", f"go to exercise number {place + 1}"):
        heard = hearing.hear(said, in_session=True)
        assert heard.intent == "GoToExerciseIntent"
        assert heard.slots["exercise"].ids == (ids[place],)
