from __future__ import annotations

import io
import os
import tty
from collections.abc import Iterator

import pytest

from skill.speaker import keyboard
from skill.speaker.keyboard import Lines, Typed


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """A person's end and the program's end."""
    person, program = os.openpty()
    tty.setcbreak(program)  # as left by a first look, so that what is typed does not wait for Enter
    yield person, program
    os.close(person)
    os.close(program)


class Prompt:
    """Finishes every line in the same way."""

    def __init__(self, rest: str = "") -> None:
        self.rest = rest
        self.begun: list[str] = []

    def __call__(self, begun: str) -> str:
        self.begun.append(begun)
        if self.rest == "ends":
            raise EOFError
        return begun + self.rest


def test_lines_wait_and_are_never_early() -> None:
    slept: list[float] = []
    lines = Lines(io.StringIO("ready\n\n  next \n"), slept.append)
    assert not lines.begun(4.5)
    assert slept == [4.5]
    assert [lines.line(), lines.line(), lines.line()] == ["ready", "next", None]


def test_the_first_key_is_when_somebody_begins(terminal: tuple[int, int]) -> None:
    person, program = terminal
    typed = Typed(program, prompt := Prompt("ause"))
    assert not typed.begun(0)
    os.write(person, b"p")
    assert typed.begun(5)
    assert typed.begun(0)
    assert typed.line() == "pause"
    assert prompt.begun == ["p"]


def test_whole_lines_need_no_finishing(terminal: tuple[int, int]) -> None:
    person, program = terminal
    typed = Typed(program, prompt := Prompt(" please"))
    os.write(person, b"ready\nnext")
    assert typed.begun(5)
    assert typed.line() == "ready"
    assert typed.begun(0)
    assert typed.line() == "next please"
    assert prompt.begun == ["next"]


def test_enter_and_arrow_keys_alone_ask_for_words(terminal: tuple[int, int]) -> None:
    person, program = terminal
    for keys in (b"\n", b"\x1b[A"):
        typed = Typed(program, prompt := Prompt("repeat"))
        os.write(person, keys)
        assert typed.begun(5)
        assert typed.line() == "repeat"
        assert prompt.begun == [""]


def test_the_end_of_input_ends_it(terminal: tuple[int, int]) -> None:
    person, program = terminal
    typed = Typed(program, Prompt())
    os.write(person, b"\x04")
    assert typed.begun(5)
    assert typed.line() is None
    assert Typed(program, Prompt("ends")).line() is None


def test_the_prompt_goes_on_where_the_first_key_began(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda text: text + "finished")
    assert keyboard.prompt("f") == "> finished"
