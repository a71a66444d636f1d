from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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
