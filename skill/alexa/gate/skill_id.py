"""Whether a request is meant for this skill: a signature only proves that it is meant for some skill."""

from __future__ import annotations

from typing import Any

from skill.alexa.gate.refusal import RefusedError


def check_skill_id(envelope: dict[str, Any], skill_id: str) -> None:
    """Refuse an envelope (of the right shape) that names another skill, or none."""
    system = (envelope.get("context") or {}).get("System")
    if (_application(system) or _application(envelope.get("session"))) != skill_id:
        raise RefusedError("skill-id")


def _application(holder: dict[str, Any] | None) -> str | None:
    application = (holder or {}).get("application") or {}
    found: str | None = application.get("applicationId")
    return found
