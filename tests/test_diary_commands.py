from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from click.testing import CliRunner, Result

from skill.cli import main
from skill.conversation.memory import Memory
from skill.diary import open_diary
from skill.diary.listener import pseudonym
from skill.diary.schema import STEPS
from tests.diary.stores import Store

KEY = "a key of the tests"
ANNA = "amzn1.ask.account.ANNA"
BERT = "amzn1.ask.account.BERT"

Command = Callable[..., Result]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two listeners."""
    store = Store(f"sqlite:///{tmp_path}/diary.db", "sqlite")
    diary = open_diary(store.url, KEY)
    diary.write(ANNA, Memory(met=True, done={"cat_cow": 2, "big_toe": 1}, finished=1), 0)
    diary.write(BERT, Memory(met=True, done={"cat_cow": 4}), 0)
    diary.close()
    return store


@pytest.fixture
def command(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """`back-routine diary`, with the settings of the server."""
    for name in [name for name in os.environ if name.startswith("BACK_ROUTINE_")]:
        monkeypatch.delenv(name)

    def run(*words: str, **environment: str) -> Result:
        known = {"BACK_ROUTINE_DIARY_URL": store.url, "BACK_ROUTINE_LISTENER_KEY": KEY}
        return CliRunner(env=known | environment).invoke(main, ["diary", *words], prog_name="back-routine")

    yield run
    structlog.reset_defaults()


def said(result: Result) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return result.stdout.splitlines()


def complaint(result: Result) -> str:
    assert result.exit_code != 0
    assert not result.stdout
    assert result.stderr.count("\n") == 1
    return result.stderr


def exported(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(result)]


def test_the_list_names_hashes_and_sizes_and_nobody_in_clear(command: Command) -> None:
    lines = said(command("list"))
    assert sorted(pseudonym(one, KEY) for one in (ANNA, BERT)) == [line.split()[0] for line in lines]
    for line in lines:
        _, moment, size = line.split()
        assert moment.endswith("Z")
        assert 20 < int(size) < 200
        assert "amzn1" not in line


def test_one_listener_is_exported_by_id_or_by_hash(command: Command) -> None:
    [record] = exported(command("export", ANNA))
    assert record["listener"] == pseudonym(ANNA, KEY)
    assert record["memory"] == {"met": True, "done": {"cat_cow": 2, "big_toe": 1}, "finished": 1}
    assert exported(command("export", pseudonym(ANNA, KEY), BACK_ROUTINE_LISTENER_KEY="")) == [record]


def test_everybody_is_exported_a_line_each(command: Command, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.diary.archive.PAGE", 1)
    assert {record["listener"] for record in exported(command("export", "--all"))} == {
        pseudonym(ANNA, KEY),
        pseudonym(BERT, KEY),
    }


@pytest.mark.parametrize("words", [[], ["--all", ANNA]])
def test_an_export_is_of_one_or_of_all(command: Command, words: list[str]) -> None:
    assert "either a listener or --all" in complaint(command("export", *words))


def test_a_deleted_listener_is_gone_and_the_others_are_not(command: Command) -> None:
    assert said(command("delete", ANNA)) == ["deleted: 1"]
    assert [line.split()[0] for line in said(command("list"))] == [pseudonym(BERT, KEY)]
    assert said(command("delete", pseudonym(BERT, KEY))) == ["deleted: 1"]
    assert said(command("list")) == []


def test_an_account_is_deleted_with_everybody_recognised_on_it(command: Command, store: Store) -> None:
    diary = open_diary(store.url, KEY)
    diary.write("amzn1.ask.person.CHILD", Memory(met=True), 0, account=ANNA)
    diary.close()
    [record] = exported(command("export", "amzn1.ask.person.CHILD"))
    assert record["account"] == pseudonym(ANNA, KEY)
    assert said(command("delete", "--account", ANNA)) == ["deleted: 2"]
    assert [line.split()[0] for line in said(command("list"))] == [pseudonym(BERT, KEY)]


@pytest.mark.parametrize("verb", ["export", "delete"])
def test_somebody_unknown_is_an_error(command: Command, verb: str) -> None:
    assert "nobody is kept" in complaint(command(verb, "amzn1.ask.account.CARL"))
    assert "nobody is kept" in complaint(command(verb, ANNA, BACK_ROUTINE_LISTENER_KEY="another"))


def test_without_a_key_nobody_is_looked_for_by_id(command: Command) -> None:
    assert "BACK_ROUTINE_SKILL_ID is not set" in complaint(command("delete", ANNA, BACK_ROUTINE_LISTENER_KEY=""))


def test_stats(command: Command, store: Store) -> None:
    store.run("INSERT INTO entries (listener, version, memory) VALUES ('f', 1, '[]')")
    store.run("INSERT INTO entries (listener, version, memory) VALUES ('g', 1, '{')")
    rows = {name: value.strip() for name, value in (line.split(":") for line in said(command("stats")))}
    assert rows["listeners"] == "4"
    assert rows["finished routines"] == "1"
    assert rows["exercises done"] == "7"
    assert rows["unreadable"] == "2"
    assert rows["bytes each"].startswith("1 least, ")
    assert rows["schema"] == max(STEPS)


def test_what_was_written_before_moments_were_kept_has_none(command: Command, store: Store) -> None:
    store.run("INSERT INTO entries (listener, version, memory) VALUES ('f', 1, '{}')")
    assert [line.split()[1] for line in said(command("list"))][-1] == "unknown"


def test_stats_of_an_empty_diary(command: Command, store: Store) -> None:
    store.run("DELETE FROM entries")
    assert "bytes each:        0 least, 0 median, 0 most" in said(command("stats"))


def test_another_diary_can_be_named_and_is_not_made(command: Command, tmp_path: Path) -> None:
    there = tmp_path / "mistyped.db"
    assert f"there is no file {there}" in complaint(command("list", "--diary", f"sqlite:///{there}"))
    assert not there.exists()


def test_the_commands_explain_themselves(command: Command) -> None:
    for verb in ("list", "export", "delete", "stats"):
        assert f"back-routine diary {verb}" in command(verb, "--help").stdout
