"""Encouragement: at most once an exercise, never the same words twice in a session, and other words another day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from skill.conversation.event import Event, Said
from skill.conversation.memory import Memory
from skill.conversation.session import Session
from skill.routine.cue import Mark, Say
from skill.routine.exercise import EXERCISES
from skill.routine.programme import PROGRAMMES
from skill.words import load, parse
from tests.limits.walking import Walker

POOL = {line.text for cheer in load("en").names["cheers"] for line in parse(cheer["text"])}

KNOWN = Memory(met=True, done=dict.fromkeys(EXERCISES, 3), finished=3)

NEWCOMER = Memory()


def cheers(memory: Memory, programme: str) -> list[tuple[int, str]]:
    """What was said to encourage somebody in a whole programme, and in which of its exercises."""
    walker = Walker(memory, Session.fresh("en-US"))
    walker.say(Event(Said.START, routine=(programme,)))
    found: list[tuple[int, str]] = []
    index = 0
    for turn in walker.go_through():
        for cue in turn.script:
            if isinstance(cue, Mark):
                index = cue.place.index
            elif isinstance(cue, Say) and cue.text in POOL:
                found.append((index, cue.text))
    return found


@pytest.mark.parametrize("memory", [NEWCOMER, KNOWN], ids=["newcomer", "known"])
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_once_an_exercise_and_none_twice(programme: str, memory: Memory) -> None:
    for finished in range(len(POOL)):
        found = cheers(replace(memory, finished=finished), programme)
        assert max(Counter(index for index, _ in found).values(), default=0) <= 1
        assert max(Counter(text for _, text in found).values(), default=0) <= 1


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_somebody_is_encouraged_and_not_in_the_same_words_the_next_time(programme: str) -> None:
    first, second = (cheers(replace(KNOWN, finished=finished), programme) for finished in (3, 4))
    assert first
    assert {text for _, text in first} != {text for _, text in second}


def test_the_same_words_for_the_same_day() -> None:
    """No chance is in it that a test could not hold."""
    assert cheers(KNOWN, "full") == cheers(KNOWN, "full")
