from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from skill.aws.table import SCHEMA, create
from skill.conversation.memory import Memory
from skill.diary.dynamo import Address, DynamoDiary
from tests.aws.dynamodb import DynamoDB

PAGE = (Path(__file__).parents[2] / "docs" / "aws.md").read_text("utf-8")


def shorthand(value: Any) -> str:
    """As the AWS command line takes it."""
    if isinstance(value, dict):
        return ",".join(f"{name}={nested(part)}" for name, part in value.items())
    return str(value)


def nested(value: Any) -> str:
    if isinstance(value, list):
        return f"[{','.join(nested(part) for part in value)}]"
    return f"{{{shorthand(value)}}}" if isinstance(value, dict) else str(value)


def test_the_page_makes_the_same_table() -> None:
    [command] = re.findall(r"aws dynamodb create-table(.*?)```", PAGE, re.DOTALL)
    told = " ".join(command.replace("\\\n", " ").replace("'", "").split())
    for option, value in SCHEMA.items():
        name = re.sub("(?<!^)(?=[A-Z])", "-", option).lower()
        values = value if isinstance(value, list) else [value]
        assert f"--{name} {' '.join(map(shorthand, values))}" in told


def test_a_table_is_made_once(service: DynamoDB) -> None:
    table = service.create()
    with pytest.raises(ClientError, match="ResourceInUse"):
        create(service.url(table))


@pytest.fixture
def asked(service: DynamoDB) -> set[tuple[str, bool]]:
    """What the diary asks of the service, whatever it is used for, and whether of the index."""
    found: set[tuple[str, bool]] = set()
    table = service.create()
    client = Address.parse(service.url(table)).client(5.0)
    client.meta.events.register(
        "provide-client-params.dynamodb.*",
        lambda params, model, **_: found.add((f"dynamodb:{model.name}", "IndexName" in params)),
    )
    with closing(DynamoDiary(client, table, "key", 5.0)) as diary:
        diary.write("anna", Memory(met=True), 0, account="household")
        uses: list[Callable[[], object]] = [
            diary.ping,
            lambda: diary.read("anna"),
            lambda: diary.delete("ben"),
            lambda: diary.delete_account("household"),
        ]
        for use in uses:
            use()
    return found


def test_the_page_allows_what_the_diary_does_and_nothing_else(asked: set[tuple[str, bool]]) -> None:
    [policy] = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    allowed = set()
    for statement in json.loads(policy)["Statement"]:
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        of_the_index = statement["Resource"].endswith("table/back-routine/index/account")
        assert of_the_index or statement["Resource"].endswith("table/back-routine")
        allowed |= {(action, of_the_index) for action in actions}
    assert allowed == asked


def test_the_page_names_the_handler() -> None:
    [name] = re.findall(r"--handler (\S+)", PAGE)
    module, _, function = name.rpartition(".")
    assert callable(getattr(__import__(module, fromlist=[function]), function))
