"""Spoken lengths of time, as AMAZON.DURATION hears them."""

from __future__ import annotations

from fractions import Fraction

from skill.speaker.hearing.tongue import Tongue, Words

MOST_WORDS = 9
""""One hour and twenty five minutes and thirty seconds" is as long as it gets."""

_LETTERS = {3600: "H", 60: "M", 1: "S"}


def duration(said: Words, tongue: Tongue, *, bare: bool = False) -> str | None:
    """ISO 8601 for words that are a length of time and nothing else, else None.

    A number alone counts, as seconds, only where `bare` allows it: Amazon does not say what it makes of one.
    """
    if bare and (number := tongue.numbers.get(" ".join(said))) and not tongue.ones.intersection(said):
        return _iso({1: Fraction(number)})
    parts: dict[int, Fraction] = {}
    while said:
        step = _part(said, tongue)
        if step is None:
            return None
        count, unit, said = step
        parts[unit] = parts.get(unit, Fraction(0)) + count
        if said and said[0] == tongue.clock.joint:
            said = said[1:]
            if not said:
                return None
    return _iso(parts) if any(parts.values()) else None


def _part(said: Words, tongue: Tongue) -> tuple[Fraction, int, Words] | None:
    """One count and its unit from the front of the words: what they are, and the words left over."""
    counted = _count(said, tongue)
    if counted is None:
        return None
    count, rest = counted
    if not rest or rest[0] not in tongue.clock.units:
        return None
    unit, rest = tongue.clock.units[rest[0]], rest[1:]
    more = _and_part(rest, tongue)
    if more is not None and (not more[1] or more[1][0] not in tongue.clock.units):
        return count + more[0], unit, more[1]
    return count, unit, rest


def _count(said: Words, tongue: Tongue) -> tuple[Fraction, Words] | None:
    """How many: "five", "half a", "a quarter of an", "a couple of", "two and a half", "one hundred" is too many."""
    if not said:
        return None
    clock = tongue.clock
    bare = _skip(said, tongue.ones)
    if bare and bare[0] in clock.parts:
        return clock.parts[bare[0]], _skip(_skip(bare[1:], {clock.of}), tongue.ones)
    if bare[:1] == (clock.couple,):
        return Fraction(2), _skip(bare[1:], {clock.of})
    for size in (2, 1):
        number = tongue.numbers.get(" ".join(said[:size])) if len(said) >= size else None
        if number is not None:
            return _fractional(Fraction(number), said[size:], tongue)
    return (Fraction(int(said[0])), said[1:]) if said[0].isdecimal() else None


def _fractional(number: Fraction, rest: Words, tongue: Tongue) -> tuple[Fraction, Words]:
    """A number, with what may come between it and the unit: "two and a half", "three quarters of an"."""
    clock = tongue.clock
    if rest and rest[0] in clock.parts:
        return number * clock.parts[rest[0]], _skip(_skip(rest[1:], {clock.of}), tongue.ones)
    more = _and_part(rest, tongue)
    if more is not None and more[1] and more[1][0] in clock.units:
        return number + more[0], more[1]
    return number, rest


def _and_part(said: Words, tongue: Tongue) -> tuple[Fraction, Words] | None:
    """ "and a half" at the front of the words."""
    if said[:1] != (tongue.clock.joint,):
        return None
    rest = _skip(said[1:], tongue.ones)
    return (tongue.clock.parts[rest[0]], rest[1:]) if rest and rest[0] in tongue.clock.parts else None


def _skip(said: Words, words: set[str] | frozenset[str]) -> Words:
    return said[1:] if said and said[0] in words else said


def _iso(parts: dict[int, Fraction]) -> str | None:
    """Units as they were spoken ("PT90S" for ninety seconds); a fraction goes to the next smaller unit."""
    for unit, smaller in ((3600, 60), (60, 1)):
        whole, left = divmod(parts.get(unit, Fraction(0)), 1)
        if left:
            parts[unit] = Fraction(whole)
            parts[smaller] = parts.get(smaller, Fraction(0)) + left * (unit // smaller)
    if parts.get(1, Fraction(0)).denominator != 1:
        parts[1] = Fraction(round(parts[1]))
    spoken = "".join(f"{parts[unit]}{letter}" for unit, letter in _LETTERS.items() if parts.get(unit))
    return f"PT{spoken}" if spoken else None
