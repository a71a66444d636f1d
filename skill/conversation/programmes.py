"""Which programme somebody means."""

from __future__ import annotations

from skill.conversation.scene import Scene
from skill.routine.programme import PROGRAMMES

SHORTEST = "short"
"""The programme offered to whoever has little time."""


def has_shorter(programme: str) -> bool:
    """Whether the short routine is worth offering beside a programme."""
    return programme != SHORTEST


def nearest(scene: Scene, seconds: int) -> str:
    """The programme whose length, for this listener, comes nearest to what they asked for."""
    return min(PROGRAMMES, key=lambda name: abs(scene.laid_out(PROGRAMMES[name]).total - seconds))
