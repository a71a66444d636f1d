from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from skill.speaker.playing import Playback, Voice
from skill.speaker.speech import Pause, Speech, Words
from skill.words.speech import seconds

SPEECH = Speech((Words("Lie down. Arms out."), Pause(2.5), Words("In.")))
SPOKEN = seconds("Lie down. Arms out.") + seconds("In.")


@pytest.mark.parametrize("rate", [0.85, 1.0, 1.15])
def test_a_voice_speaks_at_its_rate_and_keeps_the_pauses(rate: float) -> None:
    assert Voice(rate).seconds(SPEECH) == pytest.approx(SPOKEN / rate + 2.5)


def test_sentences_share_what_their_run_takes() -> None:
    first, second, pause, last = Voice().pieces(SPEECH)
    assert (first[0], second[0], last[0]) == ("Lie down.", "Arms out.", "In.")
    assert first[1] + second[1] == pytest.approx(seconds("Lie down. Arms out."))
    assert pause == ("", 2.5)


def test_nothing_takes_no_time() -> None:
    assert Voice().seconds(None) == Voice().seconds(Speech()) == 0


def test_silence_ends_a_session_after_two_openings_of_the_microphone() -> None:
    begins = datetime(2026, 3, 1, tzinfo=UTC)
    assert Playback(begins, 10.0, 3.0).silent == begins + timedelta(seconds=10 + 8 + 3 + 8)
    assert Playback(begins, 10.0, None).silent == begins + timedelta(seconds=10 + 8)
