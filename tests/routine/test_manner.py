"""How fast a routine is led."""

from __future__ import annotations

import pytest

from skill.routine.manner import Manner
from skill.routine.work import Reps


@pytest.mark.parametrize(("tempo", "breath"), [(0.5, 5.0), (1.0, 6.0), (1.2, 7.2), (1.5, 8.0)])
def test_a_breath_is_brisk_normal_or_slow(tempo: float, breath: float) -> None:
    assert Manner(tempo).breath == pytest.approx(breath)


@pytest.mark.parametrize(("tempo", "seconds"), [(0.5, 4.0), (0.8, 4.8), (1.0, 6.0), (1.5, 9.0)])
def test_a_rep_follows_the_tempo_and_never_gets_hasty(tempo: float, seconds: float) -> None:
    assert Manner(tempo).rep(Reps(count=10, seconds=6.0)) == pytest.approx(seconds)
