"""Every transcript in this folder is heard as it is written down."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversations.matching import missing
from tests.conversations.playing import Played, play
from tests.conversations.transcript import rewritten

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda file: file.stem)
def test_conversation(file: Path, updating: bool) -> None:
    played = play(file)
    if updating:
        moments = {turn.said.line: turn.moment for turn in played}
        lengths = {turn.said.line: turn.spoken.seconds for turn in played}
        file.write_text(rewritten(file, moments, lengths), encoding="utf-8")
    faults = [fault for turn in played for fault in _faults(turn, timed=not updating)]
    assert not faults, "\n".join(["", *faults])


def _faults(turn: Played, *, timed: bool) -> list[str]:
    """What is otherwise than written."""
    said, spoken = turn.said, turn.spoken
    faults = []
    if (words := missing(said.heard, spoken)) is not None:
        faults.append(f"not heard: {words}\n    but: {spoken.text}")
    if said.ends is not turn.ends:
        faults.append("the session ends" if turn.ends else "the session goes on")
    if said.nobody is not turn.nobody:
        faults.append("nobody hears it" if turn.nobody else "it is heard")
    if timed and abs(_seconds(said.moment) - _seconds(turn.moment)) > 1:
        faults.append(f"said at {turn.moment}")
    if timed and abs((said.seconds or 0) - spoken.seconds) > 1:
        faults.append(f"lasts {spoken.seconds:.1f} s, not {said.seconds}")
    return [f"line {said.line + 1}, > {said.words}: {fault}" for fault in faults]


def _seconds(moment: str) -> int:
    minutes, _, seconds = moment.lstrip("+").rpartition(":")
    return 60 * int(minutes or 0) + int(seconds)
