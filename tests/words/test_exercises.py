"""How the exercises are worded: short, concrete, each side by its name, nothing that needs eyes, no claims."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from skill.routine.exercise import EXERCISES
from skill.routine.programme import Item
from skill.routine.work import Holds, Reps, Rounds
from skill.words import ExerciseWords, load, parse

MOST_WORDS = 12
"""In one sentence."""

AT_WORK = 3
"""The same, while the body works."""

LONGER = ("leave_out",)
"""Texts that nobody follows while they are spoken."""

REFUSED = (
    *("push", "further", "harder than", "no pain"),
    *("cure", "heal", "treat", "fix", "correct", "guarantee", "sciatica", "disc", "knots"),
    *("look", "watch", "see", "shown", "picture", "screen", "mirror", "like this"),
    *("other side", "whichever"),
)
"""Words and phrases that are never said of an exercise."""

BRIEF_AS_USUAL = {("big_toe", "harder"): {"setup"}, ("cow_face", "harder"): {"setup"}}
"""Texts of a form whose brief variant is that of the usual form."""

FORMS = [(exercise.id, form) for exercise in EXERCISES.values() for form in ("", *exercise.forms)]

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NUMBER = re.compile(r"\b(one|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty)\b")


def told(exercise: str, form: str) -> ExerciseWords:
    return load("en").exercise(exercise, form)


def sentences(words: ExerciseWords, *keys: str) -> Iterator[tuple[str, str]]:
    """The sentences of some texts, of all where none is named."""
    for key in keys or words.texts:
        texts = words.texts.get(key, "")
        for text in [texts] if isinstance(texts, str) else texts:
            for line in parse(text):
                yield from ((key, sentence) for sentence in _SENTENCE.split(line.text) if sentence)


@pytest.mark.parametrize(("exercise", "form"), FORMS)
def test_every_form_has_all_it_needs(exercise: str, form: str) -> None:
    words, item = told(exercise, form), Item(exercise, form)
    work = item.work
    needed = ["name", "benefit", "breath", "leave_out", "setup", "setup_brief", "out", "how_to"]
    if isinstance(work, Reps):
        needed += ["rep", *(["guide", "guide_brief"] if work.guided else [])]
    else:
        stages = [stage.key for stage in work.stages] if isinstance(work, Holds) else ["hold"]
        needed += ["release", *stages]
        timed = isinstance(work, Rounds) or any(stage.seconds for stage in work.stages)
        assert not timed or (words.pool("form") and words.pool("ease"))
        if isinstance(work, Holds) and work.sided:
            needed += ["swap", f"{stages[0]}_second"]
        if isinstance(work, Rounds):
            needed.append("hold_again")
    assert [key for key in needed if not words.text(key)] == []


@pytest.mark.parametrize(("exercise", "form"), [pair for pair in FORMS if pair[1]])
def test_a_form_at_the_end_of_the_scale_has_a_hint(exercise: str, form: str) -> None:
    words = told(exercise, form)
    assert form == "harder" or words.text("easier_hint")
    assert form == "easier" or words.text("harder_hint")


@pytest.mark.parametrize(("exercise", "form"), [pair for pair in FORMS if pair[1]])
def test_whoever_knows_it_hears_the_words_of_the_form_too(exercise: str, form: str) -> None:
    """A form that changes a text changes its brief variant as well, where the usual form has one."""
    usual, words = told(exercise, ""), told(exercise, form)
    changed = {key for key in words.texts if words.texts[key] != usual.texts.get(key)}
    stale = {key for key in changed if f"{key}_brief" in usual.texts and f"{key}_brief" not in changed}
    assert stale == BRIEF_AS_USUAL.get((exercise, form), set())


@pytest.mark.parametrize(("exercise", "form"), FORMS)
def test_short_sentences(exercise: str, form: str) -> None:
    long = [
        text for key, text in sentences(told(exercise, form)) if len(text.split()) > MOST_WORDS and key not in LONGER
    ]
    assert long == []


@pytest.mark.parametrize(("exercise", "form"), FORMS)
def test_few_words_while_the_body_works(exercise: str, form: str) -> None:
    found = sentences(told(exercise, form), "form", "ease", "release", "rep", "count")
    assert [text for key, text in found if len(text.split()) > AT_WORK + (key == "release")] == []


@pytest.mark.parametrize(("exercise", "form"), FORMS)
def test_words_that_are_never_said(exercise: str, form: str) -> None:
    found = " ".join(text.lower() for _, text in sentences(told(exercise, form)))
    assert [word for word in REFUSED if re.search(rf"\b{word}", found)] == []


@pytest.mark.parametrize(("exercise", "form"), FORMS)
def test_doses_stand_with_the_exercise_and_not_in_the_words(exercise: str, form: str) -> None:
    """ "One knee" is no dose, nor are "two cushions" and a "figure four"."""
    words = told(exercise, form)
    written = [text for _, text in sentences(words, *(key for key in words.texts if key not in LONGER))]
    numbers = [text for text in written if any(number != "one" for number in _NUMBER.findall(text.lower()))]
    assert [text for text in numbers if "two cushions" not in text and "figure four" not in text] == []


@pytest.mark.parametrize(("exercise", "form"), FORMS)
def test_sides_are_named_where_there_are_sides(exercise: str, form: str) -> None:
    item, words = Item(exercise, form), told(exercise, form)
    if item.sided:
        first = item.work.stages[0].key if isinstance(item.work, Holds) else "hold"
        unused = "_again" if isinstance(item.work, Holds) else "_second"
        variants = [key for key in words.texts if key.startswith(first) and unused not in key]
        assert all("{side}" in words.text(key).lower() for key in variants)
        assert {"right", "left"} & set(words.text("how_to").replace(",", "").replace(".", "").split())


@pytest.mark.parametrize(("exercise", "form"), FORMS)
def test_it_begins_with_how_to_get_ready_and_ends_with_a_rest(exercise: str, form: str) -> None:
    words = told(exercise, form)
    assert all(parse(words.text(key))[-1].pause >= 0.6 for key in ("setup", "setup_brief"))
    assert parse(words.text("out"))[-1].pause >= 2


@pytest.mark.parametrize(("exercise", "form"), [pair for pair in FORMS if pair[1] in ("seated", "standing")])
def test_nobody_is_sent_to_the_floor_from_a_chair(exercise: str, form: str) -> None:
    found = " ".join(text.lower() for _, text in sentences(told(exercise, form)))
    assert not re.search(r"\bfloor|\bmat\b|\blie\b|on your back|hands and knees|cushion", found)
    assert told(exercise, form).name.startswith(form)


def test_the_roller_never_goes_under_the_lower_back() -> None:
    for form in ("", "easier", "harder"):
        for key in ("setup", "how_to"):
            assert "ever" in told("foam_roller", form).text(key)
            assert "lower back or neck" in told("foam_roller", form).text(key)
        assert "never lower" in told("foam_roller", form).text("setup_brief")
