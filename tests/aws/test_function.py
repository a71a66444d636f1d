from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
import structlog
from structlog.testing import capture_logs

from skill.alexa.zones import nowhere
from skill.aws import function as module
from skill.aws.function import EventError, Function, build_function, handler
from skill.diary import Diary, DiaryError, open_diary
from skill.diary.guard import Guard
from skill.settings import Settings, SettingsError
from tests.aws.dynamodb import DynamoDB

Recorded = Callable[..., dict[str, Any]]

SKILL_ID = "amzn1.ask.skill.3c1a70f2-3e0d-4f0e-9d0a-6f2a5c0b7e11"
ACCOUNT = "amzn1.ask.account.AMAZINGLYLONGIDOFALISTENER"
PERSON = "amzn1.ask.person.ANNASVOICE"
SECRETS = ("AMAZINGLYLONG", "ANNASVOICE", "KITCHENSHELF", "eyJ0", "cat")
CONTEXT = SimpleNamespace(aws_request_id="8476a536-e9f4-11e8-9739-2dfe598c3fcd")
NOTHING = {"version": "1.0", "response": {}}


@pytest.fixture
def url(service: DynamoDB) -> str:
    return service.url(service.create())


@pytest.fixture
def diary(url: str) -> Iterator[Diary]:
    with closing(open_diary(url, "a key", 5.0)) as diary:
        yield diary


def function_on(diary: Diary) -> Function:
    """With more patience than a turn has, since these tests are not about that."""
    return build_function(Settings(skill_id=SKILL_ID), Guard(diary, patience=30.0), nowhere)


@pytest.fixture
def function(diary: Diary) -> Function:
    return function_on(diary)


def heard(answer: dict[str, Any]) -> str:
    ssml: str = answer["response"]["outputSpeech"]["ssml"]
    return ssml


# Recorded events


def test_a_launch_is_welcomed(function: Function, recorded: Recorded) -> None:
    answer = function(recorded("launch"), CONTEXT)
    assert "Welcome to my back routine" in heard(answer)
    assert answer["response"]["shouldEndSession"] is False
    assert json.loads(json.dumps(answer)) == answer


def test_an_intent_is_answered_with_its_slots(function: Function, recorded: Recorded) -> None:
    answer = function(recorded("how_to"), CONTEXT)
    assert "Cat cow." in heard(answer)
    assert "something went wrong" not in heard(answer)


def test_the_end_of_a_session_is_answered_with_nothing(function: Function, recorded: Recorded) -> None:
    attributes = function(recorded("launch"), CONTEXT)["sessionAttributes"]
    assert function(recorded("session_ended", attributes), CONTEXT) == NOTHING


def test_who_switches_the_skill_off_is_forgotten_with_their_household(
    function: Function, diary: Diary, recorded: Recorded
) -> None:
    function(recorded("launch"), CONTEXT)
    alone = recorded("launch")
    del alone["context"]["System"]["person"]
    function(alone, CONTEXT)
    assert diary.read(PERSON).version
    assert diary.read(ACCOUNT).version
    assert function(recorded("skill_disabled"), CONTEXT) == NOTHING
    assert not diary.read(PERSON).version
    assert not diary.read(ACCOUNT).version


# What is no request to this skill


def another_skill(event: dict[str, Any]) -> None:
    event["context"]["System"]["application"]["applicationId"] = "amzn1.ask.skill.another"


def no_skill(event: dict[str, Any]) -> None:
    del event["context"], event["session"]["application"]


@pytest.mark.parametrize("change", [another_skill, no_skill])
@pytest.mark.parametrize("name", ["launch", "how_to", "session_ended"])
def test_an_event_of_another_skill_reaches_no_handler(
    function: Function, diary: Diary, recorded: Recorded, name: str, change: Callable[[dict[str, Any]], None]
) -> None:
    event = recorded(name)
    change(event)
    with capture_logs() as logs, pytest.raises(EventError, match=r"no request to this skill: skill-id$"):
        function(event, CONTEXT)
    assert [(line["event"], line["code"]) for line in logs] == [("refused", "skill-id")]
    assert not diary.read(PERSON).version


