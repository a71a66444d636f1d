"""Envelopes as strategies: what Amazon sends, what it may send some day, and what nobody should."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from skill.alexa.intents import MEANINGS
from skill.routine.exercise import EXERCISES
from soak.listener import START, Envelope
from soak.served import SKILL_ID

NOW = START + timedelta(days=30)
"""When all of them arrive."""

_GONE = object()
"""In place of a value: the member is left out."""

_HUGE = st.sampled_from([10**400, -(10**400), 2**63, 1e308, -1e308, 5e-324, 10**4299])
_TEXTS = st.text(max_size=20) | st.sampled_from(["", "?", "\ud800", "\0", "<speak>&", "x" * 5000, "__class__"])
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS | _HUGE
ANYTHING: SearchStrategy[Any] = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=6,
)
"""Any JSON, and a little more."""

_WORDS = st.sampled_from(["cat", "child's pose", "the first one", "slower", "?", "", "two", "everything"]) | _TEXTS
_LENGTHS = st.sampled_from(["PT10S", "PT2M", "P1D", "PT999999H", "P1Y", "PT", "P", "?", "", "PT0S", "PT5,5S"])
_IDS = st.sampled_from([*EXERCISES, "full", "slower", "left", "nothing", ""]) | _TEXTS
_TYPES = ["LaunchRequest", "SessionEndedRequest", "AlexaSkillEvent.SkillDisabled", "AlexaSkillEvent.SkillEnabled"]
_NEW_TYPES = ["Alexa.Hologram.Shown", "Alexa.Presentation.APL.UserEvent", "AudioPlayer.PlaybackStarted", ""]
_USERS = [f"amzn1.ask.account.{number}" for number in range(20)]


def _members(**optional: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    """An object with some of these members."""
    return st.fixed_dictionaries({}, optional=optional)


def _evenly(options: Sequence[Any]) -> SearchStrategy[Any]:
    """One of many, the last as often as the first."""
    return st.integers(0, 2**32).map(lambda number: Random(number).choice(options))


def _names(name: str) -> SearchStrategy[Any]:
    """A member of an enum, one that nobody knows yet among others."""
    known = {
        "confirmation": ["NONE", "CONFIRMED", "DENIED", "PERHAPS"],
        "status": ["ER_SUCCESS_MATCH", "ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH", "ER_SUCCESS_NEARLY"],
        "dialog": ["STARTED", "IN_PROGRESS", "COMPLETED", "DREAMING"],
        "reason": ["USER_INITIATED", "ERROR", "EXCEEDED_MAX_REPROMPTS", "BORED"],
        "error": ["INVALID_RESPONSE", "INTERNAL_SERVICE_ERROR", "RATE_LIMIT_EXCEEDED"],
    }
    return st.sampled_from(known[name])


_RESOLUTIONS = _members(
    resolutionsPerAuthority=st.lists(
        _members(
            authority=_TEXTS,
            status=_members(code=_names("status")),
            values=st.lists(_members(value=_members(name=_WORDS, id=_IDS)), max_size=3),
        ),
        max_size=2,
    )
)
_VALUE = _members(type=st.sampled_from(["Simple", "List", "Composite"]), value=_WORDS, resolutions=_RESOLUTIONS)
_SLOT = _members(
    name=_TEXTS,
    value=_WORDS | _LENGTHS,
    confirmationStatus=_names("confirmation"),
    source=st.sampled_from(["USER", "DREAM"]),
    resolutions=_RESOLUTIONS,
    slotValue=_members(
        type=st.sampled_from(["Simple", "List", "Composite"]),
        value=_WORDS | _LENGTHS,
        resolutions=_RESOLUTIONS,
        values=st.lists(_VALUE, max_size=3),
    ),
)


@st.composite
def envelopes(draw: DrawFn, states: Sequence[dict[str, Any]]) -> Envelope:
    """Half of them whole, with unknown values; the others spoilt in up to three places, anywhere."""
    user, application = {"userId": draw(st.sampled_from(_USERS))}, {"applicationId": SKILL_ID}
    device = {"deviceId": "amzn1.ask.device.1", "supportedInterfaces": draw(_members(AudioPlayer=ANYTHING))}
    system = {"application": application, "user": user, "device": device, "apiEndpoint": "https://speaker.invalid"}
    context = draw(_members(Viewport=ANYTHING, Viewports=ANYTHING, AudioPlayer=ANYTHING, Hologram=ANYTHING))
    request = draw(_requests())
    attributes = draw(st.just({}) | _spoilt(_evenly(states)) | _evenly(states))
    session = {"new": not attributes, "sessionId": "s", "application": application, "user": user}
    extra = draw(_members(person=st.just({"personId": "amzn1.ask.person.1"}), apiAccessToken=st.just("opaque")))
    whole: Envelope = {
        "version": "1.0",
        "session": {**session, "attributes": attributes},
        "context": {**context, "System": {**system, **extra}},
        "request": request,
    }
    return draw(st.just(whole) | _spoilt(st.just(whole)))


@st.composite
def _requests(draw: DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["IntentRequest"] * 12 + _TYPES * 2 + _NEW_TYPES))
    late = draw(st.sampled_from([0] * 10 + [-150, 149, 151, 3000]))
    request: dict[str, Any] = {
        "type": kind,
        "requestId": "r",
        "timestamp": (NOW - timedelta(seconds=late)).isoformat(),
        "locale": draw(st.sampled_from(["en-US", "en-GB", "de-DE", "tlh", "", "en_US\n"])),
    }
    if kind == "IntentRequest":
        name = draw(_evenly([*MEANINGS, "AMAZON.NewIntent"]))
        request["intent"] = draw(_intent(name))
        request |= draw(_members(dialogState=_names("dialog")))
    elif kind == "SessionEndedRequest":
        request |= draw(_members(reason=_names("reason"), error=_members(type=_names("error"), message=_TEXTS)))
    return request


def _intent(name: str) -> SearchStrategy[dict[str, Any]]:
    meaning = MEANINGS.get(name)
    slots = [meaning.exercise, meaning.second, meaning.routine, meaning.choice, meaning.seconds] if meaning else []
    possible = {slot: _SLOT for slot in [*slots, "unknown"] if slot}
    return st.fixed_dictionaries(
        {"name": st.just(name)}, optional={"slots": _members(**possible), "confirmationStatus": _names("confirmation")}
    )


@st.composite
def _spoilt(draw: DrawFn, trees: SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    """One with another value, or none, in up to three places."""
    tree = copy.deepcopy(draw(trees))
    for _ in range(draw(st.integers(1, 3))):
        _spoil(tree, lambda options: draw(st.sampled_from(options)), draw(ANYTHING | st.just(_GONE)))
    return tree


def _spoil(tree: Any, choose: Callable[[list[Any]], Any], value: Any) -> None:
    """Goes down from member to member, and puts a value where it stops."""
    while tree:
        key = choose(sorted(tree) if isinstance(tree, dict) else list(range(len(tree))))
        inner = tree[key]
        if isinstance(inner, dict | list) and inner and choose([True, True, True, False]):
            tree = inner
            continue
        if value is _GONE:
            del tree[key]
        else:
            tree[key] = value
        return
