"""How a listener likes the routine; kept until they say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from skill.routine.exercise import EXERCISES

PACES = {"slower": 1.5, "normal": 1.0, "faster": 0.8}
"""From slow to fast: what a rep or a breath lasts, as a multiple of the normal tempo."""

LEVELS = ("easier", "", "harder")
"""From easy to hard; "" is the usual form."""

SHORTEST_HOLD, LONGEST_HOLD = 10, 60
"""Seconds a hold may be asked to last; physiotherapy holds stretches for 10 to 60 s."""

WHATS = ("roller", "kneeling", "stomach", "twists")
"""What can be left out, beside single exercises."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything a listener has asked to be different."""

    pace: str = "normal"
    """One of PACES."""
    hold: int | None = None
    """Length of every timed hold, in seconds."""
    holds: Mapping[str, int] = field(default_factory=dict)
    """The same for single exercises."""
    levels: Mapping[str, str] = field(default_factory=dict)
    """"easier" or "harder", by exercise."""
    out: tuple[str, ...] = ()
    """Exercises, and kinds of them, that are left out."""
    detail: str = ""
    """"more" or "less" explanation, whatever the listener knows; "" goes by what they know."""
    stops: bool = False
    """Whether to stop for "ready" before each exercise."""

    def to_wire(self) -> dict[str, Any]:
        """Plain JSON; what has its default is left out."""
        wire: dict[str, Any] = {
            "pace": self.pace if self.pace != "normal" else None,
            "hold": self.hold,
            "holds": dict(self.holds),
            "levels": dict(self.levels),
            "out": list(self.out),
            "detail": self.detail,
            "stops": self.stops,
        }
        return {key: value for key, value in wire.items() if value}

    @classmethod
    def from_wire(cls, data: Any) -> Self:
        """The opposite; whatever is not understood is left at its default."""
        if not isinstance(data, Mapping):
            return cls()
        pace, detail, out = data.get("pace"), data.get("detail"), data.get("out")
        return cls(
            pace=pace if pace in PACES else "normal",
            hold=_hold(data.get("hold")),
            holds={key: _hold(value) or 0 for key, value in _of_exercises(data.get("holds")) if _hold(value)},
            levels={key: value for key, value in _of_exercises(data.get("levels")) if value in ("easier", "harder")},
            out=tuple(name for name in out if name in EXERCISES or name in WHATS) if isinstance(out, list) else (),
            detail=detail if detail in ("more", "less") else "",
            stops=data.get("stops") is True,
        )


def _hold(value: Any) -> int | None:
    return value if isinstance(value, int) and SHORTEST_HOLD <= value <= LONGEST_HOLD else None


def _of_exercises(data: Any) -> list[tuple[str, Any]]:
    items = data.items() if isinstance(data, Mapping) else ()
    return [(key, value) for key, value in items if key in EXERCISES]
