from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from skill.conversation.memory import Kept, Memory
from skill.diary import Diary, open_diary

KEY = "a key of the tests"

Open = Callable[..., Diary]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "not yet there" / "diary.db"


@pytest.fixture
def open_file(file: Path) -> Iterator[Open]:
    """Opens the same file again and again; whatever was opened is closed after the test."""
    opened: list[Diary] = []

    def again(key: str = KEY) -> Diary:
        opened.append(open_diary(f"sqlite:///{file}", key))
        return opened[-1]

    yield again
    for diary in opened:
        diary.close()


@pytest.fixture
def diary(open_file: Open) -> Diary:
    return open_file()


@pytest.fixture
def memories() -> list[Memory]:
    """Three that differ: early, in the middle, at the end."""
    place = Kept("full", 3, "supine_twist", "hold-left", 1_790_000_000)
    return [
        Memory(met=True),
        Memory(met=True, place=place, programme="full", done={"cat_cow": 2, "knee_to_chest": 1}),
        Memory(met=True, programme="short", done={"cat_cow": 3, "pelvic_tilt": 3}, finished=3),
    ]
