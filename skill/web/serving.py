"""Serving an application under gunicorn, configured from code and from nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# Amazon gives up after eight seconds; a worker that is busy for longer than this is stuck.
_STUCK_SECONDS = 30
_GRACE_SECONDS = 10


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Runs what `make_app` returns: once before the workers fork with `preload`, else once in each."""

    def __init__(
        self,
        make_app: Callable[[], WSGIApplication],
        *,
        host: str,
        port: int,
        workers: int = 1,
        threads: int = 8,
        preload: bool = True,
        log_level: str = "info",
    ) -> None:
        self._make_app = make_app
        self._options: dict[str, Any] = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "worker_class": "gthread",  # threads wait for the store; workers without them cannot keep up
            "workers": workers,
            "threads": threads,
            "preload_app": preload,
            "timeout": _STUCK_SECONDS,
            "graceful_timeout": _GRACE_SECONDS,
            "loglevel": log_level,
            "control_socket_disable": True,  # nobody asked for one, and it writes into the home folder
        }
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """Called by gunicorn."""
        return self._make_app()
