from __future__ import annotations

from skill.conversation.memory import Memory
from skill.diary.change import Change
from skill.diary.pending import Deletion, Pending


def change(listener: str = "anna", session: str = "one", turn: int = 1, account: str | None = None) -> Change:
    return Change(listener, account, session, 1_790_000_000 + turn, turn, None, Memory(finished=turn))


def items(pending: Pending) -> list[Change | Deletion]:
    found = []
    while item := pending.first:
        found.append(item)
        pending.done(item)
    return found


def test_of_each_session_the_newest_turn_is_kept_in_the_order_they_began() -> None:
    pending = Pending(9)
    for item in (change(turn=1), change(session="two"), change("ben"), change(turn=2)):
        pending.add(item)
    assert items(pending) == [change(turn=2), change(session="two"), change("ben")]


def test_what_is_done_goes_unless_something_newer_came() -> None:
    pending = Pending(9)
    first, second = change(turn=1), change(turn=2)
    pending.add(first)
    pending.add(second)
    pending.done(first)
    assert pending.first is second
    pending.done(second)
    assert not len(pending)


def test_where_there_is_no_room_the_oldest_is_lost() -> None:
    pending = Pending(2)
    for session in ("one", "two", "three"):
        pending.add(change(session=session))
    assert pending.lost == 1
    assert items(pending) == [change(session="two"), change(session="three")]


def test_who_is_to_be_forgotten_is_not_written_before() -> None:
    pending = Pending(9)
    for item in (change(), change("ben", account="anna"), Deletion("anna", False), change(session="later")):
        pending.add(item)
    assert items(pending) == [change("ben", account="anna"), Deletion("anna", False), change(session="later")]


def test_an_account_is_forgotten_with_its_persons() -> None:
    pending = Pending(9)
    for item in (change(), change("ben", account="anna"), change("cleo"), Deletion("anna", True)):
        pending.add(item)
    assert items(pending) == [change("cleo"), Deletion("anna", True)]


def test_a_deletion_shows_nobody() -> None:
    assert "anna" not in repr(Deletion("anna", True))
