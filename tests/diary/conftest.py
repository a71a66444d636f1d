from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from skill.conversation.memory import Kept, Memory
from skill.diary import Diary, open_diary
from soak.postgres import Postgres
from tests.diary.stores import Store

KEY = "a key of the tests"

Open = Callable[..., Diary]
_numbers = count()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "not yet there" / "diary.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "sqlite":
        return Store(f"sqlite:///{request.getfixturevalue('file')}", "sqlite")
    server: Postgres = request.getfixturevalue("postgres")
    return Store(server.create(f"test_{next(_numbers)}"), "postgresql")


def _opener(url: str) -> Iterator[Open]:
    opened: list[Diary] = []

    def again(key: str = KEY, seconds: float = 5.0) -> Diary:
        opened.append(open_diary(url, key, seconds))
        return opened[-1]

    yield again
    for diary in opened:
        diary.close()


@pytest.fixture
def open_store(store: Store) -> Iterator[Open]:
    """Opens the same store again and again; whatever was opened is closed after the test."""
    yield from _opener(store.url)


@pytest.fixture
def open_file(file: Path) -> Iterator[Open]:
    """The same for what only a SQLite file does."""
    yield from _opener(f"sqlite:///{file}")


@pytest.fixture
def diary(open_store: Open) -> Diary:
    return open_store()


@pytest.fixture
def memories() -> list[Memory]:
    """Three that differ: early, in the middle, at the end."""
    place = Kept("full", 3, "supine_twist", "hold-left", 1_790_000_000)
    return [
        Memory(met=True),
        Memory(met=True, place=place, programme="full", done={"cat_cow": 2, "knee_to_chest": 1}),
        Memory(met=True, programme="short", done={"cat_cow": 3, "pelvic_tilt": 3}, finished=3),
    ]
