from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NoReturn, cast

import pytest
from structlog.testing import capture_logs

from skill.alexa.skill import Dispatch, build_dispatch
from skill.alexa.turns import Step
from skill.conversation.event import Event, Said
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.conversation.session import Session
from skill.conversation.step import step
from skill.conversation.turn import Turn
from skill.diary import Diary, open_diary
from skill.diary.guard import Guard

Envelope = Callable[..., dict[str, Any]]

SKILL_ID = "amzn1.ask.skill.OURS"
USER = "amzn1.ask.account.U1"
PERSON = "amzn1.ask.person.P1"
LAUNCH = {"type": "LaunchRequest"}
LEFT = {"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"}
SHORT = {
    "routine": {
        "name": "routine",
        "value": "short one",
        "resolutions": {
            "resolutionsPerAuthority": [
                {
                    "status": {"code": "ER_SUCCESS_MATCH"},
                    "values": [{"value": {"name": "short", "id": "short"}}],
                }
            ]
        },
    }
}
NOTHING = {"version": "1.0", "response": {}}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "diary.db"


@pytest.fixture
def diary(store: Path) -> Iterator[Diary]:
    with closing(open_diary(f"sqlite:///{store}", "a key")) as opened:
        yield opened


@pytest.fixture
def skill(diary: Diary) -> Dispatch:
    return skill_on(diary)


def skill_on(diary: Diary, step: Step = step) -> Dispatch:
    """With more patience than a turn has, since these tests are not about that."""
    guard = Guard(diary, patience=30.0, first_pause=3600.0)
    return build_dispatch(diary=guard, limits=Limits(), skill_id=SKILL_ID, step=step)


def failing(*_: object) -> NoReturn:
    raise RuntimeError(f"about {USER}")


