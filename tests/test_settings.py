from __future__ import annotations

import re
from pathlib import Path

import pytest

from skill.settings import SETTINGS, Settings, SettingsError

SKILL_ID = "amzn1.ask.skill.0a1b2c3d"
NEEDED = {"BACK_ROUTINE_SKILL_ID": SKILL_ID}


def test_only_the_skill_id_is_needed() -> None:
    settings = Settings.from_environment(NEEDED)

    assert settings == Settings(skill_id=SKILL_ID)
    assert (settings.turn_seconds, settings.lead_seconds, settings.said_seconds) == (220, 1.5, 2)
    assert (settings.tolerance_seconds, settings.body_limit) == (150, 65536)
    assert settings.diary_url == "sqlite:///var/diary.db"


def test_values_are_read_and_typed() -> None:
    settings = Settings.from_environment(
        {**NEEDED, "BACK_ROUTINE_MAX_TURN_SECONDS": "200.5", "BACK_ROUTINE_PORT": " 80 ", "PORT": "1"}
        | {"BACK_ROUTINE_LOG_LEVEL": "Debug", "BACK_ROUTINE_WORKERS": ""}
    )
    assert (settings.turn_seconds, settings.port) == (200.5, 80)
    assert (settings.log_level, settings.workers) == ("debug", 2)


def test_without_a_skill_id_nothing_starts() -> None:
    with pytest.raises(SettingsError, match="BACK_ROUTINE_SKILL_ID is not set: "):
        Settings.from_environment({})


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("SKILL_ID", "my-skill", "a skill id"),
        ("SKILL_ID", "amzn1.ask.skill.ö", "a skill id"),
        ("MAX_TURN_SECONDS", "241", "a number from 190 to 240"),
        ("MAX_TURN_SECONDS", "189.9", "a number from 190 to 240"),
        ("MAX_TURN_SECONDS", "nan", "a number from 190 to 240"),
        ("MAX_TURN_SECONDS", "long", "a number from 190 to 240"),
        ("TOLERANCE_SECONDS", "151", "a number from 1 to 150"),
        ("PORT", "0", "a whole number from 1 to 65535"),
        ("PORT", "80.5", "a whole number from 1 to 65535"),
        ("PORT", "-80", "a whole number from 1 to 65535"),
        ("BODY_LIMIT", "1", "a whole number from 8192 to 1048576"),
        ("LOG_LEVEL", "loud", "one of debug, info, warning, error"),
        ("TRUST_BUNDLE", "/nowhere.pem", "a file that is there"),
    ],
)
def test_a_wrong_value_is_named_in_one_line(name: str, value: str, allowed: str) -> None:
    with pytest.raises(SettingsError) as wrong:
        Settings.from_environment({**NEEDED, f"BACK_ROUTINE_{name}": value})

    message = str(wrong.value)
    assert message.startswith(f"BACK_ROUTINE_{name}={value!r} is not {allowed}")
    assert "\n" not in message


def test_a_trust_bundle_may_be_named(tmp_path: Path) -> None:
    file = tmp_path / "roots.pem"
    file.touch()

    assert Settings.from_environment({**NEEDED, "BACK_ROUTINE_TRUST_BUNDLE": str(file)}).trust_bundle == str(file)


def test_listeners_are_hashed_with_the_secret_or_else_by_skill() -> None:
    other = Settings(skill_id=SKILL_ID + "e")

    assert Settings(skill_id=SKILL_ID, listener_key="secret").hashing_key == "secret"
    assert Settings(skill_id=SKILL_ID).hashing_key not in ("", other.hashing_key)


def test_every_setting_says_what_it_means() -> None:
    for setting in SETTINGS:
        assert re.fullmatch(r"BACK_ROUTINE_[A-Z_]+", setting.variable)
        assert setting.meaning
        assert "\n" not in setting.meaning
    assert len({setting.variable for setting in SETTINGS}) == len(SETTINGS)
