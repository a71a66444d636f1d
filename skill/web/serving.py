"""Serving an application under gunicorn, configured from code and from nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from skill.web.shared import Shared, scratch
from skill.web.worker import LONGEST_HEADER, LONGEST_LINE, MOST_CLIENTS, MOST_HEADERS, PatientWorker

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

STUCK_SECONDS = 30
"""A worker whose main loop does not turn for so long is killed. Amazon gives up after eight."""

GRACE_SECONDS = 10
"""What a server that is told to end leaves its requests; Docker kills after ten by default, Kubernetes after thirty."""

KEEPALIVE_SECONDS = 150
"""How long a proxy may keep a connection that it does not use. By default nginx keeps them for 60, Caddy for 120: ours
is longer, so that none is closed while a request is on its way."""


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
        body_limit: int = 65536,
        beat: Callable[[], None] = lambda: None,
        refused: Callable[[str], None] = lambda code: None,
        shared: Shared | None = None,
    ) -> None:
        self._make_app = make_app
        self.body_limit = body_limit
        """Most bytes of a body; with more, a request reaches no thread."""
        self.beat = beat
        """Called about once a second in each worker."""
        self.refused = refused
        """Called with the reason, when a request does not reach the application."""
        self._options: dict[str, Any] = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "worker_class": PatientWorker,
            "workers": workers,
            "threads": threads,  # they wait for the diary; workers without them cannot keep up
            "preload_app": preload,
            "timeout": STUCK_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
            "keepalive": KEEPALIVE_SECONDS,
            "worker_connections": MOST_CLIENTS + threads,
            "limit_request_line": LONGEST_LINE,
            "limit_request_fields": MOST_HEADERS,
            "limit_request_field_size": LONGEST_HEADER,
            "worker_tmp_dir": scratch(),  # each worker touches a file there every second
            "loglevel": log_level,
            "logger_class": Log,
            "control_socket_disable": True,  # nobody asked for one, and it writes into the home folder
        }
        if shared is not None:
            self._options["child_exit"] = lambda _arbiter, worker: shared.bury(worker.pid)
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """Called by gunicorn."""
        return self._make_app()


class Log(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own lines, written as all others are."""

    def setup(self, cfg: Any) -> None:
        """Called by gunicorn."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True
