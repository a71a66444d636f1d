"""What the commands start: the application, for Amazon or for the local speaker, and its server."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from skill.settings import PREFIX, Settings

if TYPE_CHECKING:
    from flask import Flask

    from skill.web.shared import Shared

LOCAL_SKILL_ID = "amzn1.ask.skill.local"
"""What the local speaker calls the skill when nobody else does."""


def local_settings(**chosen: str) -> Settings:
    """The environment's settings, for a speaker that needs none to be set."""
    given = {PREFIX + name: value for name, value in chosen.items()}
    return Settings.from_environment({PREFIX + "SKILL_ID": LOCAL_SKILL_ID} | dict(os.environ) | given)


def app_factory(settings: Settings, log_level: str) -> Callable[..., Flask]:
    """The application, with everything but its clock and whom it trusts."""
    from skill.diary import DiaryError
    from skill.web import logs
    from skill.web.app import create_app

    logs.configure_logs(log_level)

    def make_app(**others: Any) -> Flask:
        try:
            return create_app(settings, **others)
        except DiaryError as error:
            raise click.ClickException(str(error)) from None

    return make_app


def must_be_free(host: str, port: int) -> None:
    """One line where the port is taken; gunicorn would try five times, and tell at length."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        reason = str(error.strerror).partition(" (")[0]
        raise click.ClickException(f"{host}:{port} cannot be served: {reason}") from None


def serve_amazon(settings: Settings) -> None:
    """The webhook in production, until a signal ends it."""
    from skill.web.shared import Shared

    make_app = app_factory(settings, settings.log_level)
    shared = Shared.begin()
    try:
        run_server(make_app(shared=shared), settings, shared)
    finally:
        shared.end()


def run_server(app: Flask, settings: Settings, shared: Shared | None = None) -> None:
    """Until a signal ends it; `shared` is what `app` was made with."""
    from skill.web.metrics import metrics_of
    from skill.web.serving import Server

    metrics = metrics_of(app)

    Server(
        # Made by now, where what is wrong with a setting is still one line.
        lambda: app,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        threads=settings.threads,
        log_level=settings.log_level,
        body_limit=settings.body_limit,
        beat=metrics.look,
        refused=metrics.refused,
        shared=shared,
    ).run()
