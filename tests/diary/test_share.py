from __future__ import annotations

import json
from typing import Any

import pytest

from skill.conversation.merging import Counts
from skill.diary.share import MOST_SHARES, OLDEST_SECONDS, Share, share_of, shares_from_wire, with_share

NOW = 1_790_000_000


def share(session: str, at: int = NOW, turn: int = 1) -> Share:
    return Share(session, at, turn, Counts({"cat_cow": 1}, {"2026-11-22": 1}, 1))


def test_shares_survive_their_wire_form() -> None:
    shares = (share("a"), Share("b", NOW + 1, 9, Counts()))
    assert shares_from_wire(json.loads(json.dumps([one.to_wire() for one in shares]))) == shares


@pytest.mark.parametrize("data", [None, "x", {}, [1, None, [], ["a", 1, 2, {}, {}], ["a", "b", 2, {}, {}, 0]]])
def test_what_is_not_understood_is_left_out(data: Any) -> None:
    assert shares_from_wire(data) == ()


def test_a_session_has_one_share_and_the_last_one_written_comes_last() -> None:
    shares = with_share(with_share(with_share((), share("a")), share("b")), share("a", NOW + 5, 2))
    assert [one.session for one in shares] == ["b", "a"]
    assert share_of("a", shares) == share("a", NOW + 5, 2)
    assert share_of("c", shares) is None


def test_so_many_are_kept_and_none_that_is_old() -> None:
    shares: tuple[Share, ...] = ()
    for number in range(9):
        shares = with_share(shares, share(str(number)))
    assert [one.session for one in shares] == [str(number) for number in range(9)][-MOST_SHARES:]
    assert with_share(shares, share("late", NOW + OLDEST_SECONDS)) == (share("late", NOW + OLDEST_SECONDS),)
