from __future__ import annotations

import pytest

from skill.conversation.memory import Memory
from soak import sizes


@pytest.mark.parametrize("memory", [Memory(), Memory(choices=sizes.CHOOSY)], ids=["usual", "everything chosen"])
def test_a_memory_stays_small(memory: Memory) -> None:
    found = sizes.measure(memory, (1, 100, 500))
    assert all(size.bounded for size in found.values()), found
    assert found[500].after <= found[100].after + 9  # Only the counts have grown, each by a digit.
