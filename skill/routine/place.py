"""A place in the routine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a plan something is: an item of it and a segment of that item."""

    index: int
    """Position in the plan, from 0; the number of items means the closing of the routine."""
    segment: str
    """Key of a segment, such as "setup", "hold-right" or "reps-5"; the same at every pace and length."""
