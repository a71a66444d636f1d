"""Asking for the skill: which utterances are for it, and what they ask of it."""

from __future__ import annotations

from skill.speaker.hearing.text import find, without
from skill.speaker.hearing.tongue import Tongue, Words


def asked(said: Words, name: Words, tongue: Tongue) -> Words | None:
    """What is asked of the skill: () for a bare launch, None where its name is not spoken as one speaks to it."""
    at = find(said, name)
    if at < 0:
        return None
    before = without(said[:at], tongue.hesitations)
    after = said[at + len(name) :]
    after = after if without(after, (*tongue.hesitations, *tongue.padding)) else ()
    opening = _unpolite(before, tongue)
    if not after:
        return _bare_or_joined(before, opening, tongue)
    if not opening or opening in tongue.ask:
        return _connected(after, tongue)
    return None


def _bare_or_joined(before: Words, opening: Words, tongue: Tongue) -> Words | None:
    """What stands before the name: an opening, or a request and a joint as in "start the short one with"."""
    if not opening or opening in tongue.launch:
        return ()
    for joint in tongue.joints:
        if before[-len(joint) :] == joint:
            return before[: -len(joint)] or None
    return None


def _connected(after: Words, tongue: Tongue) -> Words:
    """What follows the name, without the word that connects it."""
    for connector in tongue.connectors:
        if after[: len(connector)] == connector:
            return after[len(connector) :]
    return after


def _unpolite(before: Words, tongue: Tongue) -> Words:
    """The words without what politely stands before them."""
    polite = next((phrase for phrase in tongue.polite if before[: len(phrase)] == phrase), None)
    return before if polite is None else _unpolite(before[len(polite) :], tongue)
