"""What one session knows, small enough to travel in Amazon's session attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from skill.conversation.event import Said
from skill.conversation.phase import Phase
from skill.routine.exercise import EXERCISES
from skill.routine.place import Place
from skill.routine.position import Position
from skill.routine.programme import DEFAULT, PROGRAMMES, Item, Plan
from skill.routine.timeline import Timeline

START = Place(0, "move")
"""The start of every plan."""


@dataclass(frozen=True, slots=True)
class Session:
    """The state between two requests of a session."""

    locale: str
    """The listener's locale, such as "en-US"."""
    zone: str = ""
    """The listener's time zone, by its IANA name, where Amazon told it; "" goes by the locale."""
    phase: Phase = Phase.DOOR
    """Where in the conversation we are."""
    behind: Phase = Phase.DOOR
    """The phase to return to once an aside is over or a name is clear."""
    programme: str = DEFAULT
    """Id of the programme."""
    course: Plan = PROGRAMMES[DEFAULT]
    """What the programme or the listener asked for, in order."""
    kept: tuple[int, ...] = tuple(range(len(PROGRAMMES[DEFAULT])))
    """Items of the course that are done."""
    plan: Plan = PROGRAMMES[DEFAULT]
    """Those items, in the form and dose the listener chose."""
    place: Place | None = START
    """What comes after that which is read out, or where the routine stands still; None after the end."""
    body: Position = Position.STANDING
    """Where the listener's body was when the last response began."""
    started: float = 0.0
    """Timestamp of the request whose response is read out, in seconds since 1970."""
    timeline: Timeline | None = None
    """The response being read out; None while the routine stands still."""
    counted: tuple[int, ...] = ()
    """Items of the plan counted as done in this session."""
    first: bool = False
    """Whether this is the listener's very first session."""
    asking: Said | None = None
    """What a name was asked for, or what the last aside was about."""
    among: tuple[str, ...] = ()
    """The exercises the question was about."""
    beside: tuple[str, ...] = ()
    """An exercise that was clear already, where two were named together."""
    misses: int = 0
    """How often in a row nothing was understood."""
    cheered: tuple[tuple[int, int], ...] = ()
    """Encouragement so far: the item of the course, and the number of the words in their pool."""

    @classmethod
    def fresh(cls, locale: str) -> Self:
        """A session in which nothing has been said."""
        return cls(locale)

    def to_wire(self) -> dict[str, Any]:
        """Plain JSON for the session attributes."""
        return {
            "zone": self.zone,
            "phase": self.phase.value,
            "behind": self.behind.value,
            "programme": self.programme,
            "course": [_wire(item) for item in self.course],
            "kept": list(self.kept),
            "plan": [_wire(item) for item in self.plan],
            "place": [self.place.index, self.place.segment] if self.place else None,
            "body": self.body.value,
            "started": self.started,
            "timeline": self.timeline.to_wire() if self.timeline else None,
            "counted": list(self.counted),
            "first": self.first,
            "asking": self.asking.value if self.asking else None,
            "among": list(self.among),
            "beside": list(self.beside),
            "misses": self.misses,
            "cheered": [list(pair) for pair in self.cheered],
        }

    @classmethod
    def from_wire(cls, data: Mapping[str, Any] | None, locale: str) -> Self:
        """The opposite; attributes that this version cannot read give a fresh session."""
        if not data:
            return cls.fresh(locale)
        try:
            return cls._read(data, locale)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError):
            return cls.fresh(locale)

    @classmethod
    def _read(cls, data: Mapping[str, Any], locale: str) -> Self:
        plan = tuple(_item(*item) for item in data["plan"])
        place, timeline, asking = data["place"], data["timeline"], data["asking"]
        session = cls(
            locale,
            zone=str(data["zone"]),
            phase=Phase(data["phase"]),
            behind=Phase(data["behind"]),
            programme=str(data["programme"]),
            course=tuple(_item(*item) for item in data["course"]),
            kept=tuple(int(index) for index in data["kept"]),
            plan=plan,
            place=Place(int(place[0]), str(place[1])) if place else None,
            body=Position(data["body"]),
            started=float(data["started"]),
            timeline=Timeline.from_wire(timeline) if timeline else None,
            counted=tuple(int(index) for index in data["counted"]),
            first=data["first"] is True,
            asking=Said(asking) if asking else None,
            among=tuple(name for name in data["among"] if name in EXERCISES),
            beside=tuple(name for name in data["beside"] if name in EXERCISES),
            misses=int(data["misses"]),
            cheered=tuple((int(item), int(words)) for item, words in data["cheered"]),
        )
        return session._checked()

    def _checked(self) -> Self:
        """The same; ValueError where its places are not in its plan."""
        marked = [place.index for _, place in self.timeline.marks] if self.timeline else []
        indices = [*marked, *self.counted, self.place.index if self.place else 0]
        if not self.plan or not all(0 <= index <= len(self.plan) for index in indices):
            raise ValueError("a place outside the plan")
        if len(self.kept) != len(self.plan) or not all(0 <= index < len(self.course) for index in self.kept):
            raise ValueError("a plan that is not of its course")
        return self

    def still(self, phase: Phase, place: Place | None, body: Position) -> Self:
        """The same session, standing still at a place."""
        return replace(
            self, phase=phase, place=place, body=body, timeline=None, asking=None, among=(), beside=(), misses=0
        )


def _wire(item: Item) -> list[Any]:
    return [item.exercise, item.form, item.count, item.seconds]


def _item(exercise: Any, form: Any, count: Any, seconds: Any) -> Item:
    """An item of the plan, its numbers held to what a plan may ask for."""
    if exercise not in EXERCISES or not isinstance(form, str):
        raise ValueError("no such exercise")
    for number in (count, seconds):
        if number is not None and not (isinstance(number, int) and 1 <= number <= 100):
            raise ValueError("no such dose")
    return Item(exercise, form, count, seconds)
