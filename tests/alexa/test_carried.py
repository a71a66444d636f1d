from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from skill.alexa.carried import KEY, Carried, attributes, carried, opening
from skill.conversation.memory import Kept, Memory
from skill.conversation.merging import Counts
from skill.conversation.session import Session
from skill.diary import Entry
from skill.diary.share import Share

ACCOUNT, PERSON = "amzn1.ask.account.A", "amzn1.ask.person.P"
SESSION = Session.fresh("en-US").to_wire()
MEMORY = Memory(met=True, place=Kept("full", 1, "cat_cow", "setup", 1_790_000_000), last=SESSION, done={"cat_cow": 1})
BASE = Entry(MEMORY, 7, (Share("s", 1_790_000_000, 3, Counts({"cat_cow": 1})),))


def back(session: dict[str, Any], what: Carried, account: str | None = ACCOUNT) -> Carried | None:
    """What comes back with the next request."""
    wire = json.loads(json.dumps(attributes(session, what, account)))
    assert Session.from_wire(wire, "en-US") == Session.fresh("en-US")
    return carried(wire, ACCOUNT)


@pytest.mark.parametrize(
    "what",
    [
        opening(ACCOUNT, BASE),
        opening(ACCOUNT, None),
        replace(opening(PERSON, BASE), turns=12, told=True),
        replace(opening(ACCOUNT, BASE), memory=replace(MEMORY, finished=4)),
        replace(opening(ACCOUNT, BASE), memory=Memory()),
        replace(opening(PERSON, Entry(Memory(), 0)), memory=replace(MEMORY, last={"phase": "another"})),
    ],
)
def test_what_is_carried_comes_back(what: Carried) -> None:
    assert back(SESSION, what) == what


def test_who_is_not_named_has_a_memory_for_the_session() -> None:
    nobody = replace(opening(None, None), memory=MEMORY)
    assert carried(attributes(SESSION, nobody, None), None) == nobody


def test_the_one_whom_it_began_with_stays_whoever_is_recognised() -> None:
    what = back(SESSION, opening(PERSON, BASE))
    assert what is not None
    assert what.listener == PERSON
    change = replace(what, memory=Memory()).change(ACCOUNT, 1)
    assert (change.listener, change.account) == (PERSON, ACCOUNT)
    own = opening(ACCOUNT, BASE).change(ACCOUNT, 1)
    assert (own.listener, own.account) == (ACCOUNT, None)


def test_what_stands_there_already_is_not_written_twice() -> None:
    wire = attributes(SESSION, opening(ACCOUNT, BASE), ACCOUNT)
    assert wire[KEY]["memory"]["last"] is True
    assert wire[KEY].keys() == {"session", "turns", "memory", "version", "shares"}


def test_two_sessions_have_two_names() -> None:
    assert opening(ACCOUNT, None).session != opening(ACCOUNT, None).session


@pytest.mark.parametrize(
    ("what", "kept"),
    [
        (opening(ACCOUNT, BASE), True),
        (opening(None, None), True),
        (opening(ACCOUNT, None), False),
        (replace(opening(ACCOUNT, BASE), memory=Memory()), False),
    ],
)
def test_it_is_known_whether_all_is_written(what: Carried, kept: bool) -> None:
    assert what.kept is kept


@pytest.mark.parametrize(
    "wire",
    [
        *(None, [], "x", {}, {"session": 1, "turns": 1, "memory": {}}, {"session": "s", "turns": 1, "memory": []}),
        {"session": "s", "memory": {}},
    ],
)
def test_what_is_not_understood_is_nothing(wire: Any) -> None:
    assert carried({**SESSION, KEY: wire}, ACCOUNT) is None
    assert carried(SESSION, ACCOUNT) is None


def test_parts_that_are_not_understood_are_left_at_their_defaults() -> None:
    odd = {"session": "s", "turns": 1, "memory": {"last": 3}, "version": "7", "base": 7, "person": 1, "told": 1}
    assert carried({KEY: odd}, ACCOUNT) == Carried(ACCOUNT, Memory(), None, "s", 1)
    half = {"session": "s", "turns": 1, "memory": {}, "version": 7, "base": 7, "shares": 7}
    assert carried({KEY: half}, ACCOUNT) == Carried(ACCOUNT, Memory(), Entry(Memory(), 7), "s", 1)


def test_it_shows_nobody() -> None:
    assert "amzn1" not in repr(opening(PERSON, BASE))
