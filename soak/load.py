"""A crowd of listeners at once, on gunicorn and PostgreSQL: nobody hears an error, nobody loses their place."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import mean, quantiles
from typing import Any

from soak.listener import Calm, Envelope, Listener, Twin, place
from soak.postgres import Postgres
from soak.server import Served, serving

WORKERS = 2
"""Processes that answer: one a core."""
PATIENCE = 8.0
"""Seconds Amazon waits for an answer."""


@dataclass(slots=True)
class Turn:
    """One turn as the crowd saw it."""

    request: Envelope
    """What was asked."""
    seconds: float
    """Until the whole answer was there."""
    status: int
    """Of HTTP; 0 where nobody answered."""
    place: tuple[Any, Any] = (None, None)
    """Where the answer left the listener."""
    received: int = 0
    """Bytes of the answer."""


@dataclass(slots=True)
class Load:
    """What came of it."""

    listeners: int
    """Who talked at once."""
    turns: int = 0
    """Turns, all in all."""
    errors: int = 0
    """Turns that were not answered with 200 in time."""
    wrong: int = 0
    """Turns that left somebody elsewhere than where they should be."""
    seconds: float = 0.0
    """From the first turn to the last."""
    latencies: list[float] = field(default_factory=list)
    """Seconds of each turn, sorted."""
    memory: list[int] = field(default_factory=list)
    """Bytes of each worker that are its own, or its share of what it shares."""
    request_bytes: float = 0.0
    """Mean body of a request."""
    response_bytes: float = 0.0
    """Mean body of an answer."""
    statements: float = 0.0
    """Statements a turn."""
    written_bytes: float = 0.0
    """Bytes of PostgreSQL's write-ahead log a turn."""
    warnings: int = 0
    """Lines in the server's log, none of which is good."""

    def __str__(self) -> str:
        cuts = quantiles(self.latencies, n=100)
        memory = ", ".join(f"{bytes_ / 2**20:.0f}" for bytes_ in self.memory)
        return (
            f"{self.listeners} listeners, {self.turns} turns in {self.seconds:.0f} s: {self.errors} errors, "
            f"{self.wrong} wrong places, {self.warnings} warnings\n"
            f"{self.turns / self.seconds:.0f} turns a second; p50 {cuts[49] * 1000:.0f} ms, "
            f"p99 {cuts[98] * 1000:.0f} ms, longest {self.latencies[-1] * 1000:.0f} ms\n"
            f"memory of the workers: {memory} MiB; a turn: {self.request_bytes:.0f} bytes in, "
            f"{self.response_bytes:.0f} out, {self.statements:.2f} statements, {self.written_bytes:.0f} bytes written"
        )


def measure(server: Postgres, database: str, listeners: int, turns: int, think: float, seed: int = 1) -> Load:
    """So many listeners take so many turns each, and think so many seconds between them, on average."""
    crowd = [Listener(f"load {number}", seed * 1_000_003 + number) for number in range(listeners)]
    result = Load(listeners)
    url = server.create(database)
    with _statements(server, database, result), serving(url, WORKERS) as served:
        began = time.monotonic()
        taken = asyncio.run(_all(crowd, served, turns, think, Random(seed)))
        result.seconds = time.monotonic() - began
        result.memory = [_memory(worker) for worker in served.workers()]
        result.warnings = len(served.log().splitlines())
    _sum_up(result, [turn for one in taken for turn in one])
    result.wrong = _wrong(crowd, taken)
    return result


async def _all(crowd: list[Listener], served: Served, turns: int, think: float, random: Random) -> list[list[Turn]]:
    tasks = [_one(listener, served, turns, think, Random(random.random())) for listener in crowd]
    return await asyncio.gather(*tasks)


async def _one(listener: Listener, served: Served, turns: int, think: float, random: Random) -> list[Turn]:
    taken: list[Turn] = []
    while len(taken) < turns:
        await asyncio.sleep(think * random.uniform(0.5, 1.5) if taken else think * random.random())
        request = listener.ask()
        body, headers = served.signed(request)
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE):
                status, answer = await _post(served.port, body, headers)
        except (OSError, TimeoutError, ValueError):
            status, answer = 0, b""
        turn = Turn(request, time.monotonic() - began, status, received=len(answer))
        taken.append(turn)
        if status != 200:
            break
        parsed = json.loads(answer)
        turn.place = place(parsed)
        listener.hear(parsed)
    return taken


async def _post(port: int, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        lines = {"Host": "localhost", "Connection": "close", "Content-Length": str(len(body)), **headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        writer.write(f"POST /alexa HTTP/1.1\r\n{head}\r\n".encode() + body)
        answer = await reader.read(-1)
    finally:
        writer.close()
    first, _, rest = answer.partition(b"\r\n")
    return int(first.split()[1]), rest.partition(b"\r\n\r\n")[2]


def _sum_up(result: Load, turns: list[Turn]) -> None:
    result.turns = len(turns)
    result.errors = sum(turn.status != 200 for turn in turns)
    result.latencies = sorted(turn.seconds for turn in turns)
    result.request_bytes = mean(len(json.dumps(turn.request)) for turn in turns)
    result.response_bytes = mean(turn.received for turn in turns)
    result.statements /= len(turns)
    result.written_bytes /= len(turns)


def _wrong(crowd: list[Listener], taken: list[list[Turn]]) -> int:
    """Compared afterwards, so that it takes no time from the crowd."""
    calm, wrong = Calm(), 0
    for listener, turns in zip(crowd, taken, strict=True):
        twin = Twin(listener, calm)
        wrong += sum(place(twin.take(turn.request)) != turn.place for turn in turns if turn.status == 200)
    calm.diary.close()
    return wrong


def _memory(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


@contextmanager
def _statements(server: Postgres, database: str, result: Load) -> Iterator[None]:
    """What PostgreSQL has counted meanwhile: each statement is a transaction of its own."""
    before = _counted(server, database)
    yield
    time.sleep(1.5)  # A connection reports when it ends.
    after = _counted(server, database)
    result.statements, result.written_bytes = (float(new - old) for new, old in zip(after, before, strict=True))


def _counted(server: Postgres, database: str) -> tuple[int, int]:
    import psycopg

    query = """
        SELECT xact_commit + xact_rollback, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint
        FROM pg_stat_database WHERE datname = %s
    """
    with psycopg.connect(server.url()) as connection:
        row = connection.execute(query, (database,)).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])
