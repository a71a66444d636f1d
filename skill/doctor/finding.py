"""What one check found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of an examination."""

    name: str
    """What was looked at."""
    wrong: str = ""
    """What is wrong with it; empty where all is well."""
    todo: str = ""
    """What to do about it."""
    fatal: bool = True
    """Whether Amazon would turn the skill down, or fail to reach it, for what is wrong."""
    seen: str = ""
    """What was found where all is well."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong

    @property
    def passes(self) -> bool:
        """Whether Amazon would let it pass."""
        return self.ok or not self.fatal


def well(name: str, seen: str = "") -> Finding:
    """Nothing is wrong."""
    return Finding(name, seen=seen)


def fault(name: str, wrong: str, todo: str) -> Finding:
    """With this it would not pass."""
    return Finding(name, wrong, todo)


def advice(name: str, wrong: str, todo: str) -> Finding:
    """Better otherwise, but it would pass."""
    return Finding(name, wrong, todo, fatal=False)
