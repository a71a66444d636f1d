from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import certifi
import pytest
import structlog
from click.testing import CliRunner, Result

from skill.cli import main
from skill.doctor import command
from tests.doctor.deployments import Deployments, answering, instead

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

Doctor = Callable[..., Result]


@pytest.fixture
def doctor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Doctor]:
    """Runs the command in an empty folder, with nothing set."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("BACK_ROUTINE_"):
            monkeypatch.delenv(name)

    def run(*words: str, **environment: str) -> Result:
        return CliRunner(env=environment).invoke(main, ["doctor", *words], prog_name="back-routine")

    yield run
    structlog.reset_defaults()  # the command logs to a standard error that is gone now


@pytest.fixture
def trusted(deployments: Deployments, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody trusts who vouches for the deployments."""
    file = deployments.folder / "root.pem"
    file.write_bytes(deployments.authority.root.pem)
    monkeypatch.setattr(certifi, "where", lambda: str(file))


def test_the_skill_itself_would_pass(doctor: Doctor) -> None:
    result = doctor("--local")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert "ok       interaction models: in step with the words" in lines
    assert "ok       en-US stop" in lines
    assert 'ok       en-US "Alexa, open my back routine": LaunchRequest answers' in lines
    assert lines[-1].startswith("It would pass")
    assert "FAULT" not in result.stdout


@pytest.mark.usefixtures("trusted")
def test_a_good_deployment_would_pass(deployments: Deployments, good: WSGIApplication, doctor: Doctor) -> None:
    result = doctor(deployments.start(good), BACK_ROUTINE_SKILL_ID="amzn1.ask.skill.test")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert "ok       unsigned request: 400" in lines
    assert "ok       skill id: amzn1.ask.skill.test" in lines
    assert lines[-1] == "It would pass; 3 to consider."


@pytest.mark.usefixtures("trusted")
def test_a_bad_deployment_would_not(deployments: Deployments, good: WSGIApplication, doctor: Doctor) -> None:
    def posted(environ: WSGIEnvironment) -> bool:
        return bool(environ["REQUEST_METHOD"] == "POST")

    result = doctor(deployments.start(instead(good, answering("502 Bad Gateway"), posted)), "--skill-id", "routine")
    assert result.exit_code == 1
    told = result.stdout.splitlines()
    at = told.index("FAULT    unsigned request: the server fails (502)")
    assert told[at + 1].startswith("         -> see in the server's log what happened")
    assert "FAULT    skill id: 'routine' is no skill id" in told
    assert result.stderr == "back-routine: it would not pass: 2 to mend, 3 to consider\n"


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ([], "name the URL of a deployment"),
        (["http://example.org/alexa"], "is not https://"),
        (["--locally"], "No such option"),
    ],
)
def test_a_mistake_is_one_line(doctor: Doctor, words: list[str], reason: str) -> None:
    result = doctor(*words)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


def test_models_out_of_step_are_told(doctor: Doctor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "MODELS", tmp_path)
    result = doctor("--local")
    assert result.exit_code == 1
    assert "FAULT    interaction models: en-US.json: missing" in result.stdout


def test_what_production_does_without_is_named() -> None:
    program = "import sys; sys.modules['hassil'] = None; from skill.cli import main; main(['doctor', '--local'])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "back-routine: doctor needs the extra 'speaker' of this package: hassil is not installed\n"


def test_it_explains_itself_with_examples(doctor: Doctor) -> None:
    assert "back-routine doctor" in doctor("-h").stdout.partition("Examples:")[2]
