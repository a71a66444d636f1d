from __future__ import annotations

import re

import pytest

from docs.parts.explored import Ways, ways
from docs.parts.moves import diagram
from skill.conversation.event import Said
from skill.conversation.phase import Phase
from skill.conversation.transitions import find


@pytest.fixture(scope="module")
def found() -> Ways:
    return ways()


def test_every_way_is_one_the_table_allows(found: Ways) -> None:
    for (start, to), said in found.items():
        for one in said:
            move = find(start, one)
            assert move is None or to in move.to, (start, one, to)


def test_everything_is_said_in_every_phase(found: Ways) -> None:
    for phase in Phase:
        assert {one for (start, _), said in found.items() if start is phase for one in said} == set(Said), phase


def test_every_phase_is_drawn_and_can_be_reached() -> None:
    arrows = re.findall(r"^    (\S+) --> (\S+?)(?::|$)", diagram(""), re.MULTILINE)
    assert {to for _, to in arrows} >= {phase.value for phase in Phase}
    assert {start for start, _ in arrows} >= {phase.value for phase in Phase if phase is not Phase.WHICH}
