"""Memory from turn to turn, with the real conversation on a real store."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from skill.alexa.skill import Dispatch, build_dispatch
from skill.alexa.zones import Device
from skill.conversation.limits import Limits
from skill.conversation.memory import Memory
from skill.diary import Diary, EntryError, open_diary
from skill.diary.guard import Guard
from skill.routine.exercise import EXERCISES
from skill.words import load
from soak.postgres import Postgres
from soak.proxy import Network, Proxy, before
from tests.diary.troubled import Troubled, eventually

Envelope = Callable[..., dict[str, Any]]

SKILL_ID, USER, PERSON = "amzn1.ask.skill.OURS", "amzn1.ask.account.U1", "amzn1.ask.person.P1"
START = datetime(2026, 11, 22, 7, tzinfo=UTC)
SHORT = {
    "routine": {
        "name": "routine",
        "value": "short",
        "resolutions": {
            "resolutionsPerAuthority": [
                {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": "short", "id": "short"}}]}
            ]
        },
    }
}
DOWN = "I can't reach my notes"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Troubled]:
    with closing(open_diary(f"sqlite:///{tmp_path}/diary.db", "a key")) as opened:
        troubled = Troubled(opened)
        yield troubled
        troubled.is_back()


def on(diary: Diary, patience: float = 30.0, pause: float = 0.001, **options: Any) -> tuple[Dispatch, Guard]:
    guard = Guard(diary, patience=patience, first_pause=pause)
    return build_dispatch(diary=guard, limits=Limits(), skill_id=SKILL_ID, **options), guard


class Talk:
    """One device in one session."""

    def __init__(self, skill: Dispatch, envelope: Envelope, at: datetime = START, person: str | None = None) -> None:
        self._skill, self._envelope = skill, envelope
        self.person = person
        self.at = at
        self.answer: dict[str, Any] = {}
        self.inherited: Counter[str] = Counter()

    @property
    def attributes(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = self.answer.get("sessionAttributes")
        return found

    @property
    def spoken(self) -> str:
        return str(self.answer["response"]["outputSpeech"]["ssml"])

    @property
    def over(self) -> bool:
        return bool(self.answer["response"].get("shouldEndSession", True))

    @property
    def counted(self) -> Counter[str]:
        """Exercises that count as done in this session."""
        assert self.attributes
        plan = self.attributes["plan"]
        return Counter(plan[index][0] for index in self.attributes["counted"])

    def launch(self) -> None:
        self._ask({"type": "LaunchRequest"})
        self.inherited = self.counted

    def say(self, intent: str, slots: dict[str, Any] | None = None, after: float | None = None) -> None:
        """When the speaker has finished, or in the middle of it, `after` some part of the response."""
        timeline = (self.attributes or {}).get("timeline")
        length = timeline["length"] if timeline else 5.0
        self.at += timedelta(seconds=4 + ceil(length * (1 if after is None else after)))
        named = {"name": intent, "confirmationStatus": "NONE", "slots": slots or {}}
        self._ask({"type": "IntentRequest", "intent": named})

    def leave(self) -> None:
        """Without a word."""
        self.at += timedelta(seconds=20)
        self._ask({"type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"})

    def _ask(self, request: dict[str, Any]) -> None:
        stamped = {**request, "timestamp": self.at.strftime("%Y-%m-%dT%H:%M:%SZ")}
        self.answer = self._skill(self._envelope(stamped, attributes=self.attributes, person=self.person))


# Two devices, one listener


@pytest.mark.parametrize("seed", range(12))
def test_two_devices_count_every_exercise_once(store: Troubled, envelope: Envelope, seed: int) -> None:
    random = Random(seed)
    skill, _ = on(store)
    done: Counter[str] = Counter()
    talks: list[Talk] = []
    at = START
    for _ in range(30):
        if not talks or (len(talks) < 2 and random.random() < 0.4):
            talks.append(Talk(skill, envelope, at))
            talks[-1].launch()
            continue
        talk = random.choice(talks)
        talk.say(random.choice(["ReadyIntent", "AMAZON.NextIntent", "ReadyIntent"]), after=random.choice([None, 0.4]))
        at = max(at, talk.at)
        if talk.over:
            done += talk.counted - talk.inherited
            talks.remove(talk)
    for talk in talks:
        talk.say("AMAZON.StopIntent", after=random.choice([None, 0.4]))
        done += talk.counted - talk.inherited
    assert done.total() > 3
    assert Counter(store.read(USER).memory.done) == done


def test_what_was_counted_too_soon_is_taken_back_once_however_often_the_skill_is_opened(
    store: Troubled, envelope: Envelope
) -> None:
    store.write(USER, Memory(met=True, done=dict.fromkeys(EXERCISES, 5)), 0)
    skill, _ = on(store)
    broken_off = Talk(skill, envelope)
    broken_off.launch()
    broken_off.say("ReadyIntent")
    assert sum(store.read(USER).memory.done.values()) > 5 * len(EXERCISES)
    for seconds in (5, 40, 80):
        again = Talk(skill, envelope, broken_off.at + timedelta(seconds=seconds))
        again.launch()
        again.leave()
        assert store.read(USER).memory.done == dict.fromkeys(EXERCISES, 5)


def test_what_is_chosen_on_one_device_holds_on_the_other_from_its_next_turn_on(
    store: Troubled, envelope: Envelope
) -> None:
    skill, _ = on(store)
    one, other = Talk(skill, envelope), Talk(skill, envelope)
    for talk in (one, other):
        talk.launch()
    one.say("WaitForMeIntent")
    other.say("ReadyIntent")
    assert store.read(USER).memory.choices.stops
    assert other.attributes
    assert other.attributes["diary"]["memory"]["choices"] == {"stops": True}


# Who is remembered


def test_the_one_whom_a_session_began_with_is_remembered_to_its_end(store: Troubled, envelope: Envelope) -> None:
    skill, _ = on(store)
    talk = Talk(skill, envelope, person=PERSON)
    talk.launch()
    for person in (None, "amzn1.ask.person.P2", PERSON):
        talk.person = person
        talk.say("ReadyIntent")
    stored = store.read(PERSON)
    assert stored.memory.place is not None
    assert talk.attributes
    assert stored.version == talk.attributes["diary"]["version"]
    assert [store.read(who).version for who in (USER, "amzn1.ask.person.P2")] == [0, 0]


def test_a_session_that_began_with_nobody_recognised_is_the_accounts(store: Troubled, envelope: Envelope) -> None:
    skill, _ = on(store)
    talk = Talk(skill, envelope)
    talk.launch()
    talk.person = PERSON
    talk.say("ReadyIntent")
    assert (store.read(PERSON).version, bool(store.read(USER).version)) == (0, True)


def test_switching_the_skill_off_forgets_the_account_and_its_persons(store: Troubled, envelope: Envelope) -> None:
    skill, _ = on(store)
    for person in (None, PERSON):
        talk = Talk(skill, envelope, person=person)
        talk.launch()
        talk.say("ReadyIntent")
    skill(envelope({"type": "AlexaSkillEvent.SkillDisabled"}, in_session=False))
    assert [store.read(who).version for who in (USER, PERSON)] == [0, 0]


def test_forget_me_deletes_and_nothing_of_the_session_comes_back(store: Troubled, envelope: Envelope) -> None:
    skill, _ = on(store)
    one, other = Talk(skill, envelope), Talk(skill, envelope)
    for talk in (one, other):
        talk.launch()
        talk.say("ReadyIntent")
    one.say("ForgetMeIntent")
    late = Talk(skill, envelope, one.at)
    late.answer = one.answer
    one.say("AMAZON.YesIntent")
    assert one.over
    assert "diary" not in (one.attributes or {})
    for talk in (late, other):
        talk.leave()
    assert store.read(USER).version == 0


def test_who_cannot_be_forgotten_now_hears_so_and_is_later(store: Troubled, envelope: Envelope) -> None:
    skill, guard = on(store)
    talk = Talk(skill, envelope)
    talk.launch()
    talk.say("ForgetMeIntent")
    store.refuses()
    talk.say("AMAZON.YesIntent")
    assert talk.over
    assert "I'll forget you as soon as I can" in talk.spoken
    store.is_back()
    assert eventually(lambda: guard.up)
    assert store.read(USER).version == 0


def test_someone_whom_amazon_does_not_name_is_not_remembered_and_told_nothing_of_it(
    store: Troubled, envelope: Envelope
) -> None:
    def nameless(*request: Any, **parts: Any) -> dict[str, Any]:
        whole = envelope(*request, **parts)
        whole["context"]["System"]["user"] = whole["session"]["user"] = {}
        return whole

    talk = Talk(on(store)[0], nameless)
    talk.launch()
    talk.say("WaitForMeIntent")
    assert DOWN not in talk.spoken
    assert talk.attributes
    assert talk.attributes["diary"]["memory"]["choices"] == {"stops": True}
    talk.say("ForgetMeIntent")
    talk.say("AMAZON.YesIntent")
    assert talk.over
    assert store.asked == []


# A store in trouble


def test_the_listener_hears_once_that_the_store_is_down_and_never_while_moving(
    store: Troubled, envelope: Envelope
) -> None:
    store.refuses()
    talk = Talk(on(store, pause=3600)[0], envelope)
    heard = []
    talk.launch()
    heard.append(DOWN in talk.spoken)
    for intent in ("ReadyIntent", "AMAZON.PauseIntent", "AMAZON.HelpIntent", "AMAZON.StopIntent"):
        talk.say(intent, after=0.1)
        heard.append(DOWN in talk.spoken)
    assert heard == [True, False, False, False, False]


def test_a_store_that_fails_in_the_middle_is_told_at_rest(store: Troubled, envelope: Envelope) -> None:
    talk = Talk(on(store, pause=3600)[0], envelope)
    talk.launch()
    talk.say("ReadyIntent")
    store.refuses()
    heard = {}
    for intent in ("AMAZON.NextIntent", "PainIntent", "ReadyIntent", "SafetyIntent", "ReadyIntent", "HowToIntent"):
        talk.say(intent, {"exercise": _exercise()} if intent == "HowToIntent" else None, after=0.1)
        heard[intent] = DOWN in talk.spoken
    assert [intent for intent, told in heard.items() if told] == ["HowToIntent"]
    assert talk.attributes
    assert talk.attributes["diary"]["told"] is True


def _exercise() -> dict[str, Any]:
    match = {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": "cat cow", "id": "cat_cow"}}]}
    return {"name": "exercise", "value": "cat cow", "resolutions": {"resolutionsPerAuthority": [match]}}


def test_an_entry_that_cannot_be_used_costs_its_listener_the_memory_and_nobody_else(
    store: Troubled, envelope: Envelope
) -> None:
    skill, guard = on(store, pause=3600)
    store.faults["read"] = EntryError("no JSON")
    talk = Talk(skill, envelope)
    talk.launch()
    assert DOWN in talk.spoken
    assert guard.up
    store.faults.clear()
    talk.say("ReadyIntent")
    assert store.read(USER).memory.place is not None


@pytest.fixture(scope="module")
def proxy(postgres: Postgres) -> Iterator[Proxy]:
    with before(postgres.port) as between:
        yield between


@pytest.mark.parametrize("trouble", [Network.REFUSED, Network.SLOW, Network.SWALLOWED])
@pytest.mark.parametrize(
    ("begins", "ends", "told"), [(0, 99, 1), (3, 99, 0), (0, 4, 1), (3, 5, 0)], ids=["all", "from", "until", "between"]
)
def test_a_server_in_trouble_costs_nothing_of_the_session_once_it_is_back(
    trouble: Network, begins: int, ends: int, told: int, postgres: Postgres, proxy: Proxy, envelope: Envelope
) -> None:
    """From one turn of a routine to another, or past its end: each exercise counts once, and its end is known."""
    name = f"outage_{trouble.name.lower()}_{begins}_{ends}"
    postgres.create(name)
    with closing(open_diary(postgres.url(name, proxy.port), "a key")) as diary:
        diary.write(USER, Memory(met=True, done={"big_toe": 4}, finished=2), 0)
        skill, guard = on(diary, patience=0.3, pause=0.05)
        talk, heard = Talk(skill, envelope), 0
        for turn in range(99):
            if turn in (begins, ends):
                proxy.become(trouble if turn == begins else Network.SOUND)
            if turn == 0:
                talk.launch()
            else:
                talk.say("StartRoutineIntent" if turn == 1 else "ReadyIntent", SHORT if turn == 1 else None)
            heard += DOWN in talk.spoken
            if talk.over:
                break
        assert talk.over
        proxy.become(Network.SOUND)
        assert eventually(lambda: guard.up and not guard.pending)
        stored = diary.read(USER).memory
        assert Counter(stored.done) == Counter({"big_toe": 4}) + talk.counted
        assert (stored.finished, stored.place, heard) == (3, None, told)
        # Whoever was not waited for is done too, before the connections are closed.
        assert eventually(lambda: not any(thread.name == "diary" for thread in threading.enumerate()))
        guard.close()


# Where it is


def test_the_time_zone_is_asked_once_a_session_and_decides_what_day_it_is(store: Troubled, envelope: Envelope) -> None:
    asked: list[Device] = []

    def zones(device: Device) -> str:
        asked.append(device)
        return "Pacific/Kiritimati"

    talk = Talk(on(store, zones=zones)[0], envelope, START.replace(hour=11))
    talk.launch()
    for _ in range(3):
        talk.say("ReadyIntent")
    assert [device.endpoint for device in asked] == ["https://api.amazonalexa.com"]
    assert set(store.read(USER).memory.days) == {"2026-11-23"}


def test_without_one_the_languages_own_serves(store: Troubled, envelope: Envelope) -> None:
    talk = Talk(on(store)[0], envelope)
    talk.launch()
    talk.say("ReadyIntent")
    local = START.astimezone(ZoneInfo(load("en-US").zone()))
    assert set(store.read(USER).memory.days) == {local.date().isoformat()}


# How much travels


def test_what_travels_stays_small(store: Troubled, envelope: Envelope) -> None:
    days = {(START - timedelta(days=n)).date().isoformat(): 3 for n in range(40)}
    store.write(USER, Memory(met=True, done=dict.fromkeys(EXERCISES, 300), finished=100, days=days), 0)
    skill, _ = on(store)
    sizes = []
    for hour in range(4):
        talk = Talk(skill, envelope, START + timedelta(hours=hour))
        talk.launch()
        while not talk.over:
            sizes.append(len(json.dumps(talk.attributes, separators=(",", ":"))))
            talk.say("ReadyIntent")
    assert max(sizes) < 6 * 1024