def breaks(store: Path) -> None:
    """What is left of a store after an accident: a file without tables."""
    with closing(sqlite3.connect(store)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            file.execute(f"DROP TABLE {table}")
        file.commit()


def apologises(answer: dict[str, Any]) -> bool:
    return "something went wrong" in answer["response"]["outputSpeech"]["ssml"]


# What an answer is made of


def test_launch_speaks_asks_and_listens(skill: Dispatch, envelope: Envelope) -> None:
    answer = skill(envelope(LAUNCH))
    assert answer.keys() == {"version", "sessionAttributes", "response"}
    assert answer["response"].keys() == {"outputSpeech", "reprompt", "shouldEndSession"}
    assert answer["response"]["shouldEndSession"] is False
    for speech in (answer["response"]["outputSpeech"], answer["response"]["reprompt"]["outputSpeech"]):
        assert speech["type"] == "SSML"
        assert speech["ssml"].startswith("<speak>")
    assert json.loads(json.dumps(answer)) == answer


def test_stop_says_goodbye_and_closes(skill: Dispatch, envelope: Envelope, said: Envelope) -> None:
    attributes = skill(envelope(LAUNCH))["sessionAttributes"]
    response = skill(said("AMAZON.StopIntent", attributes=attributes))["response"]
    assert response.keys() == {"outputSpeech", "shouldEndSession"}
    assert response["shouldEndSession"] is True


def test_the_session_comes_back_with_the_next_request(diary: Diary, envelope: Envelope, said: Envelope) -> None:
    sessions: list[Session] = []

    def watched(session: Session, *rest: Any) -> Turn:
        turn = step(session, *rest)
        sessions.extend((session, turn.session))
        return turn

    skill = skill_on(diary, watched)
    attributes = skill(envelope(LAUNCH))["sessionAttributes"]
    skill(said("ReadyIntent", attributes=json.loads(json.dumps(attributes))))
    assert sessions[2] == sessions[1]


@pytest.mark.parametrize("stamp", ["2026-11-22T07:00:00Z", "2026-11-22T08:00:00+01:00", "2026-11-22T07:00:00.000Z"])
def test_the_only_clock_is_the_request(diary: Diary, envelope: Envelope, stamp: str) -> None:
    moments: list[datetime] = []

    def watched(session: Session, memory: Memory, event: Event, now: datetime, limits: Limits) -> Turn:
        moments.append(now)
        return step(session, memory, event, now, limits)

    skill_on(diary, watched)(envelope({**LAUNCH, "timestamp": stamp}))
    assert moments == [datetime(2026, 11, 22, 7, tzinfo=UTC)]
    assert moments[0].utcoffset() == timedelta(0)


@pytest.mark.parametrize("locale", ["tlh-QO", "en-GB", "", None])
def test_a_locale_without_words_hears_english(skill: Dispatch, envelope: Envelope, locale: str | None) -> None:
    answer = skill(envelope({**LAUNCH, "locale": locale}))
    assert not apologises(answer)


# Who is remembered


def test_an_account_is_remembered(skill: Dispatch, diary: Diary, envelope: Envelope) -> None:
    skill(envelope(LAUNCH))
    assert diary.read(USER).version != 0


def test_a_recognised_person_is_remembered_apart(skill: Dispatch, diary: Diary, envelope: Envelope) -> None:
    skill(envelope(LAUNCH, person=PERSON))
    assert diary.read(PERSON).version != 0
    assert diary.read(USER).version == 0


def test_someone_amazon_does_not_name_is_served_all_the_same(skill: Dispatch, envelope: Envelope) -> None:
    nameless = envelope(LAUNCH)
    nameless["context"]["System"]["user"] = nameless["session"]["user"] = {}
    assert not apologises(skill(nameless))


def test_the_diary_is_read_once_a_session_and_written_at_every_turn(
    diary: Diary, envelope: Envelope, said: Envelope
) -> None:
    asked: list[str] = []

    class Watched:
        def __getattr__(self, name: str) -> Any:
            asked.append(name)
            return getattr(diary, name)

    skill = skill_on(cast(Diary, Watched()))
    attributes = skill(envelope(LAUNCH))["sessionAttributes"]
    for minute in range(1, 4):
        stamp = f"2026-11-22T07:{minute:02}:00Z"
        attributes = skill(said("AMAZON.NextIntent", attributes=attributes, timestamp=stamp))["sessionAttributes"]
    assert asked == ["read", "write", "write", "write", "write"]
    assert diary.read(USER).version == attributes["diary"]["version"]


def test_two_requests_at_once_are_both_remembered(diary: Diary, envelope: Envelope, said: Envelope) -> None:
    skill = skill_on(diary)
    attributes = skill(envelope(LAUNCH))["sessionAttributes"]
    attributes = skill(said("ReadyIntent", attributes=attributes))["sessionAttributes"]
    before = diary.read(USER).memory

    def overtaken(session: Session, memory: Memory, *rest: Any) -> Turn:
        turn = step(session, memory, *rest)
        skill(said("StartRoutineIntent", SHORT))
        return turn

    left = envelope({**LEFT, "timestamp": "2026-11-22T07:10:00Z"}, attributes=attributes)
    assert skill_on(diary, overtaken)(left) == NOTHING
    after = diary.read(USER).memory
    assert after.programme == "short"
    assert after.place not in (None, before.place)


def test_a_diary_that_cannot_be_read_costs_the_memory_not_the_turn(
    skill: Dispatch, store: Path, envelope: Envelope
) -> None:
    skill(envelope(LAUNCH))
    breaks(store)
    with capture_logs() as logs:
        answer = skill(envelope(LAUNCH))
    assert not apologises(answer)
    assert answer["response"]["shouldEndSession"] is False
    assert [line["event"] for line in logs] == ["diary down"]
    assert USER not in repr(logs)


def test_a_diary_that_cannot_be_written_costs_the_memory_not_the_turn(
    diary: Diary, store: Path, envelope: Envelope
) -> None:
    def breaking(*turn: Any) -> Turn:
        breaks(store)
        return step(*turn)

    with capture_logs() as logs:
        answer = skill_on(diary, breaking)(envelope(LAUNCH))
    assert not apologises(answer)
    assert [line["event"] for line in logs] == ["diary down"]


# The end of a session, and what happens outside one


def test_the_end_of_a_session_is_remembered_and_answered_with_nothing(
    diary: Diary, envelope: Envelope, said: Envelope
) -> None:
    events: list[Event] = []

    def watched(session: Session, memory: Memory, event: Event, now: datetime, limits: Limits) -> Turn:
        events.append(event)
        return step(session, memory, event, now, limits)

    skill = skill_on(diary, watched)
    attributes = skill(envelope(LAUNCH))["sessionAttributes"]
    attributes = skill(said("ReadyIntent", attributes=attributes))["sessionAttributes"]
    before = diary.read(USER)
    later = {**LEFT, "timestamp": "2026-11-22T07:10:00Z"}
    assert skill(envelope(later, attributes=attributes)) == NOTHING
    assert events[-1] == Event(Said.LEFT)
    assert diary.read(USER).memory != before.memory


@pytest.mark.parametrize(
    ("error", "logged"),
    [
        ({"type": "INVALID_RESPONSE", "message": "?"}, "INVALID_RESPONSE"),
        (None, None),
        ({"type": "NEW"}, None),
    ],
)
def test_an_error_that_ended_the_session_is_logged(
    skill: Dispatch, envelope: Envelope, error: dict[str, str] | None, logged: str | None
) -> None:
    with capture_logs() as logs:
        assert skill(envelope({**LEFT, "reason": "ERROR", "error": error})) == NOTHING
    ended = [line for line in logs if line["event"] == "session ended with an error"]
    assert [line["error"] for line in ended] == [logged]


def test_who_switches_the_skill_off_is_forgotten(skill: Dispatch, diary: Diary, envelope: Envelope) -> None:
    skill(envelope(LAUNCH))
    assert skill(envelope({"type": "AlexaSkillEvent.SkillEnabled"}, in_session=False)) == NOTHING
    assert diary.read(USER).version != 0
    assert skill(envelope({"type": "AlexaSkillEvent.SkillDisabled"}, in_session=False)) == NOTHING
    assert diary.read(USER).version == 0


def test_who_cannot_be_forgotten_now_is_named_by_no_log(skill: Dispatch, store: Path, envelope: Envelope) -> None:
    breaks(store)
    with capture_logs() as logs:
        answer = skill(envelope({"type": "AlexaSkillEvent.SkillDisabled"}, in_session=False))
    assert answer == NOTHING
    assert [line["event"] for line in logs] == ["diary down", "not forgotten yet"]
    assert USER not in repr(logs)


@pytest.mark.parametrize("kind", ["Alexa.Hologram.Shown", "AudioPlayer.PlaybackStarted", "SessionResumedRequest"])
def test_requests_it_has_no_use_for_are_answered_with_nothing(skill: Dispatch, envelope: Envelope, kind: str) -> None:
    assert skill(envelope({"type": kind}, in_session=False)) == NOTHING
    assert skill(envelope({"type": kind}, attributes={"place": 3})) == {
        **NOTHING,
        "sessionAttributes": {"place": 3},
    }


# What Amazon may send one day


def test_a_request_newer_than_the_sdk_is_answered_like_any(skill: Dispatch, envelope: Envelope, said: Envelope) -> None:
    attributes = skill(envelope(LAUNCH))["sessionAttributes"]
    nearly = {"resolutionsPerAuthority": [{"status": {"code": "ER_SUCCESS_NEARLY"}, "values": []}]}
    plain = said("HowToIntent", {"exercise": {"value": "cat"}}, attributes=attributes)
    new = said("HowToIntent", {"exercise": {"value": "cat", "resolutions": nearly}}, attributes=attributes)
    new["context"]["Viewport"] = {"shape": "TRIANGLE", "mode": "HOLOGRAM"}
    new["context"]["Viewports"] = [{"type": "HOLOGRAM"}]
    new["request"] |= {"locale": "en-XX", "dialogState": "DREAMING", "mood": "sore", "__class__": 1}
    new["request"]["intent"]["confirmationStatus"] = "PERHAPS"
    new |= {"extra": {"deep": [1]}}
    assert skill(new)["response"] == skill(plain)["response"]


# When something fails


def test_a_failing_turn_is_apologised_for_and_the_session_kept(diary: Diary, said: Envelope) -> None:
    attributes = {"place": {"index": 3}, "marks": [[0, "setup"]]}
    with capture_logs() as logs:
        answer = skill_on(diary, failing)(said("ReadyIntent", attributes=attributes))
    assert apologises(answer)
    assert answer["sessionAttributes"] == attributes
    assert answer["response"]["shouldEndSession"] is False
    assert answer["response"]["reprompt"]["outputSpeech"]["ssml"]
    assert [(line["event"], line["error"]) for line in logs] == [("turn failed", "RuntimeError")]
    assert USER not in repr(logs)


@pytest.mark.parametrize("taken", [step, failing])
def test_outside_a_session_no_attributes_come_back(diary: Diary, envelope: Envelope, taken: Step) -> None:
    answer = skill_on(diary, taken)(envelope(LAUNCH, in_session=False))
    assert answer.keys() == {"version", "response"}
    assert apologises(answer) is (taken is failing)


def test_a_turn_that_fails_late_is_not_remembered(diary: Diary, envelope: Envelope) -> None:
    class Unsayable(Session):
        def to_wire(self) -> dict[str, Any]:
            raise RuntimeError

    def unsayable(session: Session, memory: Memory, *rest: Any) -> Turn:
        turn = step(session, memory, *rest)
        return Turn(Unsayable.fresh("en-US"), turn.memory, turn.script, turn.reprompt)

    assert apologises(skill_on(diary, unsayable)(envelope(LAUNCH)))
    assert diary.read(USER).version == 0


def test_a_failure_when_nobody_listens_is_answered_with_nothing(diary: Diary, envelope: Envelope) -> None:
    assert skill_on(diary, failing)(envelope(LEFT)) == NOTHING


WRONG = {
    "another skill": lambda whole: whole["context"]["System"]["application"].update(applicationId="THEIRS"),
    "no skill": lambda whole: whole.update(context=None, session={"attributes": whole["session"]["attributes"]}),
    "no timestamp": lambda whole: whole["request"].pop("timestamp"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_what_the_gate_would_refuse_is_apologised_for(
    skill: Dispatch, envelope: Envelope, wrong: Callable[[dict[str, Any]], object]
) -> None:
    whole = envelope(LAUNCH, attributes={"place": 3})
    wrong(whole)
    answer = skill(whole)
    assert apologises(answer)
    assert answer["sessionAttributes"] == {"place": 3}
    assert answer["response"]["shouldEndSession"] is False


def test_a_failure_of_the_sdk_when_nobody_listens_is_answered_with_nothing(skill: Dispatch, envelope: Envelope) -> None:
    whole = envelope(LEFT)
    whole["context"]["System"]["application"] = {"applicationId": "THEIRS"}
    assert skill(whole) == NOTHING


def test_without_even_the_words_to_apologise_the_session_stays(
    diary: Diary, said: Envelope, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.alexa.lines.load", failing)
    answer = skill_on(diary, failing)(said("ReadyIntent", attributes={"place": 3}))
    assert answer == {
        "version": "1.0",
        "sessionAttributes": {"place": 3},
        "response": {"shouldEndSession": False},
    }


@pytest.mark.parametrize(
    "whole", [{}, {"request": None}, {"request": {"type": "LaunchRequest"}}, {"session": [], "request": {}}]
)
def test_any_object_gets_an_answer(skill: Dispatch, whole: dict[str, Any]) -> None:
    assert skill(whole)["version"] == "1.0"
