"""What is counted, for Prometheus; no label holds anything of a listener."""

from __future__ import annotations

from threading import Lock
from typing import Protocol

from flask import Blueprint, Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from skill.alexa.account import Account
from skill.web.shared import Shared

LATENCIES = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 8.0)
"""Bounds in seconds, from what a turn costs to where Amazon gives up."""


class Store(Protocol):
    """What is to be known of the diary, as this process sees it."""

    @property
    def up(self) -> bool:
        """Whether turns ask it."""

    @property
    def errors(self) -> int:
        """How often it failed so far."""

    @property
    def pending(self) -> int:
        """Writes that wait for it."""

    @property
    def lost(self) -> int:
        """Writes that found no room to wait."""


class Metrics:
    """The figures of one server: of this process, or of all that share files."""

    def __init__(self, store: Store, shared: Shared | None = None) -> None:
        self._store = store
        self._shared = shared
        self._registry = registry = CollectorRegistry()
        self._lock = Lock()
        self._errors = self._lost = 0

        self._turns = Counter(
            "back_routine_turns",
            "Requests let through, by what was meant and what came of it",
            ["meaning", "outcome"],
            registry=registry,
        )
        self._latency = Histogram(
            "back_routine_request_seconds",
            "From the last byte of a request to the webhook until its answer was made, by HTTP status",
            ["status"],
            buckets=LATENCIES,
            registry=registry,
        )
        self._refusals = Counter(
            "back_routine_refusals", "Requests not let through, by reason", ["code"], registry=registry
        )
        self._spoken = Counter(
            "back_routine_spoken_seconds", "Estimated length of all that was answered", registry=registry
        )
        self._up = Gauge(
            "back_routine_store_up",
            "1 while turns ask the diary, 0 as soon as one process takes it for down",
            multiprocess_mode="livemin",
            registry=registry,
        )
        self._up.set(1)
        self._pending = Gauge(
            "back_routine_store_pending",
            "Writes that wait for the diary to be back",
            multiprocess_mode="livesum",
            registry=registry,
        )
        self._store_errors = Counter(
            "back_routine_store_errors", "Failures of the diary, probes included", registry=registry
        )
        self._store_lost = Counter(
            "back_routine_store_lost", "Writes that were given up while the diary was down", registry=registry
        )

    def turn(self, account: Account) -> None:
        """A request was answered."""
        self._turns.labels(account.meaning, account.outcome.value).inc()
        self._spoken.inc(account.seconds)

    def refused(self, code: str) -> None:
        """A request was not let through."""
        self._refusals.labels(code).inc()

    def took(self, seconds: float, status: int) -> None:
        """A request to the webhook has its answer."""
        self._latency.labels(str(status)).observe(seconds)

    def look(self) -> None:
        """Takes the state of the diary, which changes without a request, too."""
        store = self._store
        with self._lock:
            self._up.set(store.up)
            self._pending.set(store.pending)
            self._store_errors.inc(store.errors - self._errors)
            self._store_lost.inc(store.lost - self._lost)
            self._errors, self._lost = store.errors, store.lost

    def text(self) -> bytes:
        """All figures, in Prometheus' own format."""
        self.look()
        if self._shared is None:
            return generate_latest(self._registry)
        with self._shared.reading() as registry:
            return generate_latest(registry)


def metrics_page(metrics: Metrics) -> Blueprint:
    """GET /metrics."""
    blueprint = Blueprint("metrics", __name__)

    @blueprint.get("/metrics")
    def page() -> Response:
        return Response(metrics.text(), content_type=CONTENT_TYPE_LATEST)

    return blueprint


def metrics_of(app: Flask) -> Metrics:
    """Those of an application that `create_app` made."""
    metrics = app.extensions["metrics"]
    assert isinstance(metrics, Metrics)
    return metrics
