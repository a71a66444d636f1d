"""The transition table: in which phase, what is said, what is done, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from skill.conversation import answering, changing, forgetting, going, naming, opening, progress, stopping
from skill.conversation.event import Said
from skill.conversation.phase import BEFORE, WAITING, Phase
from skill.conversation.scene import Scene
from skill.conversation.turn import Turn

Action = Callable[[Scene], Turn]

ANY = frozenset(Phase)
ROUTINE = WAITING | {Phase.MOVING}

GO = frozenset({Said.READY, Said.YES, Said.RESUME})
NAMES = naming.NAMES


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table."""

    when: frozenset[Phase]
    """In any of these phases,"""
    on: frozenset[Said]
    """when any of these is said,"""
    do: Action
    """this is done,"""
    to: frozenset[Phase]
    """which leads to one of these."""


def _move(when: Iterable[Phase], on: Iterable[Said], do: Action, *to: Phase) -> Move:
    return Move(frozenset(when), frozenset(on), do, frozenset(to))


DOOR, WELCOME, OFFER, MOVING = Phase.DOOR, Phase.WELCOME, Phase.OFFER, Phase.MOVING
PAUSED, ASIDE, HURT, WHICH = Phase.PAUSED, Phase.ASIDE, Phase.HURT, Phase.WHICH
FORGET, ENDED = Phase.FORGET, Phase.ENDED
STILL = (DOOR, WELCOME, OFFER, PAUSED, ASIDE, HURT)
"""The phases that an answer leaves as they are."""

ONWARD = GO | {Said.NEXT, Said.SKIP, Said.PREVIOUS}
"""Before the first movement, whatever asks to move."""

# The first row that fits counts. In WHICH and FORGET, what is no answer counts as said in the phase behind.
MOVES = (
    _move(ANY, {Said.WARNING_SIGN}, stopping.warning_sign, ENDED),
    _move(ANY - BEFORE - {ENDED}, {Said.PAIN}, stopping.pain, HURT),
    _move(BEFORE, {Said.PAIN}, stopping.pain_before, DOOR),
    _move(ANY, {Said.STOP}, stopping.stop, ENDED),
    _move(ANY, {Said.LEFT}, stopping.left, ENDED),
    _move(ANY, {Said.LAUNCH}, opening.launch, WELCOME, OFFER),
    _move(BEFORE, {Said.START}, opening.start, WELCOME, OFFER, *STILL),
    _move(ROUTINE, {Said.START}, going.start, WELCOME, MOVING, ENDED, *STILL),
    _move({WHICH}, NAMES, naming.answered, WHICH, WELCOME, MOVING, *STILL),
    _move({WHICH}, {Said.UNKNOWN, Said.REPEAT}, naming.ask_again, WHICH, *STILL),
    _move({DOOR}, ONWARD | {Said.START_OVER}, opening.launch, WELCOME, OFFER),
    _move({DOOR}, {Said.NO}, stopping.stop, ENDED),
    _move({WELCOME}, ONWARD | {Said.START_OVER}, opening.begin, MOVING),
    _move({WELCOME}, {Said.NO}, stopping.no_hurry, WELCOME),
    _move({WELCOME}, {Said.REPEAT}, opening.afresh, WELCOME),
    _move({OFFER}, GO | {Said.PREVIOUS}, opening.carry_on, MOVING),
    _move({OFFER}, {Said.NEXT, Said.SKIP}, going.carry_on_after, MOVING, ENDED),
    _move({OFFER}, {Said.REPEAT}, opening.launch, OFFER),
    _move({OFFER}, {Said.NO, Said.START_OVER}, opening.afresh, WELCOME),
    _move({MOVING}, GO, going.go_on, MOVING, ENDED),
    _move({MOVING}, {Said.NEXT}, going.next_one, MOVING, ENDED),
    _move({MOVING}, {Said.REPEAT}, going.repeat, MOVING, ENDED),
    _move({HURT}, {Said.YES, Said.NO}, answering.again, HURT),
    _move(WAITING, GO, going.resume, MOVING, ENDED),
    _move(WAITING, {Said.REPEAT}, answering.again, PAUSED, ASIDE, HURT),
    _move(WAITING, {Said.NEXT}, going.next_one, MOVING, ENDED),
    _move(ROUTINE, {Said.SKIP}, going.skip, MOVING, ENDED),
    _move(ROUTINE, {Said.PREVIOUS}, going.previous, MOVING),
    _move(ROUTINE, {Said.START_OVER}, going.start_over, MOVING),
    _move(ROUTINE, {Said.NO}, stopping.no, PAUSED),
    _move({DOOR}, {Said.REPEAT}, answering.again, DOOR),
    _move(ROUTINE | BEFORE, {Said.PAUSE}, stopping.pause, PAUSED, *BEFORE),
    _move(ROUTINE | BEFORE, {Said.MORE_TIME}, stopping.more_time, PAUSED, *BEFORE),
    _move(ROUTINE | BEFORE, NAMES, naming.named, WHICH, WELCOME, MOVING, *STILL),
    _move(ROUTINE | BEFORE, {Said.TIME_LEFT}, answering.time_left, MOVING, *STILL),
    _move(ROUTINE | BEFORE, {Said.WHERE_AM_I}, answering.where_am_i, MOVING, *STILL),
    _move(ROUTINE | BEFORE, {Said.LIST}, answering.list_exercises, *STILL),
    _move(ROUTINE | BEFORE, {Said.SAFETY}, stopping.safety, *STILL),
    _move(ROUTINE | BEFORE, {Said.HELP}, answering.help_out, *STILL),
    _move(ROUTINE | BEFORE, {Said.PACE}, changing.pace, MOVING, *STILL),
    _move(ROUTINE | BEFORE, {Said.HOLD_LENGTH}, changing.hold_length, MOVING, *STILL),
    _move(ROUTINE | BEFORE, {Said.EASIER}, changing.easier, MOVING, *STILL),
    _move(ROUTINE | BEFORE, {Said.HARDER}, changing.harder, MOVING, *STILL),
    _move(ROUTINE | BEFORE, {Said.DETAIL}, changing.more_detail, MOVING, *STILL),
    _move(ROUTINE | BEFORE, {Said.KEEP_GOING}, changing.keep_going, MOVING, *STILL),
    _move(ROUTINE | BEFORE, {Said.WAIT_FOR_ME}, changing.wait_for_me, MOVING, *STILL),
    _move(ROUTINE | BEFORE, {Said.PROGRESS}, progress.progress, MOVING, *STILL),
    _move(ROUTINE | BEFORE, {Said.FORGET_ME}, forgetting.sure, FORGET),
    _move({FORGET}, {Said.YES}, forgetting.forget, ENDED),
    _move({FORGET}, {Said.NO}, forgetting.keep_all, *STILL),
    _move({FORGET}, {Said.REPEAT, Said.FORGET_ME, Said.UNKNOWN}, forgetting.sure, FORGET),
    _move(ROUTINE | BEFORE, {Said.UNKNOWN}, answering.unknown, *STILL),
)


def find(phase: Phase, said: Said) -> Move | None:
    """The row for what was said in a phase; None only in WHICH, FORGET and ENDED."""
    return next((move for move in MOVES if phase in move.when and said in move.on), None)
