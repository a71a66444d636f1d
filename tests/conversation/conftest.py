"""Listeners in every phase, reached the way a listener reaches it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from skill.conversation.event import Event, Said
from skill.conversation.memory import Memory
from tests.conversation.talking import Talk, left_side_of_the_twist, talk


@pytest.fixture
def phases() -> dict[str, Talk]:
    """A listener in each phase; once the routine has begun, in the left side of the twist."""
    middle = left_side_of_the_twist()
    assert middle.session.timeline is not None
    at_cut = replace(middle, now=middle.now + timedelta(seconds=middle.session.timeline.length))
    return {
        "door, new": talk(Memory()),
        "door": talk(),
        "welcome": talk().say(Said.LAUNCH),
        "offer": talk(middle.say(Said.STOP, after=0).memory).say(Said.LAUNCH),
        "moving": middle,
        "at a cut": at_cut,
        "paused": middle.say(Said.PAUSE, after=0),
        "aside": middle.say(Said.LIST, after=0),
        "hurt": middle.say(Said.PAIN, after=0),
        "which": middle.say(Event(Said.HOW_TO, exercise=("cat_cow", "cow_face")), after=0),
        "forget": middle.say(Said.FORGET_ME, after=0),
        "ended": middle.say(Said.STOP, after=0),
    }
