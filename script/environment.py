"""Builds .venv from the locks; does nothing when it is current. Run by script/setup, by a bare Python."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "built.json"
"""What .venv was built from; there only while .venv is whole."""
LEVELS = ("run", "test")
"""Each has its lock, and each holds all of the one before it."""


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def wanted(level: str) -> dict[str, Any]:
    """What .venv should have been built from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    installed = {key: project[key] for key in ("build-system", "project")}
    return {
        "root": str(ROOT),
        "python": f"{platform.python_version()} {os.path.realpath(sys.executable)}",
        "level": level,
        "locks": {name: digest((ROOT / f"requirements/{name}.lock").read_bytes()) for name in LEVELS},
        "project": digest(json.dumps(installed, sort_keys=True).encode()),
    }


def built() -> dict[str, Any]:
    """What .venv was built from: nothing when it is missing or half built."""
    try:
        stamp = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def covers(have: dict[str, Any], level: str) -> bool:
    return have.get("level") in LEVELS[LEVELS.index(level) :]


def extends(have: dict[str, Any], want: dict[str, Any]) -> bool:
    """Whether what is there can be added to, instead of built anew."""
    return all(have.get(key) == want[key] for key in ("root", "python", "locks"))


def run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=True)


def pip_install(*arguments: str) -> None:
    # -I and --no-user: nothing of the caller's own packages or habits gets in.
    python = str(VENV / "bin" / "python")
    quiet = ("-qq", "--no-input", "--no-user", "--disable-pip-version-check")
    run(python, "-I", "-m", "pip", "install", *quiet, *arguments)


def build(have: dict[str, Any], want: dict[str, Any]) -> None:
    level = want["level"]
    print(f"Building .venv for `make {level}` with Python {platform.python_version()} ...", file=sys.stderr)
    if not extends(have, want):
        have = {}
        shutil.rmtree(VENV, ignore_errors=True)
        venv.create(VENV, with_pip=True, symlinks=True)
    STAMP.unlink(missing_ok=True)
    if not covers(have, level):
        pip_install("--require-hashes", "--requirement", f"requirements/{level}.lock")
    if have.get("project") != want["project"]:
        pip_install("--no-deps", "--no-build-isolation", "--editable", ".")
    level = level if not covers(have, level) else have["level"]
    STAMP.write_text(json.dumps({**want, "level": level}, indent=1) + "\n")


def main(level: str) -> int:
    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # Two makes at once: the second waits, and finds it done.
    have, want = built(), wanted(level)
    if extends(have, want) and covers(have, level) and have.get("project") == want["project"]:
        return 0
    try:
        build(have, want)
    except subprocess.CalledProcessError as error:
        print(f"back-routine: .venv could not be built, see above: {shlex.join(error.cmd)}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"back-routine: .venv could not be built: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
