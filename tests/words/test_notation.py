"""The screenplay notation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.words import Line, parse

words = st.text(st.characters(categories=["L", "N"], include_characters=",.'!? "), min_size=1).map(
    lambda text: " ".join(text.split())
)
lines = st.lists(st.tuples(words.filter(bool), st.integers(1, 600).map(lambda tenths: tenths / 10)))


def test_a_sentence_and_the_pause_after_it() -> None:
    assert parse("Knees under your hips. (2)") == (Line("Knees under your hips.", 2.0),)


def test_several_on_several_lines() -> None:
    assert parse("\n  Back level. (2)\nAnd   begin. (0.6)\n") == (Line("Back level.", 2.0), Line("And begin.", 0.6))


def test_words_without_a_pause_at_the_end() -> None:
    assert parse("Hold. (4.6) Rest.") == (Line("Hold.", 4.6), Line("Rest.", 0.0))


def test_a_pause_before_any_words() -> None:
    assert parse("(5.5) Six. (0.2)") == (Line("", 5.5), Line("Six.", 0.2))


@pytest.mark.parametrize("empty", ["", "  \n ", "(0)"])
def test_nothing(empty: str) -> None:
    assert parse(empty) == ()


@pytest.mark.parametrize("wrong", ["Hold. (two)", "Hold. (2", "Hold. 2)", "Hold. ()", "Hold. (-1)", "Hold (2 s)."])
def test_a_stray_parenthesis_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a pause"):
        parse(wrong)


@given(lines)
def test_what_is_written_is_read(told: list[tuple[str, float]]) -> None:
    written = "\n".join(f"{text} ({pause})" for text, pause in told)
    assert parse(written) == tuple(Line(text, pause) for text, pause in told)
