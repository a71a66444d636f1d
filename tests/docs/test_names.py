from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from skill.cli import main
from skill.settings import SETTINGS, Settings
from skill.web import create_app

CODE = re.compile(r"```.*?\n(.*?)```|`([^`\n]+)`", re.DOTALL)
LOG = re.compile(r'_log\.(?:debug|info|warning|error)\(\s*"([^"]+)"')


def in_code(text: str) -> list[str]:
    """Everything in the type of code: blocks, and words in a line."""
    return [block or word for block, word in CODE.findall(text)]


@pytest.fixture(scope="module")
def code(prose: str) -> str:
    return "\n".join(in_code(prose))


@pytest.fixture(scope="module")
def targets(request: pytest.FixtureRequest) -> set[str]:
    makefile = (request.config.rootpath / "Makefile").read_text()
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_every_make_target_exists(code: str, targets: set[str]) -> None:
    named = set(re.findall(r"\bmake ([a-z]+)", code))
    assert {"run", "test", "talk", "setup"} <= named <= targets


def test_readme_says_how_to_run_and_test(texts: dict[str, str]) -> None:
    commands = re.findall(r"^\$ (make \w+)", texts["README.md"], re.MULTILINE)
    assert commands == ["make run", "make test"]


def test_every_command_exists(code: str) -> None:
    named = set(re.findall(r"\bback-routine ([a-z]+)", code))
    assert {"say", "hear", "serve", "models"} <= named <= set(main.commands)


def options(command: click.Command) -> set[str]:
    """The options of a command and of its own commands."""
    own = {flag for one in command.params for flag in one.opts if isinstance(one, click.Option)}
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*(options(one) for one in below))


def test_every_option_exists(code: str) -> None:
    for name, rest in re.findall(r"\bback-routine ([a-z]+)((?:[^\n]|\\\n)*)", code):
        assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= options(main.commands[name]), name


def test_every_setting_is_documented_and_every_documented_one_exists(prose: str, texts: dict[str, str]) -> None:
    known = {setting.variable for setting in SETTINGS}
    assert set(re.findall(r"\bBACK_ROUTINE_[A-Z_]+", prose)) == known
    assert {f"`{name}`" for name in known} <= set(re.findall(r"`\w+`", texts["docs/settings.md"]))


def test_every_route_is_documented_and_every_documented_one_exists(texts: dict[str, str]) -> None:
    app = create_app(Settings(skill_id="amzn1.ask.skill.docs", diary_url="sqlite://"))
    served = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.endpoint != "static"
    }
    assert set(re.findall(r"`((?:GET|POST) /\w+)`", texts["docs/operating.md"])) == served


def test_every_log_line_is_documented_and_every_documented_one_exists(texts: dict[str, str], root: Path) -> None:
    logged = {event for file in (root / "skill").rglob("*.py") for event in LOG.findall(file.read_text("utf-8"))}
    table = texts["docs/operating.md"].partition("| event | means |")[2]
    told = {event for line in table.splitlines() for event in re.findall(r"`([^`]+)`", line.split(" | ")[0])}
    assert told == logged


def test_every_module_and_name_in_the_tables_of_keys_exists(texts: dict[str, str], root: Path) -> None:
    files = (root / "skill/words/en/exercises").glob("*.toml")
    written = {key for file in files for key in re.findall(r"^(\w+) = ", file.read_text("utf-8"), re.MULTILINE)}
    table = texts["docs/add-an-exercise.md"].partition("| key | spoken |")[2].partition("\n\n")[0]
    told = {key for line in table.splitlines()[2:] for key in re.findall(r"`(\w+)`", line.split(" | ")[0])}
    assert told <= written
