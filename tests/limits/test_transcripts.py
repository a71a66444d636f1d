"""Every response in any of the transcripts keeps to the limits."""

from __future__ import annotations

from pathlib import Path

import pytest

from skill.conversation.limits import Limits
from tests.conversations.playing import play
from tests.limits.checks import faults

TRANSCRIPTS = sorted((Path(__file__).parents[1] / "conversations").glob("*.txt"))


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda file: file.stem)
def test_responses_of_a_conversation(file: Path) -> None:
    found = []
    for turn in play(file):
        for exchange in turn.exchanges:
            if exchange.heard is not None and exchange.request is not None:
                found += [f"{exchange.heard}: {fault}" for fault in faults(exchange.response, Limits())]
    assert not found
