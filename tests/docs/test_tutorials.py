"""Follows the tutorials: what they say to write is written into a copy, and what they say to run is run there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from docs.parts.conversation import fits

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COPIED = ("skill", "interaction_model")


@pytest.fixture
def copy(tmp_path: Path, root: Path) -> Path:
    for name in COPIED:
        shutil.copytree(root / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.fixture
def run(copy: Path, environment: dict[str, str]) -> Callable[[str], str]:
    def run(command: str) -> str:
        words = shlex.split(command)
        words = [sys.executable, "-m", "skill", *words[1:]] if words[0] == "back-routine" else words
        done = subprocess.run(words, cwd=copy, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        return done.stdout

    return run


@pytest.mark.parametrize("page", ["add-an-exercise", "add-a-programme", "add-a-language"])
def test_tutorial_works(page: str, texts: dict[str, str], copy: Path, run: Callable[[str], str]) -> None:
    for kind, block in BLOCK.findall(texts[f"docs/{page}.md"]):
        if kind == "diff":
            change(copy, block)
        elif kind == "toml":
            write(copy, block)
        else:
            assert kind == "console"
            follow(block, run)


def write(copy: Path, block: str) -> None:
    """A whole file; its name is in the comment on the first line."""
    name, text = block.split("\n", 1)
    (copy / name.removeprefix("# ")).write_text(text, encoding="utf-8")


def change(copy: Path, block: str) -> None:
    """A change to the file named on the first line, at the only place where it fits."""
    name, *lines = block.splitlines()
    file = copy / name.removeprefix("+++ ")
    text = file.read_text(encoding="utf-8")
    old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
    new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
    assert text.count(old) == 1, f"{name} does not hold, once: {old}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def follow(block: str, run: Callable[[str], str]) -> None:
    """Commands, each with what it prints, where "…" stands for whatever else."""
    for exchange in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, shown = exchange.split("\n", 1)
        printed = run(command)
        assert not shown.strip() or fits(shown, printed), f"{command} printed {printed}"
