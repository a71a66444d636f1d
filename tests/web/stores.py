"""What metrics are told of a diary."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Told:
    """A diary's state, as it is set."""

    up: bool = True
    errors: int = 0
    pending: int = 0
    lost: int = 0
