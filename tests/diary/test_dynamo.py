"""The diary in DynamoDB does what any diary does, and what a network between it and the skill demands."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ConnectionClosedError

from skill.conversation.memory import Memory
from skill.diary import Diary, DiaryError, EntryError, open_diary
from skill.diary.dynamo import CONNECTING, READING, SOON, Address, DynamoDiary
from skill.diary.engine import TURN_SECONDS
from skill.diary.guard import PATIENCE_SECONDS
from skill.diary.listener import pseudonym
from soak.proxy import Network, Proxy, before
from tests.aws.dynamodb import SESSION, DynamoDB, running

# What holds of every diary, here on this one: what they ask for, the fixtures below make.
from tests.diary.test_store import (  # noqa: F401
    test_a_forked_worker_writes_on_connections_of_its_own,
    test_a_new_listener_has_an_empty_memory_and_version_nought,
    test_a_write_from_before_the_deletion_does_not_bring_it_back,
    test_a_write_returns_the_version_that_it_made,
    test_a_write_upon_an_old_version_changes_nothing,
    test_an_account_goes_with_everybody_who_spoke_under_it,
    test_another_key_knows_nobody,
    test_deleting_nothing_is_no_fault,
    test_each_write_moves_the_version,
    test_it_is_all_there_when_the_file_is_opened_again,
    test_many_threads_on_one_diary_lose_no_write,
    test_of_two_writes_at_once_one_wins_and_the_other_learns_it,
    test_what_is_written_is_read,
    test_what_sessions_added_stands_beside_the_memory,
    test_who_speaks_under_another_account_by_now_goes_with_that,
)

LISTENER = "amzn1.ask.account.AFRIEND"
KEY = "a key of the tests"

Open = Callable[..., Diary]


@pytest.fixture(scope="module")
def service() -> Iterator[DynamoDB]:
    with running() as service:
        yield service


@pytest.fixture
def table(service: DynamoDB) -> str:
    """One of its own for each test."""
    return service.create()


@pytest.fixture
def open_store(service: DynamoDB, table: str) -> Iterator[Open]:
    opened: list[Diary] = []

    def again(key: str = KEY, seconds: float = 5.0, port: int | None = None) -> Diary:
        opened.append(open_diary(service.url(table, port), key, seconds))
        return opened[-1]

    yield again
    for diary in opened:
        diary.close()


@pytest.fixture
def diary(open_store: Open) -> Diary:
    return open_store()


@pytest.fixture
def client(service: DynamoDB, table: str) -> Iterator[Any]:
    """A way in behind the diary's back."""
    client = Address.parse(service.url(table)).client(5.0)
    yield client
    client.close()


@pytest.fixture
def network(service: DynamoDB) -> Iterator[Proxy]:
    with before(service.port) as proxy:
        yield proxy


def items(client: Any, table: str) -> list[dict[str, dict[str, str]]]:
    found: list[dict[str, dict[str, str]]] = client.scan(TableName=table)["Items"]
    return found


# What is in the table


def test_an_item_holds_hashes_and_no_id(diary: Diary, client: Any, table: str, memories: list[Memory]) -> None:
    diary.write("anna", memories[1], 0, account=LISTENER)
    [item] = items(client, table)
    assert item.keys() == {"listener", "version", "memory", "written", "account"}
    assert item["listener"] == {"S": pseudonym("anna", KEY)}
    assert item["account"] == {"S": pseudonym(LISTENER, KEY)}
    assert json.loads(item["memory"]["S"]) == memories[1].to_wire()
    assert "AFRIEND" not in json.dumps(item)


def test_a_deleted_entry_leaves_nothing(diary: Diary, client: Any, table: str, memories: list[Memory]) -> None:
    for listener in (LISTENER, "anna"):
        diary.write(listener, memories[0], 0, account=None if listener == LISTENER else LISTENER)
    diary.delete("anna")
    diary.delete_account(LISTENER)
    assert items(client, table) == []


def test_versions_survive_as_json_in_any_language(diary: Diary, memories: list[Memory]) -> None:
    made = diary.write(LISTENER, memories[0], 0)
    assert made is not None
    assert int(float(made)) == made


