"""What is written down to be spoken: short sentences, each side by its name, and no sentence anywhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import skill
from skill.routine.coach import Coach
from skill.routine.cue import Say
from skill.routine.exercise import EXERCISES
from skill.routine.layout import lay_out
from skill.routine.manner import Manner
from skill.routine.programme import Item
from skill.routine.segment import Kind
from skill.speaker.speech import Words
from skill.words import load
from skill.words.notation import parse

MOST_WORDS = 12
"""In a sentence that somebody moves to, who cannot ask for it once more without stopping."""

AT_LEISURE = ("how_to", "easier", "harder", "leave_out")
"""Texts of an exercise that are listened to, not followed."""

SAFETY = "positions.floor"
"""A safety text, whose words are given."""

SPEAKING = {"Say", "Line", "line", "phrase", "read", "parse", "ssml", "SsmlOutputSpeech", "Reprompt"}
"""Whatever makes speech of a text."""


def followed() -> Iterator[tuple[str, str]]:
    """Every text that is followed while it is spoken, with where it stands."""
    book = load("en")
    for key, text in book.lines.items():
        if key.startswith(("positions.", "routine.")) and key != SAFETY:
            yield key, text
    for exercise, forms in book.exercises.items():
        for form, words in forms.items():
            for key, texts in words.texts.items():
                if not key.startswith(AT_LEISURE):
                    for text in [texts] if isinstance(texts, str) else texts:
                        yield f"{exercise} {form} {key}", text


def sentences(text: str) -> Iterator[str]:
    """The statements of a screenplay; questions may be longer, for nobody moves to them."""
    for line in parse(text):
        yield from (
            said for said in Words(line.text).sentences if not said.endswith("?") and not said.startswith("Say")
        )


@pytest.mark.parametrize("text", [pytest.param(text, id=key) for key, text in followed()])
def test_short_sentences(text: str) -> None:
    assert [said for said in sentences(text) if len(said.split()) > MOST_WORDS] == []


@pytest.mark.parametrize("brief", [False, True], ids=["first", "brief"])
@pytest.mark.parametrize(
    ("exercise", "form"),
    [(exercise.id, form) for exercise in EXERCISES.values() for form in ["", *exercise.forms]],
)
def test_every_side_is_named(exercise: str, form: str, brief: bool) -> None:
    manner = Manner(brief=frozenset({exercise} if brief else ()))
    for passage in lay_out(Coach("en-US", manner), (Item(exercise, form),)).passages:
        if passage.segment.side is None or passage.segment.kind is not Kind.HOLD:
            continue
        spoken = " ".join(cue.text for cue in passage.script if isinstance(cue, Say)).lower()
        assert passage.segment.side.value in spoken, f"{passage.segment.key}: {spoken}"


@pytest.mark.parametrize("room", ["routine", "conversation", "alexa"])
def test_no_sentence_stands_in_code(room: str) -> None:
    folder = Path(skill.__file__).parent / room
    found = [
        f"{file.relative_to(folder)}:{text.lineno}: {text.value}"
        for file in sorted(folder.rglob("*.py"))
        for text in _spoken(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(text.value, str) and len(text.value.split()) >= 3
    ]
    assert found == []


def _spoken(tree: ast.AST) -> Iterator[ast.Constant]:
    """The literals that are handed to whatever makes speech of a text."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in SPEAKING:
            for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
                yield from (node for node in ast.walk(argument) if isinstance(node, ast.Constant))
