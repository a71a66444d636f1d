from __future__ import annotations

import pytest

from docs.parts.intents import ABOUT, LAUNCH
from skill.alexa.intents import MEANINGS
from skill.speaker.hearing import Hearing

EXAMPLES = [(name, example) for name, about in ABOUT.items() for example in about.examples]


@pytest.fixture(scope="module")
def hearing() -> Hearing:
    return Hearing.load("en-US")


def test_every_intent_is_explained() -> None:
    assert set(ABOUT) == {LAUNCH, *MEANINGS}


@pytest.mark.parametrize(("intent", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_example_reaches_its_intent(hearing: Hearing, intent: str, example: str) -> None:
    heard = hearing.hear(example, in_session=intent != LAUNCH)
    assert heard.intent == intent
    assert heard.exact or intent == "AMAZON.FallbackIntent"
