"""The files that run the skill in containers, as far as can be seen without any."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from skill.settings import SETTINGS

ROOT = Path(__file__).parent.parent
COMPOSE = ROOT / "compose.yaml"
DOCKERFILE = (ROOT / "Dockerfile").read_text()
VARIABLES = {setting.variable for setting in SETTINGS}


@pytest.fixture
def compose() -> Any:
    return yaml.safe_load(COMPOSE.read_text())


def asked_for() -> set[str]:
    """The variables of .env.example."""
    return set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_compose_keeps_to_the_specification() -> None:
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    checked = subprocess.run(checker, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_what_compose_needs_is_asked_for_in_the_example() -> None:
    needed = set(re.findall(r"\$\{(\w+):\?", COMPOSE.read_text()))

    assert needed == {"POSTGRES_PASSWORD", "DOMAIN"}
    assert asked_for() - needed <= VARIABLES
    assert asked_for() > needed | {"BACK_ROUTINE_SKILL_ID", "BACK_ROUTINE_LISTENER_KEY"}


def test_only_the_proxy_is_reached_from_outside(compose: Any) -> None:
    services = compose["services"]

    assert [name for name, service in services.items() if "ports" in service] == ["caddy"]
    assert compose["networks"]["inside"] == {"internal": True}
    assert services["postgres"]["networks"] == ["inside"]
    assert (ROOT / "deploy" / "Caddyfile").is_file()


def test_the_skill_may_do_little(compose: Any) -> None:
    skill = compose["services"]["skill"]

    assert (skill["read_only"], skill["cap_drop"]) == (True, ["ALL"])
    assert "USER 10001" in DOCKERFILE
    assert "HEALTHCHECK" in DOCKERFILE


def test_the_image_names_settings_there_are() -> None:
    assert set(re.findall(r"BACK_ROUTINE_[A-Z_]+", DOCKERFILE)) <= VARIABLES


def test_neither_speaker_nor_tests_get_into_the_image() -> None:
    lines = (ROOT / ".dockerignore").read_text().split()

    assert lines[0] == "*"
    assert {line for line in lines if line.startswith("!")} == {"!LICENSE", "!requirements/serve.lock", "!skill"}
    assert "skill/speaker" in lines


def test_on_kubernetes_it_may_do_little_either() -> None:
    deployment, service = yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text())
    pod = deployment["spec"]["template"]
    [skill] = pod["spec"]["containers"]

    assert pod["spec"]["enableServiceLinks"] is False
    assert skill["securityContext"]["readOnlyRootFilesystem"] is True
    assert f"USER {pod['spec']['securityContext']['runAsUser']}\n" in DOCKERFILE
    assert service["spec"]["selector"] == pod["metadata"]["labels"] == deployment["spec"]["selector"]["matchLabels"]
    assert service["spec"]["ports"][0]["targetPort"] == skill["ports"][0]["name"]
