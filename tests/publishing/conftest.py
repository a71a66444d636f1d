from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from skill.publishing import Certificate, Package, Site
from skill.publishing.command import MODELS


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """The real models, and one for a locale that has none of its own."""
    folder = tmp_path / "models"
    shutil.copytree(MODELS, folder)
    shutil.copy(folder / "en-US.json", folder / "en-GB.json")
    return folder


@pytest.fixture
def package(models: Path) -> Package:
    return Package(models, Site("routine.example.org", Certificate.WILDCARD))
