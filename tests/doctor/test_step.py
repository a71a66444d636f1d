from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from skill.doctor import step
from skill.doctor.command import MODELS
from skill.doctor.finding import Finding
from skill.doctor.target import Target
from skill.publishing import Certificate, Package, Site

TARGET = Target.parse("https://routine.example.org/alexa")
MANIFEST = "skill-package/skill.json"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    Package(MODELS, Site("routine.example.org", Certificate.WILDCARD)).write(folder)
    return folder


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "package")


def examine(folder: Path, target: Target = TARGET) -> list[Finding]:
    return list(step.package(folder, MODELS, target))


def test_models_in_step() -> None:
    assert step.models(MODELS).ok


def test_models_out_of_step(tmp_path: Path) -> None:
    finding = step.models(tmp_path)
    assert "en-US.json: missing" in finding.wrong
    assert "back-routine models" in finding.todo
    assert not finding.passes


def test_a_package_in_step(folder: Path) -> None:
    assert [finding.name for finding in examine(folder) if finding.ok] == ["endpoint", "package"]


def test_no_package_is_no_fault(tmp_path: Path) -> None:
    [finding] = examine(tmp_path)
    assert finding.passes
    assert "there is no skill-package/skill.json" in finding.wrong
    assert "--domain routine.example.org" in finding.todo


def test_a_package_for_another_address(folder: Path) -> None:
    endpoint, package = examine(folder, Target.parse("https://elsewhere.example.org/alexa"))
    assert "Amazon is told https://routine.example.org/alexa" in endpoint.wrong
    assert package.ok


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"manifest": 1}', '{"manifest": {"apis": {"custom": {"endpoint": {"sslCertificateType": 1}}}}}'],
)
def test_a_manifest_that_is_none(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_text(text)
    [finding] = examine(folder)
    assert "is no manifest" in finding.wrong


@pytest.mark.parametrize("uri", ["routine", "https://localhost/alexa", "arn:aws:lambda:us-east-1:1:function:routine"])
def test_a_manifest_that_leads_nowhere(folder: Path, uri: str) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["manifest"]["apis"]["custom"]["endpoint"]["uri"] = uri
    (folder / MANIFEST).write_text(json.dumps(manifest))
    assert examine(folder)[-1].wrong == f"Amazon cannot post to {uri}"


def test_whatever_differs_is_named(folder: Path) -> None:
    (folder / "skill-package/assets/images/icon_108.png").unlink()
    (folder / "skill-package/interactionModels/custom/en-US.json").write_text("{}")
    (folder / "skill-package/interactionModels/custom/xx-XX.json").write_text("{}")
    _, finding = examine(folder)
    for name in ("icon_108.png", "en-US.json", "xx-XX.json"):
        assert name in finding.wrong
    assert "skill.json" not in finding.wrong


def test_what_the_ask_command_line_keeps_is_its_own(folder: Path) -> None:
    (folder / "ask-resources.json").write_text("mine")
    assert all(finding.ok for finding in examine(folder))


def states(folder: Path, text: str) -> None:
    (folder / ".ask").mkdir()
    (folder / ".ask/ask-states.json").write_text(text)


MADE = json.dumps({"profiles": {"default": {"skillId": "amzn1.ask.skill.made"}}})


def test_the_skill_that_was_made(tmp_path: Path) -> None:
    states(tmp_path, MADE)
    assert "as .ask/ask-states.json says" in step.skill_id("amzn1.ask.skill.made", tmp_path).seen
    other = step.skill_id("amzn1.ask.skill.other", tmp_path)
    assert not other.passes
    assert "BACK_ROUTINE_SKILL_ID=amzn1.ask.skill.made" in other.todo


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"profiles": {"default": {"skillId": 1}}}'])
def test_states_that_tell_nothing(tmp_path: Path, text: str) -> None:
    states(tmp_path, text)
    assert step.skill_id("amzn1.ask.skill.mine", tmp_path).ok


def test_no_skill_id(tmp_path: Path) -> None:
    finding = step.skill_id("", tmp_path)
    assert finding.passes
    assert "--skill-id" in finding.todo


@pytest.mark.parametrize("wrong", ["routine", "amzn1.ask.skill.", "amzn1.ask.skill.ä"])
def test_a_wrong_skill_id(tmp_path: Path, wrong: str) -> None:
    assert not step.skill_id(wrong, tmp_path).passes
