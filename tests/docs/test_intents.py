from __future__ import annotations

import re

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


def test_what_the_readme_says_to_say_is_understood(hearing: Hearing, texts: dict[str, str]) -> None:
    table = texts["README.md"].partition("| to | say |")[2].partition("\n\n")[0]
    said = re.findall(r'"([^"]+)"', table)
    assert said
    assert [words for words in said if not hearing.hear(words, in_session=True).exact] == []
