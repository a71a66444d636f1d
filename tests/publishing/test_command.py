from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from skill.cli import main
from skill.publishing import command


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["package", *words], prog_name="back-routine")


def test_a_package_is_written_and_told(tmp_path: Path) -> None:
    result = run(str(tmp_path), "--domain", "Routine.Example.org", "--certificate", "wildcard")
    assert result.exit_code == 0
    assert str(tmp_path / "skill-package/skill.json") in result.stdout.splitlines()
    manifest = (tmp_path / "skill-package/skill.json").read_text()
    assert '"uri": "https://routine.example.org/alexa"' in manifest
    assert '"sslCertificateType": "Wildcard"' in manifest


def test_what_is_removed_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "skill-package/interactionModels/custom/xx-XX.json"
    gone.parent.mkdir(parents=True)
    gone.touch()
    assert f"{gone} (removed)" in run(str(tmp_path), "--domain", "example.org").stdout.splitlines()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--domain", "https://example.org/alexa"], "is not a domain"),
        ([], "Missing option '--domain'"),
        (["--domain", "example.org", "--certificate", "none"], "'none' is not one of"),
    ],
)
def test_a_mistake_is_one_line(tmp_path: Path, words: list[str], reason: str) -> None:
    result = run(str(tmp_path), *words)
    assert result.exit_code != 0
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_without_models_it_fails_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "MODELS", tmp_path)
    result = run(str(tmp_path), "--domain", "example.org")
    assert result.exit_code == 1
    assert "has no interaction models" in result.stderr


def test_it_explains_itself_with_an_example() -> None:
    assert "back-routine package" in run("-h").stdout.partition("Examples:")[2]
