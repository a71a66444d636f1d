"""How long words take to say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.words import load, parse
from skill.words.speech import RATES, seconds, syllables

WORDS = ["breathe", "out", "and", "lower", "both", "knees", "to", "the", "right", "slowly"]
sentences = st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join)


@pytest.mark.parametrize("nothing", ["", "   ", "\n"])
def test_nothing_takes_no_time(nothing: str) -> None:
    assert seconds(nothing) == 0.0


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hold", 1),
        ("knee", 1),
        ("shoulders", 2),
        ("breathe", 1),
        ("gentle", 2),
        ("easy", 2),
        ("exercise", 3),
        ("hmm", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@given(sentences, sentences)
def test_more_words_take_longer(first: str, more: str) -> None:
    assert seconds(f"{first} {more}") > seconds(first)


@given(sentences, sentences)
def test_a_comma_is_a_little_pause(first: str, more: str) -> None:
    assert seconds(f"{first}, {more}") == pytest.approx(seconds(f"{first} {more}") + RATES["en"].comma)


def test_a_hyphen_joins_two_words() -> None:
    assert seconds("twenty-two") == pytest.approx(seconds("twenty two"))


def test_a_language_without_a_rate_of_its_own_is_taken_for_english() -> None:
    assert seconds("Hold.", "xx") == seconds("Hold.", "en")


def test_the_whole_routine_is_spoken_at_a_calm_pace() -> None:
    """About two and a half words a second, over everything that is said of the exercises."""
    texts = [
        line.text
        for forms in load("en").exercises.values()
        for key in ("setup", "how_to")
        for line in parse(forms[""].text(key))
    ]
    said = sum(len(text.split()) for text in texts)
    assert 2.2 < said / sum(seconds(text) for text in texts) < 3.0
