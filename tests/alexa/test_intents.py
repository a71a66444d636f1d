from __future__ import annotations

from typing import Any

import pytest
from ask_sdk_model.intent import Intent
from ask_sdk_model.slot import Slot
from ask_sdk_model.slu.entityresolution.resolution import Resolution
from ask_sdk_model.slu.entityresolution.resolutions import Resolutions
from ask_sdk_model.slu.entityresolution.status import Status
from ask_sdk_model.slu.entityresolution.status_code import StatusCode
from ask_sdk_model.slu.entityresolution.value import Value
from ask_sdk_model.slu.entityresolution.value_wrapper import ValueWrapper

from skill.alexa.intents import MEANINGS, event
from skill.conversation.event import Event, Said

SLOTS = {
    "StartRoutineIntent": {"routine", "length"},
    "HowToIntent": {"exercise"},
    "GoToExerciseIntent": {"exercise"},
    "ListExercisesIntent": set(),
    "WhereAmIIntent": set(),
    "TimeLeftIntent": set(),
    "ReadyIntent": set(),
    "MoreTimeIntent": set(),
    "SkipIntent": set(),
    "AgainIntent": {"exercise"},
    "PaceIntent": {"pace"},
    "HoldLengthIntent": {"length"},
    "EasierIntent": set(),
    "HarderIntent": set(),
    "DetailIntent": {"detail"},
    "PainIntent": set(),
    "WarningSignIntent": set(),
    "SafetyIntent": set(),
    "WhyIntent": {"exercise"},
    "LeaveOutIntent": {"exercise", "what"},
    "PutBackIntent": {"exercise", "what"},
    "OnlyIntent": {"exercise", "second"},
    "ProgressIntent": set(),
    "KeepGoingIntent": set(),
    "WaitForMeIntent": set(),
    "ForgetMeIntent": set(),
}
"""The skill's own intents and their slots, as its contract names them."""

AMAZONS = {
    *("Yes", "No", "Next", "Previous", "Repeat", "Pause", "Resume", "StartOver"),
    *("Help", "Stop", "Cancel", "NavigateHome", "Fallback"),
}


def slot(name: str, spoken: str) -> Slot:
    """A spoken slot, resolved to its own words as the id."""
    matched = Resolution(
        status=Status(StatusCode.ER_SUCCESS_MATCH), values=[ValueWrapper(Value(name=spoken, id=spoken))]
    )
    return Slot(name=name, value=spoken, resolutions=Resolutions([matched]))


def spoken(intent: str, **slots: str) -> Event:
    return event(Intent(name=intent, slots={name: slot(name, value) for name, value in slots.items()}))


def test_the_table_holds_every_intent_of_the_contract_and_no_other() -> None:
    assert set(MEANINGS) == set(SLOTS) | {f"AMAZON.{name}Intent" for name in AMAZONS}


def test_every_meaning_can_be_said() -> None:
    by_request = {Said.LAUNCH, Said.LEFT}
    assert {meaning.said for meaning in MEANINGS.values()} == set(Said) - by_request


@pytest.mark.parametrize("intent", SLOTS)
def test_every_slot_of_the_contract_is_read(intent: str) -> None:
    slots = {name: "PT30S" if name == "length" else f"some_{name}" for name in SLOTS[intent]}
    read = spoken(intent, **slots)
    parts: list[Any] = [read.exercise, read.second, read.routine, read.choice, read.seconds]
    assert {part for part in parts if part is not None} == {
        30 if name == "length" else (value,) for name, value in slots.items()
    }


def test_what_was_not_spoken_is_none() -> None:
    assert spoken("StartRoutineIntent") == Event(Said.START)
    assert event(Intent(name="StartRoutineIntent")) == Event(Said.START)


def test_slots_land_where_they_belong() -> None:
    assert spoken("OnlyIntent", exercise="cat_cow", second="pelvic_tilt") == Event(
        Said.ONLY, exercise=("cat_cow",), second=("pelvic_tilt",)
    )
    assert spoken("LeaveOutIntent", what="roller") == Event(Said.LEAVE_OUT, choice=("roller",))
    assert spoken("PaceIntent", pace="slower") == Event(Said.PACE, choice=("slower",))
    assert spoken("StartRoutineIntent", routine="short", length="PT5M") == Event(
        Said.START, routine=("short",), seconds=300
    )


@pytest.mark.parametrize("name", ["Stop", "Cancel", "NavigateHome"])
def test_three_ways_to_stop(name: str) -> None:
    assert spoken(f"AMAZON.{name}Intent") == Event(Said.STOP)


@pytest.mark.parametrize(
    "intent", [None, Intent(), Intent(name="AMAZON.FallbackIntent"), Intent(name="OrderPizzaIntent")]
)
def test_anything_else_is_unknown(intent: Intent | None) -> None:
    assert event(intent) == Event(Said.UNKNOWN)
