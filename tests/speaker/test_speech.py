from __future__ import annotations

from typing import Any

import pytest

from skill.speaker.speech import Pause, RefusedError, Speech, Words, read_speech, read_ssml


def spoken(ssml: str) -> Speech:
    return read_ssml(f"<speak>{ssml}</speak>")


@pytest.mark.parametrize(
    ("ssml", "text"),
    [
        ('Hold. <break time="2600ms"/> In.', "Hold. (2.6) In."),
        ('Hold. <break time="10s"/> <break time="10000ms"/> <break time="1.5s"/>', "Hold. (21.5)"),
        ('<break time=".5s"/>Ready &amp;\n  steady', "(0.5) Ready & steady"),
        ("One. Two.", "One. Two."),
        ("<p>One. <s>Two.</s></p> Three.", "One. Two. (1.7) Three."),
        ('<prosody rate="slow">In</prosody> and <sub alias="out">o</sub>.', "In and out ."),
        ('<amazon:effect name="whispered">Quiet.</amazon:effect>', "Quiet."),
        ('A<break/>B<break strength="x-strong"/>C<break strength="none"/>D', "A (0.4) B (1) C D"),
        ("", ""),
    ],
)
def test_ssml_is_read_as_words_and_pauses(ssml: str, text: str) -> None:
    assert spoken(ssml).text == text


def test_a_run_of_words_is_one_piece_of_several_sentences() -> None:
    words, pause = spoken('Lie down. Are you there? Good!<break time="1s"/>').pieces
    assert isinstance(words, Words)
    assert words.sentences == ("Lie down.", "Are you there?", "Good!")
    assert pause == Pause(1.0)


@pytest.mark.parametrize(
    ("ssml", "reason"),
    [
        ("<speak>Knees & hips</speak>", "not well-formed"),
        ("<speak>Knees", "not well-formed"),
        ("<speak>One</speak><speak>Two</speak>", "not well-formed"),
        ("", "not well-formed"),
        ("Words alone", "not well-formed"),
        ("<p>Words</p>", "does not begin with <speak>"),
        ("<speak><!-- aside --></speak>", "comments"),
        ("<speak><b>Words</b></speak>", "unknown tag <b>"),
        ("<speak><amazon:shout>Words</amazon:shout></speak>", "unknown tag <amazon:shout>"),
        ('<speak><break time="10001ms"/></speak>', "longer than 10 s"),
        ('<speak><break time="11s"/></speak>', "longer than 10 s"),
        ('<speak><break time="2"/></speak>', "has the time '2'"),
        ('<speak><break time="-2s"/></speak>', "has the time '-2s'"),
        ('<speak><break strength="huge"/></speak>', "has the strength 'huge'"),
    ],
)
def test_what_a_device_does_not_play_is_refused(ssml: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        read_ssml(ssml)


def test_plain_text_is_words() -> None:
    assert read_speech({"type": "PlainText", "text": "Knees & hips"}).text == "Knees & hips"


def test_eight_thousand_characters_are_the_most() -> None:
    markup = len("<speak></speak>")
    assert read_speech({"type": "SSML", "ssml": f"<speak>{'a' * (8000 - markup)}</speak>"}).pieces
    with pytest.raises(RefusedError, match="8001 characters, more than 8000"):
        read_speech({"type": "SSML", "ssml": f"<speak>{'a' * (8001 - markup)}</speak>"})


@pytest.mark.parametrize(
    "output", ["words", {}, {"type": "SSML"}, {"type": "PlainText", "text": 3}, {"type": "Song", "ssml": ""}]
)
def test_other_output_is_refused(output: Any) -> None:
    with pytest.raises(RefusedError):
        read_speech(output)
