from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
REQUIREMENTS = ROOT / "requirements"
LOCKS = ("serve", "aws", "run", "test")

Pins = dict[str, list[str]]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def entries(lock: str) -> list[str]:
    """A lock's requirements, each with its options, comments left out."""
    lines = (REQUIREMENTS / f"{lock}.lock").read_text().splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return [entry for entry in text.replace("\\\n", " ").splitlines() if entry.strip()]


def pins(lock: str) -> Pins:
    """Versions by canonical name: several where it depends on the Python."""
    found: Pins = {}
    for entry in entries(lock):
        requirement = Requirement(entry.split("--hash", 1)[0].strip())
        [specifier] = requirement.specifier
        assert specifier.operator == "=="
        found.setdefault(canonical(requirement.name), []).append(specifier.version)
    return found


def asked(lock: str) -> list[Requirement]:
    """What pyproject.toml asks for, as far as the lock is to hold it."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = data["project"]["optional-dependencies"]
    more = {
        "serve": extras["postgres"],
        "aws": extras["aws"],
        "run": [*extras["speaker"], *data["dependency-groups"]["build"]],
        "test": [
            *extras["speaker"],
            *extras["postgres"],
            *extras["aws"],
            *extras["test"],
            *data["dependency-groups"]["build"],
        ],
    }
    return [Requirement(text) for text in [*data["project"]["dependencies"], *more[lock]]]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_is_asked_for(lock: str) -> None:
    pinned = pins(lock)
    for requirement in asked(lock):
        versions = pinned.get(canonical(requirement.name))
        assert versions, f"{requirement} is not in {lock}.lock: make locks"
        assert all(requirement.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes(lock: str) -> None:
    for entry in entries(lock):
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place(lock: str) -> None:
    text = (REQUIREMENTS / f"{lock}.lock").read_text()
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--(extra-)?index-url|--find-links)\b|@ ", text, re.MULTILINE)


def test_a_wider_lock_pins_the_same() -> None:
    serve, aws, run, test = (pins(lock) for lock in LOCKS)
    for narrower in (serve, aws, run):
        assert narrower.items() <= test.items()
    # Nobody needs a database server to talk to the local speaker.
    assert serve.keys() - run.keys() == {"psycopg", "psycopg-binary"}
    assert not aws.keys() & (run.keys() - serve.keys())


def test_the_container_has_no_part_of_the_speaker_or_the_tests() -> None:
    beyond = {"boto3", "hassil", "rapidfuzz", "rich", "pytest", "mypy", "ruff", "numpy", "uv", "hypothesis"}
    assert not beyond & pins("serve").keys()
