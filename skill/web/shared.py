"""Figures of several processes, added up: each counts in files of its own, which all can read.

The client library does so where a variable of the environment says in which folder, from the moment on at which a
figure is made. It keeps the files of the dead for good. Here they are added to the sums, and deleted.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client import CollectorRegistry, values
from prometheus_client.mmap_dict import MmapedDict, mmap_key
from prometheus_client.multiprocess import MultiProcessCollector

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_KINDS = ("counter", "histogram")
"""What is added up beyond the life of a process; a gauge tells of the living."""
_MEMORY = Path("/dev/shm")


def scratch() -> str | None:
    """A folder for small files that many processes write and nobody keeps: in memory, where there is such a thing."""
    return str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None


class Shared:
    """A folder that the parent of all processes makes, and removes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """Where the files are."""
        self._parent = os.getpid()

    @classmethod
    def begin(cls) -> Shared:
        """From now on, whatever figure is made is counted in files, by this process and all that it forks."""
        folder = Path(tempfile.mkdtemp(prefix="back-routine-", dir=scratch()))
        os.environ[_FOLDER] = str(folder)
        values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
        return cls(folder)

    def end(self) -> None:
        """Takes it all back; does nothing in a process that was forked."""
        if os.getpid() != self._parent:
            return
        if os.environ.get(_FOLDER) == str(self.folder):
            del os.environ[_FOLDER]
            values.ValueClass = values.MutexValue
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def reading(self) -> Iterator[CollectorRegistry]:
        """The sums over all processes, the dead included; nothing is moved meanwhile."""
        registry = CollectorRegistry()
        MultiProcessCollector(registry, str(self.folder))  # type: ignore[no-untyped-call]
        with self._locked(fcntl.LOCK_SH):
            yield registry

    def bury(self, pid: int) -> None:
        """A process has ended: what it counted is kept, its files are not."""
        with self._locked(fcntl.LOCK_EX):
            for kind in _KINDS:
                theirs = self.folder / f"{kind}_{pid}.db"
                if theirs.exists():
                    self._add_up(kind, theirs)
                    theirs.unlink()
            for gauge in self.folder.glob(f"gauge_*_{pid}.db"):
                gauge.unlink()

    def _add_up(self, kind: str, theirs: Path) -> None:
        """Adds one process' figures to those of all that ended before it."""
        sums = self.folder / f"{kind}_dead.db"
        files = [str(file) for file in (sums, theirs) if file.exists()]
        metrics = MultiProcessCollector.merge(files, accumulate=False)  # type: ignore[no-untyped-call]
        new = self.folder / "new"
        new.unlink(missing_ok=True)
        written = MmapedDict(str(new))  # type: ignore[no-untyped-call]
        for metric in metrics:
            for sample in metric.samples:
                names, labels = list(sample.labels), list(sample.labels.values())
                key = mmap_key(metric.name, sample.name, names, labels, metric.documentation)
                written.write_value(key, sample.value, 0.0)  # type: ignore[no-untyped-call]
        written.close()  # type: ignore[no-untyped-call]
        new.replace(sums)

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        """Opened each time: a file that was open before a fork would be locked for parent and child together."""
        with (self.folder / "lock").open("a") as file:
            fcntl.flock(file, how)
            yield
