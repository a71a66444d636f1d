"""`python -m skill`: the same as the command `back-routine`."""

from __future__ import annotations

from skill.cli import main

main()
