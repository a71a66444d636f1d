"""The book of a locale: lines, names, numbers and exercises."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest

from skill.routine.exercise import EXERCISES
from skill.words import Book, ExerciseWords, Line, load, parse
from skill.words.book import fill


@pytest.fixture(scope="module")
def book() -> Book:
    return load("en-US")


def test_every_locale_of_a_language_has_the_same_words(book: Book) -> None:
    assert load("en-GB").lines == load("en").lines == book.lines
    assert (load("en-GB").locale, load("en-GB").language) == ("en-GB", "en")


@pytest.mark.parametrize("locale", ["xx-XX", "", "-", "../en", "EN-us"])
def test_a_language_without_words_is_told_in_english(locale: str) -> None:
    assert load(locale).language == "en"


def test_a_line_with_its_values(book: Book) -> None:
    assert book.line("routine.next", name="cat cow", position="sitting") == (Line("Next, cat cow, sitting.", 0.4),)


def test_a_line_or_a_value_that_is_missing(book: Book) -> None:
    with pytest.raises(KeyError):
        book.line("routine.no_such_line")
    with pytest.raises(KeyError):
        book.line("routine.next", name="cat cow")


def test_a_name_with_a_capital_letter_at_the_start_of_a_sentence() -> None:
    assert fill("{Side} knee, {side} foot.", {"side": "left"}) == "Left knee, left foot."
    assert fill("No gaps at all.", {"side": "left"}) == "No gaps at all."
    assert fill("{Nothing}!", {"nothing": ""}) == "!"


@pytest.mark.parametrize(
    ("number", "spoken"),
    [(0, "zero"), (1, "one"), (12, "twelve"), (20, "twenty"), (21, "twenty-one"), (60, "sixty"), (99, "ninety-nine")],
)
def test_numbers(book: Book, number: int, spoken: str) -> None:
    assert book.number(number) == spoken


def test_lists(book: Book) -> None:
    assert book.listed(["the cat cow"]) == "the cat cow"
    assert book.listed(["a", "b"]) == "a and b"
    assert book.listed(["a", "b", "c"]) == "a, b and c"
    assert book.listed(["a", "b"], "or") == "a, or b"


def test_phrases(book: Book) -> None:
    assert book.phrase("more", number="two") == "two more"


@pytest.mark.parametrize(
    ("locale", "number"), [("en-US", "911"), ("en-GB", "999"), ("en-AU", "local"), ("en", "local"), ("xx-XX", "local")]
)
def test_an_emergency_number_is_never_guessed(locale: str, number: str) -> None:
    assert number in load(locale).emergency_number()


def test_all_exercises_have_words_for_all_their_forms_and_for_no_others(book: Book) -> None:
    assert {exercise: set(forms) for exercise, forms in book.exercises.items()} == {
        exercise.id: {"", *exercise.forms} for exercise in EXERCISES.values()
    }


def test_a_form_is_told_in_the_usual_words_where_it_has_no_others(book: Book) -> None:
    usual, easier = book.exercise("cow_face"), book.exercise("cow_face", "easier")
    assert easier.text("benefit") == usual.text("benefit")
    assert easier.text("hold") != usual.text("hold")
    assert book.exercise("cow_face", "upside_down") == usual


def test_a_form_may_have_its_own_name(book: Book) -> None:
    assert book.exercise("supine_twist").name == "supine twist"
    assert book.exercise("supine_twist", "seated").name == "seated twist"


def test_the_first_text_that_is_there() -> None:
    words = ExerciseWords("wave", {"setup": "Sit.", "form": ["Tall.", "Soft."]})
    assert words.text("setup_brief", "setup") == "Sit."
    assert words.text("form") == words.text("out") == ""
    assert words.pool("form") == ["Tall.", "Soft."]
    assert words.pool("setup") == ["Sit."]
    assert words.pool("ease") == []


def screenplays(book: Book) -> Iterator[tuple[str, str]]:
    yield from book.lines.items()
    for exercise, forms in book.exercises.items():
        for form, words in forms.items():
            for key, texts in words.texts.items():
                for text in [texts] if isinstance(texts, str) else texts:
                    yield f"{exercise}.{form}.{key}", text


def test_every_screenplay_can_be_read(book: Book) -> None:
    for key, text in screenplays(book):
        assert all(gap is None or gap.isidentifier() for _, gap, _, _ in string.Formatter().parse(text)), key
        parse(text)


def test_no_pause_is_longer_than_ten_seconds(book: Book) -> None:
    assert [key for key, text in screenplays(book) for line in parse(text) if line.pause > 10] == []
