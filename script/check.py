"""Everything that must hold before a change goes in, one check after the other. Run by `make test`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TYPED = [name for name in ("skill", "tests", "script", "bench", "soak") if any((ROOT / name).rglob("*.py"))]
CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy", "--strict", *TYPED],
    "imports": ["lint-imports"],
    "models": ["back-routine", "models", "--check"],
    "tests": ["coverage", "run", "-m", "pytest", "-n", "auto", "--dist", "loadfile"],
    "coverage (collect)": ["coverage", "combine", "--quiet"],
    "coverage": ["coverage", "report"],
}


def environment() -> dict[str, str]:
    """The caller's, without what would change how the skill behaves."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BACK_ROUTINE_", "COVERAGE_")) and name != "PYTHONPATH"
    }


def passes(name: str, command: list[str]) -> bool:
    print(f"== {name}: {' '.join(command)}", flush=True)
    began = time.monotonic()
    code = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL
    ).returncode
    print(f"   {'ok' if code == 0 else 'FAILED'}, {time.monotonic() - began:.1f} s", flush=True)
    return code == 0


def main() -> int:
    for leftover in ROOT.glob(".coverage*"):  # Of a run that was broken off.
        leftover.unlink()
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    print(f"FAILED: {', '.join(failed)}" if failed else "All checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
