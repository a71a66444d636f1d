from __future__ import annotations

import json
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.slot import Slot
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.slots import named, seconds

MATCH, NO_MATCH = "ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH"


def slot(value: str | None = None, *authorities: tuple[str, list[str]], **more: Any) -> Slot:
    """A slot as the SDK reads it from Amazon's JSON."""
    data = {"name": "exercise", "confirmationStatus": "NONE", **more}
    if value is not None:
        data |= {"value": value} | resolved(*authorities)
    read: Slot = DefaultSerializer().deserialize(json.dumps(data), Slot)
    return read


def resolved(*authorities: tuple[str, list[str]]) -> dict[str, Any]:
    if not authorities:
        return {}
    return {
        "resolutions": {
            "resolutionsPerAuthority": [
                {
                    "authority": f"amzn1.er-authority.{place}",
                    "status": {"code": code},
                    "values": [{"value": {"name": found, "id": found}} for found in ids],
                }
                for place, (code, ids) in enumerate(authorities)
            ]
        }
    }


def authority(**part: Any) -> Slot:
    """A slot for which one authority sent just this."""
    return slot("cat cow", resolutions={"resolutionsPerAuthority": [part]})


def simple(value: str, *authorities: tuple[str, list[str]]) -> dict[str, Any]:
    return {"type": "Simple", "value": value} | resolved(*authorities)


def several(*values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "List", "values": list(values)}


@pytest.mark.parametrize(
    ("heard", "ids"),
    [
        pytest.param(slot("cat cow", (MATCH, ["cat_cow"])), ("cat_cow",), id="one"),
        pytest.param(slot("cow", (MATCH, ["cat_cow", "cow_face"])), ("cat_cow", "cow_face"), id="several, best first"),
        pytest.param(
            slot("cow", (MATCH, ["cow_face"]), (MATCH, ["cat_cow", "cow_face"])),
            ("cow_face", "cat_cow"),
            id="two authorities agree on one",
        ),
        pytest.param(slot("cow", (NO_MATCH, []), (MATCH, ["cat_cow"])), ("cat_cow",), id="one authority knows it"),
        pytest.param(slot("headstand", (NO_MATCH, [])), (), id="no match"),
        pytest.param(slot("cat cow", ("ER_ERROR_TIMEOUT", [])), (), id="timeout"),
        pytest.param(slot("cat cow", ("ER_ERROR_EXCEPTION", ["cat_cow"])), (), id="exception"),
        pytest.param(slot("cat cow"), (), id="not resolved"),
        pytest.param(slot("?"), (), id="not made out"),
        pytest.param(slot("?", (MATCH, ["cat_cow"])), (), id="not made out, yet matched"),
        pytest.param(slot(""), None, id="empty"),
        pytest.param(slot(), None, id="not spoken"),
        pytest.param(None, None, id="no slot"),
        pytest.param(
            slot("cat cow", slotValue=simple("cat cow", (MATCH, ["cat_cow"]))),
            ("cat_cow",),
            id="simple value",
        ),
        pytest.param(
            slot("cat cow", (MATCH, ["cat_cow"]), slotValue=simple("cat cow", (MATCH, ["cat_cow"]))),
            ("cat_cow",),
            id="told twice",
        ),
        pytest.param(
            slot(
                slotValue=several(
                    simple("cat cow", (MATCH, ["cat_cow"])),
                    simple("twist", (MATCH, ["supine_twist", "knee_rotation"])),
                    simple("headstand", (NO_MATCH, [])),
                )
            ),
            ("cat_cow", "supine_twist", "knee_rotation"),
            id="list of values",
        ),
        pytest.param(slot(slotValue=several(simple("headstand", (NO_MATCH, [])))), (), id="list, no match"),
        pytest.param(slot(slotValue={"type": "List"}), None, id="empty list"),
        pytest.param(slot(slotValue={"type": "Simple"}), None, id="empty simple value"),
        pytest.param(slot("cat cow", resolutions={}), (), id="resolutions without authorities"),
        pytest.param(authority(), (), id="no status"),
        pytest.param(authority(status={"code": MATCH}), (), id="matched without values"),
        pytest.param(authority(status={"code": MATCH}, values=[{}]), (), id="matched an empty value"),
        pytest.param(
            authority(status={"code": MATCH}, values=[{"value": {"name": "cat"}}]),
            (),
            id="matched without id",
        ),
    ],
)
def test_named(heard: Slot | None, ids: tuple[str, ...] | None) -> None:
    assert named(heard) == ids


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        ("PT30S", 30),
        ("PT10M", 600),
        ("PT1M30S", 90),
        ("PT1H", 3600),
        ("P1D", 86_400),
        ("P1DT1H", 90_000),
        ("P2W", 1_209_600),
        ("PT0S", 0),
        ("?", 0),
        ("P", 0),
        ("PT", 0),
        ("P1DT", 0),
        ("P1Y", 0),
        ("P1M", 0),
        ("PXW", 0),
        ("PT-5M", 0),
        ("PT5M\n", 0),
        ("five minutes", 0),
        ("PT" + "9" * 5000 + "S", 0),
    ],
)
def test_seconds(duration: str, expected: int) -> None:
    assert seconds(slot(duration)) == expected


def test_seconds_of_what_was_not_spoken() -> None:
    assert seconds(None) is None
    assert seconds(slot()) is None
    assert seconds(slot("")) is None


def test_seconds_of_the_newer_forms() -> None:
    assert seconds(slot(slotValue=simple("PT20S"))) == 20
    assert seconds(slot(slotValue=several(simple("PT20S"), simple("PT30S")))) == 20


@given(st.text())
def test_seconds_of_any_text_is_a_length(text: str) -> None:
    length = seconds(slot(text))
    assert length is None if text == "" else length is not None and length >= 0
