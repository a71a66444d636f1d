"""The application: everything a server needs, put together from settings."""

from __future__ import annotations

from pathlib import Path

import certifi
from flask import Flask

from skill.alexa.gate import ChainFetcher, ChainSource, Clock, Gate, utc_now
from skill.alexa.skill import build_dispatch
from skill.alexa.zones import SettingsFetch, Zones, ZoneSource
from skill.conversation.limits import Limits
from skill.diary import Diary, open_diary
from skill.diary.guard import PATIENCE_SECONDS, Guard
from skill.settings import Settings
from skill.web.health import health
from skill.web.metrics import Metrics, metrics_page
from skill.web.privacy import privacy
from skill.web.shared import Shared
from skill.web.webhook import webhook


def create_app(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    trust_roots: bytes | None = None,
    fetch: ChainSource | None = None,
    diary: Diary | None = None,
    zones: ZoneSource | None = None,
    shared: Shared | None = None,
    diary_seconds: float = PATIENCE_SECONDS,
) -> Flask:
    """The skill on the web. Whom it trusts, and what time it is, only code can change: no setting can.

    `diary_seconds` is how long a turn waits for the diary.
    """
    if trust_roots is None:
        trust_roots = Path(settings.trust_bundle or certifi.where()).read_bytes()
    guard = Guard(diary or open_diary(settings.diary_url, settings.hashing_key), patience=diary_seconds)
    gate = Gate(
        skill_id=settings.skill_id,
        trust_roots=trust_roots,
        fetch=fetch or ChainFetcher(trust_roots),
        clock=clock,
        tolerance_seconds=settings.tolerance_seconds,
    )
    limits = Limits(
        turn_seconds=settings.turn_seconds,
        lead_seconds=settings.lead_seconds,
        said_seconds=settings.said_seconds,
    )
    zones = zones or Zones(SettingsFetch(trust_roots))
    dispatch = build_dispatch(diary=guard, limits=limits, skill_id=settings.skill_id, zones=zones)
    app = Flask("skill")
    app.extensions["metrics"] = metrics = Metrics(guard, shared)
    app.register_blueprint(metrics_page(metrics))
    app.register_blueprint(webhook(gate, dispatch, metrics, body_limit=settings.body_limit))
    app.register_blueprint(health(guard.ping))
    app.register_blueprint(privacy(settings.contact))
    return app