def test_fields_of_a_later_release_are_tolerated(diary: Diary, client: Any, table: str, memories: list[Memory]) -> None:
    diary.write(LISTENER, memories[0], 0)
    [item] = items(client, table)
    later = {**memories[0].to_wire(), "moon_phase": {"waxing": [1, 2]}}
    client.put_item(TableName=table, Item={**item, "memory": {"S": json.dumps(later)}, "moon": {"N": "3"}})
    assert diary.read(LISTENER).memory == memories[0]


@pytest.mark.parametrize(
    "broken",
    [
        *({"memory": {"S": text}} for text in ("{", "[]", "null", "12")),
        {"memory": {"N": "1"}},
        {"version": {"S": "first"}},
        {"shares": {"S": "]"}},
    ],
)
def test_an_entry_that_is_no_memory_is_an_error_and_can_be_deleted(
    diary: Diary, client: Any, table: str, memories: list[Memory], broken: dict[str, Any]
) -> None:
    diary.write(LISTENER, memories[0], 0)
    [item] = items(client, table)
    client.put_item(TableName=table, Item={**item, **broken})
    with pytest.raises(EntryError, match="an entry of the diary"):
        diary.read(LISTENER)
    diary.delete(LISTENER)
    assert diary.read(LISTENER).version == 0


def test_who_moves_to_another_account_meanwhile_stays(
    diary: DynamoDiary, memories: list[Memory], monkeypatch: pytest.MonkeyPatch
) -> None:
    diary.write("anna", memories[0], 0, account=LISTENER)
    stale = diary._persons({"S": pseudonym(LISTENER, KEY)})
    diary.write("anna", memories[1], diary.read("anna").version, account="another account")
    monkeypatch.setattr(DynamoDiary, "_persons", lambda *_: stale)
    diary.delete_account(LISTENER)
    assert diary.read("anna").memory == memories[1]


# What can go wrong on the way


class Lossy:
    """A client whose first writes are lost: on the way back where they are done, else on the way there."""

    def __init__(self, client: Any, losses: int, *, done: bool = True) -> None:
        self._client = client
        self._losses = losses
        self._done = done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def put_item(self, **arguments: Any) -> Any:
        self._losses -= 1
        lost = self._losses >= 0
        answer = self._client.put_item(**arguments) if self._done or not lost else None
        if lost:
            raise ConnectionClosedError(endpoint_url="http://127.0.0.1")
        return answer


@pytest.mark.parametrize("stored", [False, True])
def test_a_write_whose_answer_was_lost_is_found_to_be_its_own(
    client: Any, table: str, memories: list[Memory], stored: bool
) -> None:
    diary = DynamoDiary(Lossy(client, 1), table, KEY, seconds=60)
    before = 0
    if stored:
        before = DynamoDiary(client, table, KEY, seconds=60).write(LISTENER, memories[0], 0) or 0
    made = diary.write(LISTENER, memories[1], before)
    assert made
    assert diary.read(LISTENER).version == made


def test_a_request_is_not_sent_a_third_time(client: Any, table: str, memories: list[Memory]) -> None:
    diary = DynamoDiary(Lossy(client, 2, done=False), table, KEY, seconds=60)
    with pytest.raises(DiaryError, match="cannot be written: Connection was closed"):
        diary.write(LISTENER, memories[0], 0)


def test_a_request_that_took_its_time_is_not_sent_again(client: Any, table: str, memories: list[Memory]) -> None:
    diary = DynamoDiary(Lossy(client, 1), table, KEY, seconds=0)
    with pytest.raises(DiaryError, match="cannot be written"):
        diary.write(LISTENER, memories[0], 0)


def test_a_turn_has_the_patience_for_both_requests() -> None:
    assert TURN_SECONDS * (CONNECTING + READING + SOON) < PATIENCE_SECONDS


def test_a_connection_that_was_cut_is_replaced_unnoticed(open_store: Open, network: Proxy) -> None:
    diary = open_store(port=network.port)
    network.become(Network.REFUSED)
    network.become(Network.SOUND)
    assert diary.read(LISTENER).version == 0


