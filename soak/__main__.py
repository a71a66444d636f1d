"""All of it, with what was counted: `python -m soak`, or some parts: `python -m soak kills load`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from skill.conversation.memory import Memory
from skill.web.logs import configure_logs
from soak import fuzz, kills, load, outages, races, replay, sizes
from soak.postgres import Postgres, running

KILLS = 200
"""Kills on each store."""
RACES = 1000
"""Races on each store."""
OUTAGES = 15
"""Outages of each kind."""
REQUESTS = 10_000
"""Requests with whatever in them."""
DAY = 10_000
"""Listeners of a day that is replayed."""
LISTENERS, TURNS, THINKING = 1000, 12, 10.0
"""The crowd, how many turns each takes, and the seconds between two of them."""


def main(chosen: list[str]) -> int:
    """Prints what came of each part; 1 where something did not hold."""
    configure_logs("critical")  # What breaks here is meant to.
    faults: list[str] = []
    with running() as server:
        for name, part in PARTS.items():
            if not chosen or name in chosen:
                faults += part(server)
    for fault in faults:
        print(f"FAULT: {fault[:400]}", flush=True)
    return 1 if faults else 0


def _kills(server: Postgres) -> list[str]:
    _title("The server killed in the middle of conversations")
    faults: list[str] = []
    for name, url in _stores(server, "kills"):
        result = kills.measure(url, KILLS)
        _tell(f"{name}: {result}")
        faults += result.faults
    return faults


def _races(server: Postgres) -> list[str]:
    _title("Two devices of one listener, turns at the same moment")
    faults: list[str] = []
    for name, url in _stores(server, "races"):
        result = races.measure(url, RACES)
        _tell(f"{name}: {result}")
        faults += result.faults
    return faults


def _outages(server: Postgres) -> list[str]:
    _title("PostgreSQL gone in the middle of conversations")
    result = outages.measure(server, "outages", OUTAGES)
    _tell(str(result))
    return result.faults


def _sizes(_server: Postgres) -> list[str]:
    _title("Bytes of a memory after so many sessions, and the most in the middle of one")
    large: list[str] = []
    for name, memory in {"usual": Memory(), "everything chosen": Memory(choices=sizes.CHOOSY)}.items():
        found = sizes.measure(memory)
        _tell(f"{name}: " + ", ".join(f"{count:,}: {size.after}, {size.most}" for count, size in found.items()))
        large += [f"{name}: {size}" for size in found.values() if not size.bounded]
    return large


def _fuzz(_server: Postgres) -> list[str]:
    _title("Signed requests with whatever in them")
    result = fuzz.measure(REQUESTS)
    _tell(str(result))
    return result.faults


def _replay(_server: Postgres) -> list[str]:
    _title("A day, replayed")
    with _file() as url:
        result = replay.measure(url, DAY)
    _tell(str(result))
    return result.faults


def _load(server: Postgres) -> list[str]:
    _title("A crowd, on gunicorn and PostgreSQL")
    result = load.measure(server, "load", LISTENERS, TURNS, THINKING)
    _tell(str(result))
    return [f"{result.errors} errors, {result.wrong} wrong places"] if result.errors or result.wrong else []


PARTS: dict[str, Callable[[Postgres], list[str]]] = {
    "kills": _kills,
    "races": _races,
    "outages": _outages,
    "sizes": _sizes,
    "fuzz": _fuzz,
    "replay": _replay,
    "load": _load,
}


def _stores(server: Postgres, name: str) -> Iterator[tuple[str, str]]:
    with _file() as url:
        yield "SQLite", url
    yield "PostgreSQL", server.create(name)


@contextmanager
def _file() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/diary.db"


def _title(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def _tell(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
