"""What a session carries in its attributes beside its own state, so that the diary is read but once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from skill.conversation.memory import Memory
from skill.diary import Entry
from skill.diary.change import Change
from skill.diary.share import shares_from_wire

KEY = "diary"
"""Under which it stands among the session's own attributes."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The memory, and what must be known to write it."""

    listener: str | None = field(repr=False)
    """Whose it is: who was recognised when the session began, else the account.

    It stays theirs to the end. A voice is recognised in one sentence and not in the next, "next" and "yes" often
    not at all; following it would tear one routine apart into two memories, and read another's choices in the
    middle of a movement.
    """
    memory: Memory
    """As it is for this session."""
    base: Entry | None
    """The entry as it was last read or written; None where it never could be."""
    session: str = field(default_factory=lambda: secrets.token_urlsafe(6))
    """A name of the session, by which its writes are known again."""
    turns: int = 0
    """How many it has had."""
    told: bool = False
    """Whether the listener heard that the diary cannot be reached."""

    @property
    def kept(self) -> bool:
        """Whether it is written down as it is; true of somebody whom Amazon does not name."""
        return self.listener is None or (self.base is not None and self.base.memory == self.memory)

    def change(self, account: str | None, at: int) -> Change:
        """What is to be written."""
        assert self.listener is not None
        return Change(
            listener=self.listener,
            account=account if account != self.listener else None,
            session=self.session,
            at=at,
            turn=self.turns,
            base=self.base,
            memory=self.memory,
        )


def attributes(session: Mapping[str, Any], carried: Carried, account: str | None) -> dict[str, Any]:
    """The attributes of a session in its wire form, with what it carries; plain JSON.

    What stands in them already is not written twice: the session that a memory ends with, a base that is the
    memory, the account that every request names.
    """
    memory = carried.memory.to_wire()
    if memory.get("last") == session:
        memory["last"] = True
    wire: dict[str, Any] = {"session": carried.session, "turns": carried.turns, "memory": memory}
    if carried.listener != account:
        wire["person"] = carried.listener
    if carried.told:
        wire["told"] = True
    base = carried.base
    if base is not None:
        wire["version"] = base.version
        if base.shares:
            wire["shares"] = [share.to_wire() for share in base.shares]
        if base.memory != carried.memory:
            wire["base"] = base.memory.to_wire()
    return {**session, KEY: wire}


def carried(attributes: Mapping[str, Any], account: str | None) -> Carried | None:
    """The opposite; None where they carry nothing, or nothing that this version understands."""
    wire: Any = attributes.get(KEY)
    match wire:
        case {"session": str(session), "turns": int(turns), "memory": Mapping() as stored}:
            pass
        case _:
            return None
    if stored.get("last") is True:
        stored = {**stored, "last": {name: value for name, value in attributes.items() if name != KEY}}
    memory, person = Memory.from_wire(stored), wire.get("person")
    return Carried(
        listener=person if isinstance(person, str) else account,
        memory=memory,
        base=_base(wire, memory),
        session=session,
        turns=turns,
        told=wire.get("told") is True,
    )


def opening(listener: str | None, entry: Entry | None) -> Carried:
    """What a session begins with."""
    return Carried(listener, entry.memory if entry else Memory(), entry)


def _base(wire: Mapping[str, Any], memory: Memory) -> Entry | None:
    version, base = wire.get("version"), wire.get("base")
    if not isinstance(version, int):
        return None
    stored = Memory.from_wire(base) if isinstance(base, Mapping) else memory
    return Entry(stored, version, shares_from_wire(wire.get("shares")))
