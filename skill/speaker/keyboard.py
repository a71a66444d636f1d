"""Where typed words come from: a terminal, in which one notices the first key, or any stream of lines."""

from __future__ import annotations

import os
import select
import termios
import time
import tty
from collections.abc import Callable
from typing import Protocol, TextIO


class Keyboard(Protocol):
    """Stands for the listener's mouth."""

    live: bool
    """Whether one notices that somebody begins, so that they can interrupt or stay silent."""

    def begun(self, seconds: float) -> bool:
        """Wait so long for somebody to begin; True as soon as they do."""
        ...

    def line(self) -> str | None:
        """The words, when they are finished; None at the end of all input."""
        ...


class Lines:
    """A file or a pipe: each line is said when the speaker has finished."""

    live = False

    def __init__(self, stream: TextIO, sleep: Callable[[float], None] = time.sleep) -> None:
        self._stream = stream
        self._sleep = sleep

    def begun(self, seconds: float) -> bool:
        self._sleep(max(0.0, seconds))
        return False

    def line(self) -> str | None:
        for line in self._stream:
            if words := line.strip():
                return words
        return None


def prompt(begun: str) -> str:
    """Let a line be finished that was begun with these letters; raises EOFError."""
    import readline

    readline.set_startup_hook(lambda: readline.insert_text(begun))
    try:
        return input("> ")
    finally:
        readline.set_startup_hook(None)


class Typed:
    """A terminal: the first key is when somebody begins to speak."""

    live = True

    def __init__(self, terminal: int = 0, prompt: Callable[[str], str] = prompt) -> None:
        self._terminal = terminal
        self._prompt = prompt
        self._keys = ""

    def begun(self, seconds: float) -> bool:
        if self._keys:
            return True
        before = termios.tcgetattr(self._terminal)
        tty.setcbreak(self._terminal, termios.TCSANOW)  # at once, and without losing what was typed
        try:
            if select.select([self._terminal], [], [], max(0.0, seconds))[0]:
                # A terminal that has gone reads as nothing: the end of input.
                self._keys = os.read(self._terminal, 1024).decode(errors="ignore") or "\x04"
        finally:
            termios.tcsetattr(self._terminal, termios.TCSADRAIN, before)
        return bool(self._keys)

    def line(self) -> str | None:
        while True:
            keys, newline, rest = self._keys.partition("\n")
            if "\x04" in keys:
                return None
            begun = "".join(key for key in keys if key.isprintable()) if "\x1b" not in keys else ""
            self._keys = rest
            try:
                words = begun if newline else self._prompt(begun)
            except EOFError:
                return None
            if words.strip():
                return words.strip()
