"""Keeping the place: written with every turn, since nobody knows which one is the last."""

from __future__ import annotations

from dataclasses import replace

from skill.conversation.asking import before
from skill.conversation.memory import Kept, Memory
from skill.conversation.phase import Phase
from skill.conversation.scene import Scene
from skill.conversation.session import START, Session
from skill.routine.place import Place


def keep(scene: Scene, memory: Memory, session: Session, place: Place | None) -> Memory:
    """The memory with the place to come back to: untouched before the first movement, none after the last."""
    if before(scene) and session.phase is not Phase.MOVING:
        return memory
    if place is None or place.index >= len(session.plan) or place == START:
        return dropped(memory)
    item = session.plan[place.index]
    stamp = int(scene.now.timestamp())
    kept = Kept(session.programme, session.kept[place.index], item.exercise, place.segment, stamp)
    return replace(memory, place=kept, last=session.to_wire())


def dropped(memory: Memory) -> Memory:
    """The memory without a place to come back to."""
    return replace(memory, place=None, last={})
