"""The real server, trusting the soak's own signature: FOLDER with the chain, DIARY, PORT, WORKERS.

It loads the program once, and forks a server for each line it reads; whose process it is, it answers.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from skill.settings import Settings
from skill.web.app import create_app
from skill.web.logs import configure_logs
from skill.web.serving import Server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SKILL_ID = "amzn1.ask.skill.soak"
NOW = "X-Now"
"""Header with the moment of a request: each listener of a soak has a clock of their own, on which days are minutes."""

_now: ContextVar[datetime] = ContextVar("now")


def settings(diary: str) -> Settings:
    """Those of every soak."""
    return Settings(skill_id=SKILL_ID, diary_url=diary)


def make_app(folder: Path, diary: str) -> Flask:
    """The application, with the chain in a folder."""
    chain = (folder / "chain.pem").read_bytes()
    roots = (folder / "roots.pem").read_bytes()
    app = create_app(settings(diary), clock=_now.get, trust_roots=roots, fetch=lambda _: chain)
    inner = app.wsgi_app

    def in_its_time(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        _now.set(datetime.fromisoformat(environ["HTTP_X_NOW"]))
        return inner(environ, start)

    app.wsgi_app = in_its_time  # type: ignore[assignment, method-assign]  # as Flask wants it
    return app


def serve(folder: Path, diary: str, port: int, workers: int) -> None:
    """Until a signal ends it."""
    configure_logs("warning")
    make = Server(lambda: make_app(folder, diary), host="127.0.0.1", port=port, workers=workers, log_level="critical")
    make.run()


def main() -> None:
    """A server a line."""
    folder, diary, port, workers = sys.argv[1:]
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.setpgid(0, 0)
            serve(Path(folder), diary, int(port), int(workers))
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
