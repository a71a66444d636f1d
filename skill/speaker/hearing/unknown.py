"""Names nobody knows, in a sentence that is otherwise clear: "how do I do the flying dog"."""

from __future__ import annotations

from collections import defaultdict

from skill.speaker.hearing.heard import Slot
from skill.speaker.hearing.letter import Match
from skill.speaker.hearing.model import DURATION, Model, Names, Sample, SlotRef
from skill.speaker.hearing.tongue import Words

_CLEAR = 4
"""Words of its own that make a sentence clear whatever is named in it."""

_NAMES = 6
"""Types with fewer values are choices; nobody makes up a name for one."""

_LONGEST = 5
"""Words that a made-up name may have."""


class Unknown:
    """Finds sentences with a name that resolves to nothing."""

    def __init__(self, model: Model) -> None:
        self._kinds = {type_name: _kinds(names) for type_name, names in model.names.items()}
        self._articles = model.tongue.articles
        self._carriers = sorted(
            (sample for sample in model.samples if _carries_name(sample, model)),
            key=lambda sample: -len(sample.literals),
        )

    def match(self, said: Words) -> Match | None:
        """The clearest sentence that these words are, its slot naming nothing known; None where there is none."""
        for sample in self._carriers:
            at = next(at for at, part in enumerate(sample.parts) if isinstance(part, SlotRef))
            after = len(sample.parts) - at - 1
            name = said[at : len(said) - after]
            if sample.literals != said[:at] + said[len(said) - after :] or not name:
                continue
            name = name[1:] if name[0] in self._articles else name
            ref = sample.slots[0]
            if self._is_name(name, len(sample.literals), ref.type):
                return Match(sample.intent, {ref.name: Slot(ref.name, ref.type, " ".join(name))})
        return None

    def _is_name(self, name: Words, literals: int, type_name: str) -> bool:
        """Whether the words may be a name: in a clear sentence any, else one like "pigeon pose"."""
        if not 0 < len(name) <= _LONGEST:
            return False
        return literals >= _CLEAR or (len(name) > 1 and name[-1] in self._kinds[type_name])


def _kinds(names: Names) -> frozenset[str]:
    """Words that end the names of several things: "pose", "stretch"."""
    ends: dict[str, set[str]] = defaultdict(set)
    for said, found in names.by_words.items():
        if len(said) > 1:
            ends[said[-1]].update(ident for ident, _ in found)
    return frozenset(word for word, named in ends.items() if len(named) > 1)


def _carries_name(sample: Sample, model: Model) -> bool:
    if len(sample.slots) != 1 or not sample.literals or sample.slots[0].type == DURATION:
        return False
    named = {ident for found in model.names[sample.slots[0].type].by_words.values() for ident, _ in found}
    return len(named) >= _NAMES
