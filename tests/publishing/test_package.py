from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_smapi_model.v1.skill.interaction_model.interaction_model_data import InteractionModelData
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope

from skill.publishing import Package
from skill.publishing.png import size


def round_trip(text: str, kind: type) -> Any:
    """What Amazon's own model of a document keeps of it."""
    serializer = DefaultSerializer()
    return serializer.serialize(serializer.deserialize(text, kind))


@pytest.fixture
def shown(package: Package) -> dict[str, Any]:
    manifest: dict[str, Any] = package.manifest()["manifest"]
    return manifest


def test_everything_is_written(package: Package, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    written = {file.relative_to(folder).as_posix() for file in package.write(folder)}
    assert written == {
        "ask-resources.json",
        "skill-package/skill.json",
        "skill-package/interactionModels/custom/en-GB.json",
        "skill-package/interactionModels/custom/en-US.json",
        "skill-package/assets/images/icon_108.png",
        "skill-package/assets/images/icon_512.png",
    }
    resources = json.loads((folder / "ask-resources.json").read_text())
    assert (folder / resources["profiles"]["default"]["skillMetadata"]["src"] / "skill.json").is_file()


def test_amazons_model_of_a_manifest_keeps_all_of_it(package: Package) -> None:
    text = package.files()["skill-package/skill.json"].decode()
    assert round_trip(text, SkillManifestEnvelope) == json.loads(text)


def test_amazons_model_of_an_interaction_model_keeps_all_of_it(package: Package) -> None:
    for path, content in package.files().items():
        if "/custom/" in path:
            assert round_trip(content.decode(), InteractionModelData) == json.loads(content)


def test_every_locale_is_described_with_a_disclaimer(shown: dict[str, Any]) -> None:
    locales = shown["publishingInformation"]["locales"]
    assert list(locales) == ["en-GB", "en-US"] == list(shown["privacyAndCompliance"]["locales"])
    for locale, texts in locales.items():
        assert "no medical advice" in texts["description"]
        assert 0 < len(texts["summary"]) <= 160
        assert 1 <= len(texts["examplePhrases"]) <= 3
        page = shown["privacyAndCompliance"]["locales"][locale]["privacyPolicyUrl"]
        assert page == f"https://routine.example.org/privacy?locale={locale}"
    assert locales["en-GB"]["description"] != locales["en-US"]["description"]


def test_icons_are_where_the_manifest_says(package: Package, shown: dict[str, Any]) -> None:
    for texts in shown["publishingInformation"]["locales"].values():
        for key, width in (("smallIconUri", 108), ("largeIconUri", 512)):
            path = texts[key].removeprefix("file://")
            assert size(package.files()[f"skill-package/{path}"]) == (width, width)


def test_amazon_posts_to_the_site_and_tells_who_is_to_be_forgotten(shown: dict[str, Any]) -> None:
    endpoint = {"uri": "https://routine.example.org/alexa", "sslCertificateType": "Wildcard"}
    assert shown["apis"] == {"custom": {"endpoint": endpoint}}
    assert shown["events"] == {"endpoint": endpoint, "subscriptions": [{"eventName": "SKILL_DISABLED"}]}
    assert shown["publishingInformation"]["category"] == "HEALTH_AND_FITNESS"


def test_a_locale_that_is_gone_goes_from_the_package(package: Package, models: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    package.write(folder)
    (models / "en-GB.json").unlink()
    gone = folder / "skill-package/interactionModels/custom/en-GB.json"
    assert gone in package.write(folder)
    assert not gone.exists()


def test_what_the_ask_command_line_keeps_there_stays(package: Package, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    package.write(folder)
    (folder / "ask-resources.json").write_text("mine")
    (folder / ".ask").mkdir()
    (folder / ".ask/ask-states.json").write_text("states")
    assert folder / "ask-resources.json" not in package.write(folder)
    assert (folder / "ask-resources.json").read_text() == "mine"
    assert (folder / ".ask/ask-states.json").read_text() == "states"


def test_without_models_nothing_is_written(models: Path, package: Package, tmp_path: Path) -> None:
    for file in models.glob("*.json"):
        file.unlink()
    with pytest.raises(FileNotFoundError, match="has no interaction models"):
        package.write(tmp_path / "out")
    assert not (tmp_path / "out").exists()
