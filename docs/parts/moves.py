"""The conversation's transition table, as a table and as a diagram."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import getdoc
from itertools import product

from docs.parts.beneath import beneath
from docs.parts.explored import Ways, ways
from docs.parts.markdown import code, table
from skill.conversation.event import Said
from skill.conversation.phase import BEFORE, Phase
from skill.conversation.transitions import ANY, MOVES, ROUTINE, Move, find

_FAMILIES = {
    ANY: "any phase",
    BEFORE | ROUTINE: "any phase but which and ended",
}
_NAMED = 4
"""How many things said an arrow names; the table has them all."""
_GOES_BACK = frozenset(phase for phase in Phase for said in Said if find(phase, said) is None)
"""Phases that another is behind: only what ends the conversation there is drawn."""


def phases(_old: str) -> str:
    """The phases, each with what is true in it."""
    told = beneath(Phase)
    return table(("phase", "what it is"), [(phase.value, told[phase.name]) for phase in Phase])


def rows(_old: str) -> str:
    """MOVES, a row each."""
    return table(
        ("in", "when this is said", "this is done", "which leads to"),
        [(_called(move.when), _said(move.on), _done(move), _called(move.to)) for move in MOVES],
    )


def diagram(_old: str) -> str:
    """The ways between phases, for Mermaid; what can be said everywhere is drawn once."""
    found = ways()
    shared = {(to, said) for to in Phase for said in Said if _everywhere(found, to, said)}
    lines = ["[*] --> door"]
    for to in Phase:
        lines += _arrow("any", to, [said for said in Said if (to, said) in shared])
    for start, to in product(Phase, Phase):
        if start is not to and (start not in _GOES_BACK or to is Phase.ENDED):
            said = {one for one in found.get((start, to), ()) if (to, one) not in shared and find(start, one)}
            lines += _arrow(start, to, [one for one in Said if one in said])
    lines += ["any: in any phase", "ended --> [*]"]
    return "\n".join(["```mermaid", "stateDiagram-v2", *(f"    {line}" for line in lines), "```"])


def _everywhere(found: Ways, to: Phase, said: Said) -> bool:
    """Whether it leads there from every phase, or, by a row for any phase, from every one of the routine."""
    row = find(Phase.MOVING, said)
    wanted = ROUTINE if row is not None and row.when == ANY else ROUTINE | BEFORE
    return {start for start in Phase if said in found.get((start, to), ())} | {to} >= wanted


def _arrow(start: str, to: Phase, said: list[Said]) -> list[str]:
    if not said:
        return []
    named = ", ".join(map(_words, said[:_NAMED]))
    return [f"{start} --> {to.value}: {named}{', …' if len(said) > _NAMED else ''}"]


def _called(some: frozenset[Phase]) -> str:
    return _FAMILIES.get(some) or ", ".join(phase.value for phase in Phase if phase in some)


def _said(some: Iterable[Said]) -> str:
    return ", ".join(_words(said) for said in Said if said in some)


def _words(said: Said) -> str:
    return said.value.replace("_", " ")


def _done(move: Move) -> str:
    module = move.do.__module__.rpartition(".")[2]
    told = (getdoc(move.do) or "").partition("\n")[0].strip()
    return f"{code(f'{module}.{move.do.__name__}')}: {told}"
