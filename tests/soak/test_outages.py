from __future__ import annotations

from soak import outages
from soak.postgres import running

TIMES = 2


def test_a_store_that_is_gone_costs_nothing_that_is_kept() -> None:
    with running() as server:  # One of its own: it is stopped on the way.
        result = outages.measure(server, "outages", TIMES)
    assert not result.faults
    assert result.outages == dict.fromkeys(outages.KINDS, TIMES)
    assert result.during > TIMES * len(outages.KINDS)
    assert result.complete == TIMES * len(outages.KINDS) * outages.LISTENERS
