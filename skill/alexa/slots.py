"""Slots: what Amazon makes of the words that name something, read as ids and seconds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ask_sdk_model.list_slot_value import ListSlotValue
from ask_sdk_model.simple_slot_value import SimpleSlotValue
from ask_sdk_model.slot import Slot
from ask_sdk_model.slot_value import SlotValue
from ask_sdk_model.slu.entityresolution.resolutions import Resolutions
from ask_sdk_model.slu.entityresolution.status_code import StatusCode

from skill.conversation.event import Named

_NOT_UNDERSTOOD = "?"
"""Amazon's value for a slot that was spoken but not made out."""

_DURATION = re.compile(r"P(?=.)(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?")
"""ISO 8601 without years and months, whose length is not fixed and which no hold lasts."""

_UNIT_SECONDS = (604_800, 86_400, 3_600, 60, 1)
"""Seconds in a week, a day, an hour, a minute and a second: the groups of `_DURATION`."""


def named(slot: Slot | None) -> Named | None:
    """The ids the spoken words may mean; () where they mean nothing we know, None where none were spoken."""
    if slot is None:
        return None
    heard = [value for value, _ in _values(slot) if value]
    if not heard:
        return None
    return tuple(
        dict.fromkeys(
            matched
            for value, resolutions in _values(slot)
            if value and value != _NOT_UNDERSTOOD
            for matched in _matches(resolutions)
        )
    )


def seconds(slot: Slot | None) -> int | None:
    """The length of a spoken AMAZON.DURATION; 0 where it is not understood, None where none was spoken."""
    if slot is None:
        return None
    heard = next((value for value, _ in _values(slot) if value), None)
    if heard is None:
        return None
    duration = _DURATION.fullmatch(heard)
    if duration is None:
        return 0
    return sum(int(count or 0) * unit for count, unit in zip(duration.groups(), _UNIT_SECONDS, strict=True))


def _values(slot: Slot) -> Iterator[tuple[str | None, Resolutions | None]]:
    """Every value of a slot: the old single form and the newer `slotValue`, which repeats it or is a list."""
    yield slot.value, slot.resolutions
    yield from _inner(slot.slot_value)


def _inner(value: SlotValue | None) -> Iterator[tuple[str | None, Resolutions | None]]:
    if isinstance(value, SimpleSlotValue):
        yield value.value, value.resolutions
    elif isinstance(value, ListSlotValue):
        for part in value.values or ():
            yield from _inner(part)


def _matches(resolutions: Resolutions | None) -> Iterator[str]:
    """Matched ids in Amazon's order, best first; any status but a match counts as none."""
    for authority in (resolutions.resolutions_per_authority if resolutions else None) or ():
        if authority.status is None or authority.status.code is not StatusCode.ER_SUCCESS_MATCH:
            continue
        for wrapped in authority.values or ():
            if wrapped.value is not None and wrapped.value.id:
                yield wrapped.value.id
