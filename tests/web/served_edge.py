"""Serves the webhook, before a dispatch that only counts, under gunicorn: FOLDER with the chain, PORT."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from flask import Flask

from skill.alexa.gate import Gate, utc_now
from skill.web.health import health
from skill.web.logs import configure_logs
from skill.web.metrics import Metrics
from skill.web.serving import Server
from skill.web.webhook import webhook
from tests.web.stores import Told


def make_app(folder: Path) -> Flask:
    dispatched: list[str] = []

    def dispatch(envelope: dict[str, Any]) -> dict[str, Any]:
        dispatched.append(envelope["request"]["requestId"])
        return {"dispatched": dispatched}

    gate = Gate(
        skill_id="amzn1.ask.skill.ours",
        trust_roots=(folder / "roots.pem").read_bytes(),
        fetch=lambda _: (folder / "chain.pem").read_bytes(),
        clock=utc_now,
    )
    app = Flask("served")
    app.register_blueprint(webhook(gate, dispatch, Metrics(Told()), body_limit=65536))
    app.register_blueprint(health(lambda: None))
    return app


if __name__ == "__main__":
    configure_logs("info")
    Server(
        lambda: make_app(Path(sys.argv[1])),
        host="127.0.0.1",
        port=int(sys.argv[2]),
        workers=1,
        threads=4,
    ).run()
