"""Every setting, with its default, its meaning and what is allowed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

PREFIX = "BACK_ROUTINE_"

Parser = Callable[[str], Any]
"""Makes a value of text; raises ValueError with what is allowed, such as "a whole number from 1 to 64"."""


class SettingsError(Exception):
    """A setting is wrong or missing; the message is one line, for an operator."""


LEAST_TURN_SECONDS = 190
"""The smallest bound for a response. A response always holds at least one whole piece, since nobody is left in the
middle of a movement, and then a question. The longest piece that cannot be cut takes 179 s, in the slowest pace and
the harder forms, and the question 5 s: a smaller bound would not be kept."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, as an operator sees it."""

    variable: str
    """Name of the environment variable."""
    default: str | None
    """Text used where the variable is absent or empty; None where it is required."""
    meaning: str
    """One line."""
    parse: Parser
    """From text to value."""

    def read(self, environ: Mapping[str, str]) -> Any:
        """Its value; raises SettingsError."""
        text = environ.get(self.variable, "").strip() or self.default
        if text is None:
            raise SettingsError(f"{self.variable} is not set: {self.meaning}")
        try:
            return self.parse(text)
        except ValueError as error:
            raise SettingsError(f"{self.variable}={text!r} is not {error}") from None


def _whole(least: int, most: int) -> Parser:
    def parse(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return parse


def _number(least: float, most: float) -> Parser:
    allowed = f"a number from {least:g} to {most:g}"

    def parse(text: str) -> float:
        try:
            number = float(text)
        except ValueError:
            raise ValueError(allowed) from None
        if not least <= number <= most:
            raise ValueError(allowed)
        return number

    return parse


def _one_of(*words: str) -> Parser:
    def parse(text: str) -> str:
        if text.lower() not in words:
            raise ValueError("one of " + ", ".join(words))
        return text.lower()

    return parse


def _skill_id(text: str) -> str:
    if not text.startswith("amzn1.ask.skill.") or not text.isascii() or not text.isprintable():
        raise ValueError("a skill id, such as amzn1.ask.skill.0a1b2c3d-...")
    return text


def _readable_file(text: str) -> str:
    if text and not Path(text).is_file():
        raise ValueError("a file that is there")
    return text


def _setting(name: str, default: str | None, meaning: str, parse: Parser = str) -> Any:
    """A dataclass field that is read from the environment."""
    setting = Setting(PREFIX + name, default, meaning, parse)
    if default is None:
        return field(metadata={"setting": setting})
    return field(default=parse(default), metadata={"setting": setting})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator can choose; each field's meaning stands beside it."""

    skill_id: str = _setting("SKILL_ID", None, "The id Amazon gave the skill; no other is served", _skill_id)
    diary_url: str = _setting("DIARY_URL", "sqlite:///var/diary.db", "Database where listeners' places are kept")
    listener_key: str = _setting(
        "LISTENER_KEY", "", "Secret that listeners' ids are hashed with; without one, the skill id serves"
    )
    turn_seconds: float = _setting(
        "MAX_TURN_SECONDS", "220", "Longest response, in estimated seconds", _number(LEAST_TURN_SECONDS, 240)
    )
    lead_seconds: float = _setting(
        "LEAD_SECONDS", "1.5", "From a request's timestamp to the first sound of its response", _number(0, 10)
    )
    said_seconds: float = _setting("SAID_SECONDS", "2", "What a listener takes to say something", _number(0, 10))
    tolerance_seconds: float = _setting(
        "TOLERANCE_SECONDS", "150", "How far a request's timestamp may be from now", _number(1, 150)
    )
    body_limit: int = _setting("BODY_LIMIT", "65536", "Longest request body, in bytes", _whole(8192, 1024 * 1024))
    contact: str = _setting("CONTACT", "", "How listeners reach whoever runs the skill; told on the privacy page")
    trust_bundle: str = _setting(
        "TRUST_BUNDLE", "", "PEM file with the roots to trust; without one, certifi's", _readable_file
    )
    host: str = _setting("HOST", "127.0.0.1", "Address to listen on")
    port: int = _setting("PORT", "8000", "Port to listen on", _whole(1, 65535))
    workers: int = _setting("WORKERS", "2", "Server processes", _whole(1, 64))
    threads: int = _setting("THREADS", "8", "Threads in each process", _whole(1, 64))
    log_level: str = _setting(
        "LOG_LEVEL", "info", "Least severe log line written", _one_of("debug", "info", "warning", "error")
    )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Settings:
        """Read all of them; raises SettingsError for the first that is wrong."""
        return cls(**{name: setting.read(environ) for name, setting in _BY_FIELD.items()})

    @property
    def hashing_key(self) -> str:
        """What listeners' ids are hashed with: the operator's secret, or what follows from the skill id."""
        return self.listener_key or hashlib.sha256(self.skill_id.encode()).hexdigest()


_BY_FIELD: dict[str, Setting] = {item.name: item.metadata["setting"] for item in fields(Settings)}

SETTINGS: tuple[Setting, ...] = tuple(_BY_FIELD.values())
"""All of them, in the order they are explained in."""
