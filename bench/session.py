"""The requests of one session of `full`, signed, as a familiar listener makes them from launch to goodbye."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

from flask import Flask

from skill.alexa.gate import Gate
from skill.conversation.limits import Limits
from skill.diary import open_diary
from skill.settings import Settings
from skill.speaker.certificates import Signer
from skill.speaker.envelope import LAUNCH, Envelopes, Session
from skill.speaker.hearing import Heard
from skill.web import create_app

SKILL_ID = "amzn1.ask.skill.bench"
_START = datetime(2026, 1, 5, 7, tzinfo=UTC)
_SESSIONS_BEFORE = 3
_BETWEEN = timedelta(days=1)
_MOST_TURNS = 100


@dataclass(frozen=True, slots=True)
class Request:
    """One request, and what was answered when it was first made."""

    at: datetime
    """Its timestamp."""
    body: bytes
    """As it goes over the wire."""
    headers: Mapping[str, str]
    """Its signature."""
    answer: dict[str, Any]
    """The response envelope."""


class Stack:
    """The whole application with a diary, and somebody who signs for it."""

    def __init__(self, file: Path) -> None:
        self.now = _START
        self._file = file
        self._rows: list[tuple[Any, ...]] = []
        self.signer = Signer(_START)
        self.diary = diary = open_diary(f"sqlite:///{file}", "key")
        self.app = create_app(
            Settings(skill_id=SKILL_ID),
            clock=lambda: self.now,
            trust_roots=self.signer.trust_roots,
            fetch=self.signer.fetch,
            diary=diary,
            diary_seconds=30,  # A busy machine costs time, not the memory.
            zones=lambda _: "Europe/Berlin",  # Else it would be measured how long a network takes to find nobody.
        )

    def gate(self) -> Gate:
        """Another gate like the application's own."""
        return Gate(
            skill_id=SKILL_ID,
            trust_roots=self.signer.trust_roots,
            fetch=self.signer.fetch,
            clock=lambda: self.now,
        )

    def keep(self) -> None:
        """Remembers what is in the diary."""
        with closing(sqlite3.connect(self._file)) as connection:
            self._rows = connection.execute("SELECT * FROM entries").fetchall()

    def restore(self) -> None:
        """The diary as it was, so that the same requests may be sent again, and write without a conflict."""
        with closing(sqlite3.connect(self._file)) as connection, connection:
            for row in self._rows:
                connection.execute(f"REPLACE INTO entries VALUES ({','.join('?' * len(row))})", row)

    def send(self, request: Request) -> bytes:
        """What is answered to a request, at its own time."""
        self.now = request.at
        return post(self.app, "/alexa", request.body, request.headers)


def record(stack: Stack) -> tuple[Request, ...]:
    """The requests of a session, after three that acquainted the listener with everything."""
    for day in range(_SESSIONS_BEFORE):
        _session(stack, _START + day * _BETWEEN)
    stack.keep()
    return _session(stack, _START + _SESSIONS_BEFORE * _BETWEEN)


def _session(stack: Stack, at: datetime) -> tuple[Request, ...]:
    envelopes = Envelopes(SKILL_ID)
    session, heard = Session(), Heard("open my back routine", reaches=True, intent=LAUNCH)
    requests: list[Request] = []
    for _ in range(_MOST_TURNS):
        body = json.dumps(envelopes.heard(heard, session, at)).encode()
        signed = Request(at, body, stack.signer.headers(body), {})
        answer = json.loads(stack.send(signed))
        requests.append(Request(at, body, signed.headers, answer))
        if answer["response"]["shouldEndSession"]:
            return tuple(requests)
        session = Session(answer["sessionAttributes"], new=False, id=session.id)
        heard = Heard("ready", reaches=True, intent="ReadyIntent")
        at += _spoken(answer["sessionAttributes"])
    raise RuntimeError("the session does not end")


def _spoken(attributes: Mapping[str, Any]) -> timedelta:
    """From a request to the next one, which is made when the voice has finished."""
    timeline = attributes["timeline"]
    limits = Limits()
    length = timeline["length"] if timeline else 0.0
    return timedelta(seconds=ceil(length + limits.lead_seconds + limits.said_seconds))


def post(app: Flask, path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    """The body of a response; RuntimeError where it is not 200."""
    status, answer = called(app, path, body, headers)
    if status != 200:
        raise RuntimeError(f"answered with {status}")
    return answer


def called(app: Flask, path: str, body: bytes, headers: Mapping[str, str], method: str = "POST") -> tuple[int, bytes]:
    """Status and body of a response, by no more than a server needs to do."""
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        **named,
    }
    status: list[str] = []

    def start_response(line: str, *_: Any) -> Any:
        status.append(line)

    parts = app.wsgi_app(environ, start_response)
    answer = b"".join(parts)
    if hasattr(parts, "close"):  # what WSGI asks of a server
        parts.close()
    return int(status[0].split()[0]), answer
