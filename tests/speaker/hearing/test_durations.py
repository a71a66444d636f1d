"""Spoken lengths of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from skill.speaker.hearing import tongue
from skill.speaker.hearing.durations import duration
from skill.speaker.hearing.text import words

Hear = Callable[..., dict[str, Any]]

ENGLISH = tongue.load("en")


@pytest.mark.parametrize(
    ("said", "iso"),
    [
        ("five minutes", "PT5M"),
        ("five minute", "PT5M"),
        ("30 seconds", "PT30S"),
        ("30s", "PT30S"),
        ("5 mins", "PT5M"),
        ("120 seconds", "PT120S"),
        ("ninety seconds", "PT90S"),
        ("forty five seconds", "PT45S"),
        ("forty-five seconds", "PT45S"),
        ("a minute", "PT1M"),
        ("an hour", "PT1H"),
        ("half a minute", "PT30S"),
        ("half minute", "PT30S"),
        ("half an hour", "PT30M"),
        ("a half hour", "PT30M"),
        ("a quarter of an hour", "PT15M"),
        ("quarter of an hour", "PT15M"),
        ("three quarters of an hour", "PT45M"),
        ("a minute and a half", "PT1M30S"),
        ("an hour and a half", "PT1H30M"),
        ("two and a half minutes", "PT2M30S"),
        ("one minute and thirty seconds", "PT1M30S"),
        ("one minute thirty seconds", "PT1M30S"),
        ("an hour and ten minutes", "PT1H10M"),
        ("a couple of minutes", "PT2M"),
        ("couple of minutes", "PT2M"),
        ("half a second", None),
        ("zero seconds", None),
        ("five", None),
        ("minutes", None),
        ("five bananas", None),
        ("a minute and", None),
        ("a minute and a banana", None),
        ("five and a half", None),
        ("the twist", None),
        ("", None),
    ],
)
def test_lengths(said: str, iso: str | None) -> None:
    assert duration(words(said, ENGLISH), ENGLISH) == iso


@pytest.mark.parametrize(("said", "iso"), [("twenty", "PT20S"), ("45", "PT45S"), ("a", None), ("zero", None)])
def test_a_number_alone_is_seconds_where_it_may_be(said: str, iso: str | None) -> None:
    assert duration(words(said, ENGLISH), ENGLISH, bare=True) == iso


def test_a_number_alone_is_no_sentence(hear: Hear) -> None:
    assert hear("twenty")["intent"] == "AMAZON.FallbackIntent"