def test_another_skill_switched_off_deletes_nobody(function: Function, diary: Diary, recorded: Recorded) -> None:
    function(recorded("launch"), CONTEXT)
    event = recorded("skill_disabled")
    another_skill(event)
    with pytest.raises(EventError):
        function(event, CONTEXT)
    assert diary.read(PERSON).version


@pytest.mark.parametrize(
    ("garbage", "place"),
    [
        (None, "envelope"),
        ([], "envelope"),
        ("launch", "envelope"),
        (7, "envelope"),
        ({}, "request"),
        ({"Records": [{"eventSource": "aws:sqs"}]}, "request"),
        ({"request": {"type": "LaunchRequest"}}, "request.timestamp"),
        ({"request": {"type": 3, "timestamp": "2026-11-22T07:00:00Z"}}, "request.type"),
        ({"request": {"type": "LaunchRequest", "timestamp": "2026-11-22T07:00:00Z"}}, "session"),
    ],
)
def test_garbage_is_an_error_that_says_where(function: Function, garbage: object, place: str) -> None:
    with pytest.raises(EventError, match=f"no request to this skill: shape: {place}$"):
        function(garbage, None)


# Conversations


def test_a_conversation_is_carried_on_by_another_process(
    url: str, function: Function, diary: Diary, recorded: Recorded
) -> None:
    def said(intent: str, attributes: dict[str, Any], minute: int) -> dict[str, Any]:
        plain = {"name": intent, "confirmationStatus": "NONE"}
        return recorded("how_to", attributes, intent=plain, timestamp=f"2026-11-22T07:{minute:02}:00Z")

    attributes = function(recorded("launch"), CONTEXT)["sessionAttributes"]
    attributes = function(said("ReadyIntent", attributes, 1), CONTEXT)["sessionAttributes"]
    attributes = function(said("ReadyIntent", attributes, 2), CONTEXT)["sessionAttributes"]
    stopped = function(said("AMAZON.StopIntent", attributes, 3), CONTEXT)
    assert stopped["response"]["shouldEndSession"] is True

    with closing(open_diary(url, "a key", 5.0)) as again:
        back = function_on(again)(recorded("launch", timestamp="2026-11-22T09:00:00Z"), CONTEXT)
    assert "Welcome back" in heard(back)
    assert "Shall we carry on?" in heard(back)
    place = diary.read(PERSON).memory.place
    assert place is not None
    assert place.exercise == "cat_cow"


def test_of_two_processes_that_write_at_once_one_wins_and_neither_loses(
    url: str, diary: Diary, recorded: Recorded
) -> None:
    """Two devices of one listener: each chooses something, and both choices are kept."""
    events = [
        recorded("how_to", {}, intent={"name": name, "confirmationStatus": "NONE", "slots": slots})
        for name, slots in {
            "PaceIntent": {"pace": {"name": "pace", "value": "slower", **resolved("slower")}},
            "DetailIntent": {"detail": {"name": "detail", "value": "less", **resolved("less")}},
        }.items()
    ]
    written: list[int | None] = []
    together = Barrier(2)

    class Meeting:
        """A diary that writes for the first time when the other does."""

        def __init__(self, diary: Diary) -> None:
            self._diary = diary
            self._first = True

        def __getattr__(self, name: str) -> Any:
            return getattr(self._diary, name)

        def write(self, *arguments: Any, **options: Any) -> int | None:
            if self._first:
                self._first = False
                together.wait()
            written.append(self._diary.write(*arguments, **options))
            return written[-1]

    def answer(event: dict[str, Any]) -> dict[str, Any]:
        with closing(open_diary(url, "a key", 5.0)) as own:
            meeting: Any = Meeting(own)
            return function_on(meeting)(event, CONTEXT)

    with ThreadPoolExecutor(2) as devices:
        answers = list(devices.map(answer, events))
    assert all("something went wrong" not in heard(one) for one in answers)
    assert written.count(None) == 1
    assert len(written) == 3
    choices = diary.read(PERSON).memory.choices
    assert (choices.pace, choices.detail) == ("slower", "less")


