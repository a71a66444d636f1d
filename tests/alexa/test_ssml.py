from __future__ import annotations

import re
from math import ceil
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.ssml import LONGEST_BREAK, ssml
from skill.conversation.limits import Limits
from skill.routine.cue import Cue, Mark, Say, Script, Wait
from skill.routine.place import Place

HERE = Mark(Place(0, "hold-left"))
WRAPPER = len("<speak></speak>")

texts = st.text(alphabet=st.characters(), max_size=40) | st.sampled_from(
    ["Knees & hips", "a < b > c", "&amp; x", "<break time='1s'/>", "\x00\x0b", "\ud800", "\r\n", "]]>", "é"]
)
cues = (
    texts.map(Say)
    | st.floats(min_value=0, max_value=125).map(Wait)
    | st.sampled_from([0.0, 0.0004, 9.9999, 10.0, 10.0004, 10.001, 20.0]).map(Wait)
    | st.just(HERE)
)
scripts = st.lists(cues, max_size=12).map(lambda parts: Script(tuple(parts)))


def rendered(*parts: Cue) -> str:
    return ssml(Script(parts))


def pauses(markup: str) -> list[int]:
    return [int(length) for length in re.findall(r'<break time="(\d+)ms"/>', markup)]


def test_words_and_pauses_in_order() -> None:
    assert (
        rendered(HERE, Say("Hold."), Wait(2.6), Say("And let go."))
        == '<speak>Hold. <break time="2600ms"/> And let go.</speak>'
    )


def test_every_text_is_escaped_exactly_once() -> None:
    assert rendered(Say("A & B < C > D &amp;")) == "<speak>A &amp; B &lt; C &gt; D &amp;amp;</speak>"


def test_no_line_breaks_come_out() -> None:
    assert rendered(Say(" One.\n  Two.\t"), Say("\n"), Say("Three.")) == "<speak>One. Two. Three.</speak>"


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (10.0, [10_000]),
        (10.001, [5_001, 5_000]),
        (25.0, [8_334, 8_333, 8_333]),
        (30.0, [10_000, 10_000, 10_000]),
        (0.2, [200]),
    ],
)
def test_a_long_silence_is_several_equal_pauses(seconds: float, expected: list[int]) -> None:
    assert pauses(rendered(Wait(seconds))) == expected


def test_silences_that_meet_are_one_even_across_a_mark() -> None:
    assert pauses(rendered(Wait(1.5), HERE, Wait(2.0), Say(""), Wait(0.25), Say("Go."))) == [3_750]


@pytest.mark.parametrize("seconds", [0.0, 0.0004, -0.3])
def test_a_silence_nobody_can_hear_is_none(seconds: float) -> None:
    assert rendered(Say("Hold."), Wait(seconds), Say("Go.")) == "<speak>Hold. Go.</speak>"


def test_an_empty_script_is_an_empty_speech() -> None:
    assert ssml(Script()) == "<speak></speak>"


@given(scripts)
def test_whatever_is_said_it_is_well_formed_and_keeps_the_words(script: Script) -> None:
    root = ElementTree.fromstring(ssml(script))
    assert root.tag == "speak"
    assert {child.tag for child in root} <= {"break"}
    spoken = " ".join(" ".join(root.itertext()).split())
    for cue in script:
        if isinstance(cue, Say) and cue.text.isprintable():
            assert " ".join(cue.text.split()) in spoken


@given(scripts)
def test_pauses_are_whole_milliseconds_and_last_as_long_as_the_script(script: Script) -> None:
    lengths = pauses(ssml(script))
    assert all(0 < length <= LONGEST_BREAK for length in lengths)
    waits = sum(cue.seconds for cue in script if isinstance(cue, Wait))
    assert abs(sum(lengths) - 1000 * waits) <= 0.5 * (len(script.cues) + 1)


@given(scripts)
def test_length_is_never_more_than_the_limits_count(script: Script) -> None:
    markup = ssml(script)
    words = sum(len(escape(cue.text)) + 1 for cue in script if isinstance(cue, Say))
    cost = Limits().pause_characters
    assert len(markup) <= words + cost * len(pauses(markup)) + WRAPPER
    counted = sum(ceil(cue.seconds / 10) for cue in script if isinstance(cue, Wait))
    assert len(pauses(markup)) <= counted
