"""A server that runs, and clients that behave badly."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

from skill.speaker.certificates import Signer

REPOSITORY = Path(__file__).parents[2]
SKILL_ID = "amzn1.ask.skill.ours"


@dataclass(frozen=True)
class Served:
    """A server, and the one whose signature it trusts."""

    port: int
    signer: Signer
    process: subprocess.Popen[bytes]
    log: Path

    def body(self, request_id: str) -> bytes:
        application = {"applicationId": SKILL_ID}
        stamp = datetime.now(UTC).isoformat()
        request = {"type": "LaunchRequest", "requestId": request_id, "timestamp": stamp}
        return json.dumps({"session": {"application": application}, "request": request}).encode()

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def raw(self, lines: bytes) -> bytes:
        """What comes back for these bytes, until the server closes."""
        with self.connect() as connection:
            connection.sendall(lines)
            return rest(connection)

    def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        return self.ask("POST", "/alexa", body, headers)

    def get(self, path: str) -> tuple[int, bytes]:
        return self.ask("GET", path, b"", {})

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return response.status, response.read()

    def answers(self, request_id: str) -> bool:
        """Whether a good request is answered, as those of a device would be."""
        body = self.body(request_id)
        return self.post(body, self.signer.headers(body))[0] == 200

    def workers(self) -> list[int]:
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def rest(connection: socket.socket) -> bytes:
    """Whatever comes until the server closes."""
    return b"".join(iter(lambda: connection.recv(4096), b""))


def silent(connection: socket.socket) -> bool:
    """Whether the server has neither answered nor closed."""
    connection.setblocking(False)
    try:
        connection.recv(1)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        connection.settimeout(20)


@contextmanager
def serving(folder: Path, *arguments: str, script: str = "served_edge.py") -> Iterator[Served]:
    """A script of this folder, given a folder with a chain, a port and arguments."""
    signer = Signer(datetime.now(UTC))
    (folder / "roots.pem").write_bytes(signer.trust_roots)
    (folder / "chain.pem").write_bytes(signer.chain_pem)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(Path(__file__).with_name(script)), str(folder), str(port), *arguments]
    with (folder / "log").open("wb") as log, ExitStack() as ending:
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        process = subprocess.Popen(command, env=environment, stderr=log)
        ending.callback(process.wait, 30)
        ending.callback(process.terminate)
        _wait_for(port, process)
        yield Served(port, signer, process, folder / "log")


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server ended"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not begin to listen")
