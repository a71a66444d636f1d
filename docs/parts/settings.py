"""The settings as a table."""

from __future__ import annotations

from docs.parts.markdown import code, table
from skill.settings import SETTINGS, Setting


def rows(_old: str) -> str:
    """SETTINGS, a row each."""
    return table(
        ("variable", "default", "meaning"),
        [(code(setting.variable), _default(setting), setting.meaning) for setting in SETTINGS],
    )


def _default(setting: Setting) -> str:
    if setting.default is None:
        return "required by `serve`"
    return code(setting.default) or "none"
