"""The committed models are what the words make them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.model import drift, files, write

COMMITTED = Path(__file__).resolve().parents[3] / "interaction_model"


def test_the_committed_models_have_not_drifted() -> None:
    assert drift(COMMITTED) == []


def test_writing_twice_gives_the_same(tmp_path: Path) -> None:
    [file] = write(tmp_path / "new")
    first = file.read_text()
    assert write(tmp_path / "new") == [file]
    assert file.name == "en-US.json"
    assert file.read_text() == first
    assert drift(tmp_path / "new") == []


def test_drift_names_what_is_wrong(tmp_path: Path) -> None:
    assert drift(tmp_path) == ["en-US.json: missing"]
    [file] = write(tmp_path)
    file.write_text(file.read_text() + "\n")
    (tmp_path / "xx-XX.json").write_text("{}")
    assert drift(tmp_path) == [
        "en-US.json: differs from the words it is made from",
        "xx-XX.json: no language has this locale",
    ]


def test_a_model_with_faults_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "faults", lambda model: ["too sad"])
    with pytest.raises(ValueError, match=r"en-US\.json: too sad"):
        write(tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert "en-US.json: too sad" in drift(tmp_path)


def test_the_shape_amazon_wants() -> None:
    model: dict[str, Any] = json.loads((COMMITTED / "en-US.json").read_text())
    assert list(model) == ["interactionModel"]
    assert set(model["interactionModel"]) == {"languageModel"}
    inner = model["interactionModel"]["languageModel"]
    assert inner["invocationName"] == "my back routine"
    assert inner["modelConfiguration"] == {"fallbackIntentSensitivity": {"level": "MEDIUM"}}
    slots = {intent["name"]: intent.get("slots") for intent in inner["intents"]}
    assert {"name": "length", "type": "AMAZON.DURATION"} in slots["StartRoutineIntent"]
    assert slots["HoldLengthIntent"] == [{"name": "length", "type": "AMAZON.DURATION"}]
    assert slots["AMAZON.FallbackIntent"] is None
