"""A server to be killed: gunicorn in processes of its own, and a way to post to it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from skill.speaker.certificates import Signer
from skill.speaker.webhook import Answer, OverHttp
from soak.listener import START, Envelope
from soak.postgres import free_port
from soak.served import NOW

_START_SECONDS = 60.0


class Served:
    """The webhook on a diary; it can be started and killed again and again."""

    def __init__(self, diary: str, folder: Path, workers: int = 1) -> None:
        self.signer = Signer(START)
        (folder / "roots.pem").write_bytes(self.signer.trust_roots)
        (folder / "chain.pem").write_bytes(self.signer.chain_pem)
        self.port = free_port()
        self.group = 0
        self._webhook = OverHttp(f"http://127.0.0.1:{self.port}/alexa")
        self._log = folder / "log"
        command = [sys.executable, "-m", "soak.served", str(folder), diary, str(self.port), str(workers)]
        with self._log.open("wb") as log:
            self._parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)

    def start(self) -> None:
        """Returns when it listens."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(b"\n")
        self._parent.stdin.flush()
        self.group = int(self._parent.stdout.readline() or 0)
        until = time.monotonic() + _START_SECONDS
        while not self._listens():
            if not self.group or time.monotonic() > until:
                raise RuntimeError(f"the server does not start: {self.log()[-2000:]}")
            time.sleep(0.01)

    def kill(self) -> None:
        """All its processes, without a chance to do anything more; returns when they are gone."""
        if self.group:
            with suppress(ProcessLookupError):
                os.killpg(self.group, signal.SIGKILL)
            while self._listens():
                time.sleep(0.002)
            self.group = 0

    def close(self) -> None:
        """The server, and what forks it."""
        self.kill()
        self._parent.communicate()

    def post(self, envelope: Envelope) -> Answer:
        """Signs and posts; raises NoAnswerError when the server is killed meanwhile."""
        body, headers = self.signed(envelope)
        return self._webhook.post(body, headers)

    def signed(self, envelope: Envelope) -> tuple[bytes, dict[str, str]]:
        """A request's body and headers."""
        body = json.dumps(envelope).encode()
        moment = {"Content-Type": "application/json", NOW: envelope["request"]["timestamp"]}
        return body, self.signer.headers(body) | moment

    def workers(self) -> list[int]:
        """Ids of the processes that answer."""
        children = Path(f"/proc/{self.group}/task/{self.group}/children").read_text()
        return [int(child) for child in children.split()]

    def log(self) -> str:
        """What it has written so far."""
        return self._log.read_text()

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True


@contextmanager
def serving(diary: str, workers: int = 1) -> Iterator[Served]:
    """A server for the time being, started."""
    with tempfile.TemporaryDirectory() as folder:
        served = Served(diary, Path(folder), workers)
        try:
            served.start()
            yield served
        finally:
            served.close()
