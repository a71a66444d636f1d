"""A conversation as it is spoken, with long responses shortened by hand."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).parents[2]
WIDTH = 88
"""Columns of a page's code before a browser scrolls."""
ELISION = "…"
COMMAND = "back-routine say "

_TURN = re.compile(r" *(\d+:\d\d)  (\w+) +(.*)")
_ASIDE = re.compile(r" {8}(\(.*\))")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing said, or one remark about it."""

    time: str
    """Minutes and seconds; empty for a remark."""
    who: str
    """Who speaks; empty for a remark."""
    text: str
    """What is said, its lines joined."""

    def lines(self) -> Iterator[str]:
        """As the command prints it."""
        if not self.who:
            yield f"{'':8}{self.text}"
            return
        head = f"{self.time:>6}  {self.who:7}  "
        yield from textwrap.wrap(self.text, WIDTH, initial_indent=head, subsequent_indent=" " * len(head))


def spoken(old: str) -> str:
    """The conversation of the command in the old text, kept as short as it was wherever it still is so."""
    asked, shown = _read(old)
    now = _parsed(_printed(asked))
    kept = [entry if was is None else _kept(was, entry) for was, entry in zip_longest(shown, now) if entry]
    return "\n".join(["```console", *asked, *(line for entry in kept for line in entry.lines()), "```"])


def fits(shown: str, said: str) -> bool:
    """Whether a text is what was said, where "…" stands for one word or more, or one pause or more."""
    pattern = " ".join(".+" if word == ELISION else re.escape(word) for word in shown.split())
    return re.fullmatch(pattern, " ".join(said.split())) is not None


def _kept(was: Entry, entry: Entry) -> Entry:
    """An entry in its old, shorter words, where these are still right."""
    return replace(entry, text=was.text) if was.who == entry.who and fits(was.text, entry.text) else entry


def _read(old: str) -> tuple[list[str], list[Entry]]:
    """The lines of the command, and the entries after them."""
    lines = [line for line in old.splitlines() if not line.startswith("```")]
    first = next((at for at, line in enumerate(lines) if _TURN.fullmatch(line)), len(lines))
    return lines[:first], _parsed(lines[first:])


def _parsed(lines: Iterable[str]) -> list[Entry]:
    entries: list[Entry] = []
    for line in lines:
        if turn := _TURN.fullmatch(line):
            entries.append(Entry(*turn.groups()))
        elif aside := _ASIDE.fullmatch(line):
            entries.append(Entry("", "", aside[1]))
        elif line.strip():
            entries[-1] = replace(entries[-1], text=f"{entries[-1].text} {line.strip()}")
    return entries


def _printed(asked: list[str]) -> list[str]:
    command = " ".join(line.removesuffix("\\") for line in asked).removeprefix("$ ")
    if not command.startswith(COMMAND):
        raise ValueError(f"a conversation begins with {COMMAND}: {command!r}")
    arguments = [sys.executable, "-m", "skill", *shlex.split(command)[1:]]
    done = subprocess.run(arguments, cwd=ROOT, env=plain_environment(), capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def plain_environment() -> dict[str, str]:
    """The caller's, without what would change how the command behaves or watch it."""
    strange = ("BACK_ROUTINE_", "COVERAGE_", "PYTHON")
    return {name: value for name, value in os.environ.items() if not name.startswith(strange)}