@pytest.mark.parametrize("state", [Network.REFUSED, Network.SWALLOWED])
def test_a_network_that_breaks_is_an_error_and_is_used_again_when_it_is_back(
    open_store: Open, network: Proxy, memories: list[Memory], state: Network
) -> None:
    diary = open_store(seconds=1.0, port=network.port)
    diary.write(LISTENER, memories[0], 0)
    network.become(state)
    with pytest.raises(DiaryError, match="cannot be read"):
        diary.read(LISTENER)
    with pytest.raises(DiaryError, match="cannot be written"):
        diary.delete(LISTENER)
    network.become(Network.SOUND)
    assert diary.read(LISTENER).memory == memories[0]


def test_a_service_that_is_away_at_the_start_may_come_later(
    open_store: Open, network: Proxy, memories: list[Memory]
) -> None:
    network.become(Network.REFUSED)
    diary = open_store(port=network.port)
    with pytest.raises(DiaryError, match="cannot be read"):
        diary.ping()
    network.become(Network.SOUND)
    diary.ping()


def test_a_table_that_is_gone_is_an_error_of_every_method(
    diary: Diary, client: Any, table: str, memories: list[Memory]
) -> None:
    client.delete_table(TableName=table)
    asked: list[tuple[str, Callable[[], object]]] = [
        ("read", diary.ping),
        ("read", lambda: diary.read(LISTENER)),
        ("written", lambda: diary.write(LISTENER, memories[0], 0)),
        ("written", lambda: diary.write(LISTENER, memories[0], 7)),
        ("written", lambda: diary.delete(LISTENER)),
        ("written", lambda: diary.delete_account(LISTENER)),
    ]
    for verb, ask in asked:
        with pytest.raises(DiaryError, match=f"cannot be {verb}: .*ResourceNotFound") as caught:
            ask()
        assert pseudonym(LISTENER, KEY) not in f"{caught.value} {caught.value.__cause__}"


def test_deleting_a_person_that_fails_is_an_error(
    diary: DynamoDiary, client: Any, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DynamoDiary, "_persons", lambda *_: [{"listener": {"S": "somebody"}}])
    client.delete_table(TableName=table)
    with pytest.raises(DiaryError, match="cannot be written"):
        diary.delete_account(LISTENER)


# Where it is


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("dynamodb://back-routine", Address("back-routine", None, None)),
        ("dynamodb://Back_Routine.2?region=eu-west-1", Address("Back_Routine.2", "eu-west-1", None)),
        (
            "dynamodb://diary/?region=us-east-1&endpoint=http%3A%2F%2Flocalhost%3A8000",
            Address("diary", "us-east-1", "http://localhost:8000"),
        ),
    ],
)
def test_an_address_names_a_table(url: str, address: Address) -> None:
    assert Address.parse(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "dynamodb:",
        "dynamodb://",
        "dynamodb:///diary",
        "dynamodb://t",
        "dynamodb://diary/entries",
        "dynamodb://diary?zone=eu",
        "dynamodb://me:secret@diary",
    ],
)
def test_an_address_that_names_none_is_an_error_that_tells_no_secret(url: str) -> None:
    with pytest.raises(DiaryError, match="not like dynamodb://table") as caught:
        open_diary(url, KEY)
    assert "secret" not in str(caught.value)


def test_an_unknown_table_is_an_error_at_the_start(service: DynamoDB) -> None:
    with pytest.raises(DiaryError, match=r"cannot be opened: .*ResourceNotFound"):
        open_diary(service.url("nowhere"), KEY, seconds=5.0)


@pytest.mark.parametrize("url", ["dynamodb://diary?region=", "dynamodb://diary?region=eu&endpoint=nowhere"])
def test_without_a_region_or_a_usable_endpoint_it_cannot_be_opened(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(DiaryError, match="cannot be opened: "):
        open_diary(url, KEY)


def test_without_credentials_it_cannot_be_opened(
    service: DynamoDB, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setattr("boto3.session.Session", SESSION)
    with pytest.raises(DiaryError, match=r"cannot be opened: .*credentials"):
        open_diary(service.url(table), KEY)


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "skill.diary.dynamo")
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(DiaryError, match=r"cannot be opened: DynamoDB needs boto3: pip install .*\[aws\]"):
        open_diary("dynamodb://diary?region=eu-west-1", KEY)