def resolved(id: str) -> dict[str, Any]:
    match = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": id, "id": id}}]}
    return {"resolutions": {"resolutionsPerAuthority": [match]}}


def test_a_service_that_is_away_costs_the_memory_not_the_turn(recorded: Recorded, service: DynamoDB) -> None:
    with closing(open_diary(service.url("diary", port=1), "a key")) as away:
        answer = function_on(away)(recorded("launch"), CONTEXT)
    assert "Welcome to my back routine" in heard(answer)


# As Lambda starts it


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The settings of a function, which is made anew of them."""
    monkeypatch.setenv("BACK_ROUTINE_SKILL_ID", SKILL_ID)
    monkeypatch.setenv("BACK_ROUTINE_DIARY_URL", "sqlite://")
    before = structlog.get_config()
    module._function.cache_clear()
    yield monkeypatch
    module._function.cache_clear()
    structlog.configure(**before)


def somewhere_else(event: dict[str, Any]) -> dict[str, Any]:
    """The event with a service of its own, which nobody asks for the time zone."""
    event["context"]["System"]["apiEndpoint"] = "https://nowhere.example"
    return event


@pytest.mark.usefixtures("environment")
def test_the_function_is_made_once_and_logs_no_personal_data(
    recorded: Recorded, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("launch", "how_to"):
        handler(somewhere_else(recorded(name)), CONTEXT)
    wrong = recorded("how_to")
    another_skill(wrong)
    with pytest.raises(EventError):
        handler(wrong, CONTEXT)
    text = capsys.readouterr().err
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["event"] for line in lines] == ["answered", "answered", "refused"]
    assert {line["id"] for line in lines} == {CONTEXT.aws_request_id}
    assert not [secret for secret in SECRETS if secret in text]
    assert module._function.cache_info().misses == 1


def test_what_is_not_set_up_is_told_and_tried_again(environment: pytest.MonkeyPatch, recorded: Recorded) -> None:
    environment.delenv("BACK_ROUTINE_SKILL_ID")
    with pytest.raises(SettingsError, match="BACK_ROUTINE_SKILL_ID is not set"):
        handler(recorded("launch"), CONTEXT)
    environment.setenv("BACK_ROUTINE_SKILL_ID", SKILL_ID)
    environment.setenv("BACK_ROUTINE_DIARY_URL", "dynamodb://no/table")
    with pytest.raises(DiaryError, match="cannot be opened"):
        handler(recorded("launch"), CONTEXT)
    environment.setenv("BACK_ROUTINE_DIARY_URL", "sqlite://")
    assert "Welcome" in heard(handler(somewhere_else(recorded("launch")), CONTEXT))


STARTED = """
import json, sys
from skill.aws import function
made = function._function.cache_info().currsize
try:
    answer = function.handler(json.load(sys.stdin), None)
except Exception as error:
    answer = f"{type(error).__name__}: {error}"
print(json.dumps([made, "boto3" in sys.modules, answer]))
"""


def started(event: dict[str, Any], **settings: str) -> list[Any]:
    """What a new process says of itself: functions made before the event, whether it knows boto3, the answer."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BACK_ROUTINE_")}
    done = subprocess.run(
        [sys.executable, "-c", STARTED],
        env=inherited | {"AWS_LAMBDA_FUNCTION_NAME": "back-routine"} | settings,
        cwd=Path(__file__).parents[2],
        input=json.dumps(event),
        capture_output=True,
        text=True,
        check=True,
    )
    said: list[Any] = json.loads(done.stdout)
    return said


def test_lambda_has_it_made_before_the_first_event(recorded: Recorded) -> None:
    event = somewhere_else(recorded("launch"))
    made, knows_boto3, answer = started(event, BACK_ROUTINE_SKILL_ID=SKILL_ID, BACK_ROUTINE_DIARY_URL="sqlite://")
    assert made == 1
    assert not knows_boto3  # It is an extra.
    assert "Welcome" in heard(answer)


def test_without_settings_it_is_imported_all_the_same(recorded: Recorded) -> None:
    made, _, answer = started(recorded("launch"))
    assert made == 0
    assert answer.startswith("SettingsError: BACK_ROUTINE_SKILL_ID is not set")
