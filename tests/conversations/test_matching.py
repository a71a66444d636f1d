"""The harness itself: what it lets pass, and what it does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.speaker.playing import Voice
from skill.speaker.speech import read_ssml
from tests.conversations.matching import Spoken, missing
from tests.conversations.transcript import UnreadableError, read_transcript, rewritten

SPOKEN = Spoken.of(
    read_ssml('<speak>Now the left. <break time="600ms"/> Hold. <break time="8000ms"/> Two. And rest.</speak>'),
    Voice(),
)

TRANSCRIPT = """Somebody stops.

as: new listener

0:00 > Alexa, open my back routine
     Welcome. …
     Say ready. [12 s]
+5 "Welcome." > stop
     Okay. [2 s]
     -- the session ends --
"""


@pytest.mark.parametrize(
    "written",
    [
        "Now the left. Hold. Two. And rest.",
        "Now the left. (0.6) Hold. (8) Two. And rest.",
        "Now the left. … And rest.",
        "… Hold. (8) Two. …",
        "Now … left. … Hold. … rest.",
        "Now the left. … Hold. Two. And rest.",
        "…",
    ],
)
def test_heard_as_written(written: str) -> None:
    assert missing(written, SPOKEN) is None


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("Now the right. … And rest.", "Now the right."),
        ("Now the left. And rest.", "Now the left. And rest."),
        ("Now the left. … Two.", "Two."),
        ("Hold. … And rest.", "Hold."),
        ("Now the left. (0.7) …", "Now the left. (0.7)"),
        ("… Two. … Hold. …", "Hold."),
        ("… nd rest.", "nd rest."),
        ("", SPOKEN.text),
    ],
)
def test_heard_otherwise(written: str, wrong: str) -> None:
    assert missing(written, SPOKEN) == wrong


def test_nothing_may_follow() -> None:
    assert missing("Now the left. Hold. Two.", SPOKEN) is not None


def test_the_moment_at_which_words_are_over() -> None:
    left, hold = SPOKEN.after("Now the left."), SPOKEN.after("Now the left. … Hold.")
    assert left is not None
    assert hold is not None
    assert hold > left + 0.6
    assert SPOKEN.after("Now the right.") is None


def test_moments_and_lengths_are_written_anew_and_words_are_not(tmp_path: Path) -> None:
    file = tmp_path / "stop.txt"
    file.write_text(TRANSCRIPT, encoding="utf-8")
    written = rewritten(file, {4: "0:00", 7: "+9"}, {4: 13.4, 7: 1.6})
    assert written == TRANSCRIPT.replace("[12 s]", "[13 s]").replace("+5 ", "+9 ")


def test_a_line_that_is_none_of_a_transcript(tmp_path: Path) -> None:
    file = tmp_path / "odd.txt"
    file.write_text(TRANSCRIPT + "and then he said no\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"odd.txt:11: and then he said no"):
        read_transcript(file)
