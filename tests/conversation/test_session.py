from __future__ import annotations

from typing import Any

import pytest

from skill.conversation.session import Session


@pytest.mark.parametrize("value", [10**400, -(10**400), 1e308, "x", None, [], {}])
@pytest.mark.parametrize("name", list(Session.fresh("en-US").to_wire()))
def test_whatever_stands_in_a_state_a_session_comes_of_it(name: str, value: Any) -> None:
    wire = {**Session.fresh("en-US").to_wire(), name: value}
    assert Session.from_wire(wire, "en-US").plan
