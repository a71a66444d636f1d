"""The diary in a DynamoDB table, for those who run the skill on AWS."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic, time
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit
from weakref import WeakSet

from skill.conversation.memory import Memory
from skill.diary.diary import Diary, DiaryError, Entry, EntryError
from skill.diary.listener import pseudonym
from skill.diary.share import Shares, shares_from_wire

try:
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError
except ImportError as error:
    reason = "DynamoDB needs boto3: pip install 'my-back-routine[aws]'"
    raise DiaryError(f"the diary cannot be opened: {reason}") from error

INDEX = "account"
"""The index that finds the persons of an account. It learns of a new one within a moment, not at once."""

MOST_CONNECTIONS = 16
"""Of one process."""

CONNECTING, READING, SOON = 0.4, 0.6, 0.15
"""Shares of a request's time: for the connection, for the answer, and until when it can be sent once more."""

_LATEST = 2**53 - 1
"""The greatest version: versions travel as JSON, where a greater number need not survive."""

_BUSY = frozenset({"ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException"})

Item = dict[str, dict[str, str]]
"""Attributes by name, each by its type."""

_all: WeakSet[DynamoDiary] = WeakSet()


@dataclass(frozen=True, slots=True)
class Address:
    """Where a table is."""

    table: str
    """Its name."""
    region: str | None
    """AWS's; None is the environment's."""
    endpoint: str | None
    """URL of a service that is not at AWS."""

    @classmethod
    def parse(cls, url: str) -> Self:
        """Of dynamodb://table?region=eu-west-1&endpoint=http://..., where both options may be absent."""
        parts = urlsplit(url)
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        region, endpoint = options.pop("region", None), options.pop("endpoint", None)
        named = re.fullmatch(r"[\w.-]{3,255}", parts.netloc, re.ASCII)
        if not named or parts.path.strip("/") or options:
            raise DiaryError("the diary cannot be opened: its address is not like dynamodb://table?region=eu-west-1")
        return cls(parts.netloc, region, endpoint)

    def client(self, seconds: float) -> Any:
        """boto3's, which sends each request once, and waits for its answer so long; raises DiaryError."""
        config = Config(
            connect_timeout=seconds * CONNECTING,
            read_timeout=seconds * READING,
            retries={"total_max_attempts": 1},
            max_pool_connections=MOST_CONNECTIONS,
        )
        try:
            session = boto3.session.Session(region_name=self.region)
            return session.client("dynamodb", endpoint_url=self.endpoint, config=config)
        except (BotoCoreError, ValueError) as error:
            raise DiaryError(f"the diary cannot be opened: {error}") from error


class DynamoDiary:
    """Every entry is an item, and all but deleting an account one request: a process may be killed at any time."""

    def __init__(self, client: Any, table: str, key: str, seconds: float) -> None:
        self._client = client
        self._table = table
        self._key = key
        self._soon = seconds * SOON
        _all.add(self)

    def read(self, listener: str) -> Entry:
        with _translated("read"):
            answer = self._ask("get_item", Key=self._named(listener), ConsistentRead=True)
        return _entry(answer["Item"]) if "Item" in answer else Entry(Memory(), 0)

    def write(
        self, listener: str, memory: Memory, version: int, *, account: str | None = None, shares: Shares = ()
    ) -> int | None:
        # Drawn, not counted: so it names this write, even where its answer is lost and it is sent again.
        made = 1 + secrets.randbelow(_LATEST)
        item = self._named(listener) | {
            "version": {"N": str(made)},
            "memory": {"S": _text(memory.to_wire())},
            "written": {"N": str(int(time()))},
        }
        if account:
            item["account"] = {"S": pseudonym(account, self._key)}
        if shares:
            item["shares"] = {"S": _text([share.to_wire() for share in shares])}
        with _translated("written"):
            try:
                self._ask(
                    "put_item",
                    Item=item,
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                    **(_only("version", {"N": str(version)}) if version else _only("listener", None)),
                )
            except ClientError as error:
                there = _unmet(error)
                if there is None:
                    raise
                return made if there.get("version") == item["version"] else None
        return made

    def delete(self, listener: str) -> None:
        with _translated("written"):
            self._ask("delete_item", Key=self._named(listener))

    def delete_account(self, account: str) -> None:
        name = {"S": pseudonym(account, self._key)}
        with _translated("written"):
            for person in self._persons(name):
                try:
                    self._ask("delete_item", Key={"listener": person["listener"]}, **_only("account", name))
                except ClientError as error:
                    if _unmet(error) is None:
                        raise
            self._ask("delete_item", Key=self._named(account))

    def ping(self) -> None:
        with _translated("read"):
            self._ask("get_item", Key={"listener": {"S": "nobody"}})

    def close(self) -> None:
        self._client.close()

    def _persons(self, account: dict[str, str]) -> list[Item]:
        # One page of an answer holds thousands of keys, and an account a household.
        answer = self._ask(
            "query",
            IndexName=INDEX,
            KeyConditionExpression="#name = :value",
            ExpressionAttributeNames={"#name": "account"},
            ExpressionAttributeValues={":value": account},
        )
        persons: list[Item] = answer["Items"]
        return persons

    def _named(self, listener: str) -> Item:
        return {"listener": {"S": pseudonym(listener, self._key)}}

    def _ask(self, operation: str, **arguments: Any) -> dict[str, Any]:
        """One request, sent again where it failed at once, as on a connection that the other side had closed."""
        request = getattr(self._client, operation)
        began = monotonic()
        try:
            answer: dict[str, Any] = request(TableName=self._table, **arguments)
        except (BotoCoreError, ClientError) as error:
            if not _passing(error) or monotonic() - began > self._soon:
                raise
            answer = request(TableName=self._table, **arguments)
        return answer


def open_dynamo(url: str, key: str, seconds: float) -> Diary:
    """The diary at an address; a table that does not answer now may do so later, one that refuses is an error.

    `seconds` bounds every request, but for a tenth more where it is sent again.
    """
    address = Address.parse(url)
    diary = DynamoDiary(address.client(seconds), address.table, key, seconds)
    try:
        diary.ping()  # The first request of a client takes several times as long as the others.
    except DiaryError as error:
        if not _passing(error.__cause__):
            raise DiaryError(str(error).replace("read", "opened", 1)) from error.__cause__
    return diary


def _entry(item: Item) -> Entry:
    try:
        memory = json.loads(item["memory"]["S"])
        shares = json.loads(item["shares"]["S"]) if "shares" in item else None
        version = int(item["version"]["N"])
    except (KeyError, ValueError) as error:
        raise EntryError("an entry of the diary holds no JSON") from error
    if not isinstance(memory, dict):
        raise EntryError("an entry of the diary holds no memory")
    return Entry(Memory.from_wire(memory), version, shares_from_wire(shares))


def _text(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def _only(name: str, value: dict[str, str] | None) -> dict[str, Any]:
    """The condition that an attribute has this value, or that there is none."""
    names = {"ExpressionAttributeNames": {"#name": name}}  # Some names are words of the language.
    if value is None:
        return {"ConditionExpression": "attribute_not_exists(#name)", **names}
    return {"ConditionExpression": "#name = :value", "ExpressionAttributeValues": {":value": value}, **names}


def _unmet(error: ClientError) -> Item | None:
    """What stands where a condition was not met, as far as it was asked for; None for any other error."""
    if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
        return None
    there: Item = error.response.get("Item", {})
    return there


def _passing(error: BaseException | None) -> bool:
    """Whether it may be gone by now: not a refusal."""
    if isinstance(error, ClientError):
        status = error.response["ResponseMetadata"].get("HTTPStatusCode", 0)
        return status >= 500 or error.response["Error"]["Code"] in _BUSY
    return isinstance(error, ConnectionError | HTTPClientError)


@contextmanager
def _translated(verb: str) -> Iterator[None]:
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise DiaryError(f"the diary cannot be {verb}: {error}") from error


def _leave_connections_to_the_parent() -> None:
    for diary in _all:
        diary.close()  # Only this process's ends of them; it opens its own when it needs one.


os.register_at_fork(after_in_child=_leave_connections_to_the_parent)
